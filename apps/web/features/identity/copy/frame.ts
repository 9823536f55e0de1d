import type { Catalogue } from "../../../languages.ts";

export interface FrameCopy {
  readonly home: string;
  readonly switchWorkspace: string;
  readonly chooseWorkspace: string;
  readonly allWorkspaces: string;
  readonly projects: string;
  readonly people: string;
  readonly billing: string;
  readonly audit: string;
  readonly settings: string;
  readonly workspaces: string;
  readonly account: string;
  readonly accountMenu: string;
  readonly system: string;
  readonly signOut: string;
  readonly signingOut: string;
  readonly signOutFailed: string;
  readonly stillSignedIn: string;
}

export const frameCopy: Catalogue<FrameCopy> = {
  en: {
    home: "Ninefold, your workspaces",
    switchWorkspace: "Switch workspace",
    chooseWorkspace: "Choose workspace",
    allWorkspaces: "All workspaces",
    projects: "Projects",
    people: "People",
    billing: "Billing",
    audit: "Audit log",
    settings: "Settings",
    workspaces: "Workspaces",
    account: "Your account",
    accountMenu: "Account",
    system: "System status",
    signOut: "Sign out",
    signingOut: "Signing out",
    signOutFailed: "You are still signed in",
    stillSignedIn: "The service did not answer. Check your connection, then try again.",
  },
  id: {
    home: "Ninefold, ruang kerja Anda",
    switchWorkspace: "Ganti ruang kerja",
    chooseWorkspace: "Pilih ruang kerja",
    allWorkspaces: "Semua ruang kerja",
    projects: "Proyek",
    people: "Orang",
    billing: "Tagihan",
    audit: "Log audit",
    settings: "Pengaturan",
    workspaces: "Ruang kerja",
    account: "Akun Anda",
    accountMenu: "Akun",
    system: "Status sistem",
    signOut: "Keluar",
    signingOut: "Sedang keluar",
    signOutFailed: "Anda belum keluar",
    stillSignedIn: "Layanan tidak menjawab. Periksa sambungan Anda, lalu coba lagi.",
  },
};

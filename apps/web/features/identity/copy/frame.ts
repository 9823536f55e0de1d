import type { Catalogue } from "../../../languages.ts";
import type { PlaceKey } from "../places.ts";

export interface PaletteCopy {
  /** The button's name, and the dialog's. */
  readonly title: string;
  /** On the button, where there is room for a word. */
  readonly open: string;
  readonly placeholder: string;
  readonly groups: Readonly<Record<"here" | "projects" | "workspaces" | "own" | "operators" | "docs", string>>;
  /** `{text}` */
  readonly none: string;
  readonly noneNext: string;
  readonly loading: string;
  /** `{workspaces}` are names. */
  readonly projectsFailed: string;
  readonly docsFailed: string;
  /** Said as the list changes. */
  readonly found: string;
  readonly keys: { readonly move: string; readonly go: string; readonly close: string };
  /** Other words by which somebody may look for a place. */
  readonly also: Readonly<Partial<Record<PlaceKey, string>>>;
}

export interface FrameCopy {
  readonly home: string;
  readonly switchWorkspace: string;
  readonly chooseWorkspace: string;
  readonly allWorkspaces: string;
  /** What each page is called, wherever it is named. */
  readonly places: Readonly<Record<PlaceKey, string>>;
  /** Over the places that are the person's, for who runs all of it, and for everybody. */
  readonly own: string;
  readonly operators: string;
  readonly help: string;
  readonly accountMenu: string;
  readonly signOut: string;
  readonly signingOut: string;
  readonly signOutFailed: string;
  readonly stillSignedIn: string;
  readonly palette: PaletteCopy;
}

export const frameCopy: Catalogue<FrameCopy> = {
  en: {
    home: "Ninefold, your workspaces",
    switchWorkspace: "Switch workspace",
    chooseWorkspace: "Choose workspace",
    allWorkspaces: "All workspaces",
    places: {
      projects: "Projects",
      files: "Files",
      people: "People",
      billing: "Billing",
      audit: "Audit log",
      settings: "Settings",
      keys: "API keys",
      work: "Background work",
      workspaces: "Workspaces",
      inbox: "Inbox",
      account: "Your account",
      security: "Sign-in and security",
      emails: "Email notifications",
      status: "System status",
      dependencies: "Dependencies",
      jobs: "Jobs and runs",
      schedules: "Schedules",
      switches: "Switches",
      flags: "Flags",
      runbooks: "Runbooks",
      console: "Development console",
      docs: "Documentation",
    },
    own: "Yours",
    operators: "Platform",
    help: "Help",
    accountMenu: "Account",
    signOut: "Sign out",
    signingOut: "Signing out",
    signOutFailed: "You are still signed in",
    stillSignedIn: "The service did not answer. Check your connection, then try again.",
    palette: {
      title: "Go to a page, a project or the docs",
      open: "Go to",
      placeholder: "Page, project, workspace or docs",
      groups: {
        here: "In this workspace",
        projects: "Projects",
        workspaces: "Workspaces",
        own: "Yours",
        operators: "Platform",
        docs: "Documentation",
      },
      none: "Nothing is called “{text}”.",
      noneNext: "Try fewer letters, or the name of a page, a project or a workspace.",
      loading: "Looking for projects",
      projectsFailed: "Projects of {workspaces} could not be read. Pages and workspaces are all here.",
      docsFailed: "The docs could not be searched. Everything else can be found.",
      found: "Results: {count}",
      keys: { move: "move", go: "go", close: "close" },
      also: {
        projects: "tasks work",
        files: "attachments uploads documents",
        people: "members team invite roles",
        billing: "plan payment usage limits price upgrade cancel",
        audit: "history who did what",
        settings: "picture logo address",
        keys: "token secret program service account",
        inbox: "notifications news bell unread",
        account: "profile name avatar language theme export data",
        security: "password sessions devices email address sign-in",
        emails: "preferences unsubscribe mail",
        status: "admin health",
        dependencies: "vendors breakers",
        jobs: "queue replay background",
        schedules: "cron timer every",
        switches: "kill off",
        flags: "features rollout",
        docs: "help guides",
      },
    },
  },
  id: {
    home: "Ninefold, ruang kerja Anda",
    switchWorkspace: "Ganti ruang kerja",
    chooseWorkspace: "Pilih ruang kerja",
    allWorkspaces: "Semua ruang kerja",
    places: {
      projects: "Proyek",
      files: "Berkas",
      people: "Orang",
      billing: "Tagihan",
      audit: "Log audit",
      settings: "Pengaturan",
      keys: "Kunci API",
      work: "Pekerjaan latar",
      workspaces: "Ruang kerja",
      inbox: "Kotak masuk",
      account: "Akun Anda",
      security: "Masuk dan keamanan",
      emails: "Notifikasi email",
      status: "Status sistem",
      dependencies: "Dependensi",
      jobs: "Proses latar",
      schedules: "Jadwal",
      switches: "Sakelar",
      flags: "Flag",
      runbooks: "Runbook",
      console: "Konsol pengembangan",
      docs: "Dokumentasi",
    },
    own: "Milik Anda",
    operators: "Platform",
    help: "Bantuan",
    accountMenu: "Akun",
    signOut: "Keluar",
    signingOut: "Sedang keluar",
    signOutFailed: "Anda belum keluar",
    stillSignedIn: "Layanan tidak menjawab. Periksa sambungan Anda, lalu coba lagi.",
    palette: {
      title: "Buka halaman, proyek, atau dokumentasi",
      open: "Buka",
      placeholder: "Halaman, proyek, ruang kerja, atau dokumentasi",
      groups: {
        here: "Di ruang kerja ini",
        projects: "Proyek",
        workspaces: "Ruang kerja",
        own: "Milik Anda",
        operators: "Platform",
        docs: "Dokumentasi",
      },
      none: "Tidak ada yang bernama “{text}”.",
      noneNext: "Coba lebih sedikit huruf, atau nama halaman, proyek, atau ruang kerja.",
      loading: "Mencari proyek",
      projectsFailed: "Proyek dari {workspaces} tidak bisa dibaca. Halaman dan ruang kerja tetap lengkap.",
      docsFailed: "Dokumentasi tidak bisa dicari. Yang lain tetap bisa ditemukan.",
      found: "Hasil: {count}",
      keys: { move: "pindah", go: "buka", close: "tutup" },
      also: {
        projects: "tugas pekerjaan",
        files: "lampiran unggahan dokumen file",
        people: "anggota tim undang peran",
        billing: "paket pembayaran pemakaian batas harga",
        audit: "riwayat siapa melakukan apa",
        settings: "gambar logo alamat setelan",
        keys: "token rahasia program akun layanan",
        inbox: "notifikasi kabar lonceng belum dibaca",
        account: "profil nama foto bahasa tema ekspor data",
        security: "kata sandi sesi perangkat alamat email masuk",
        emails: "preferensi berhenti berlangganan surel",
        status: "admin kesehatan",
        dependencies: "vendor pemutus",
        jobs: "pekerjaan antrean ulang job",
        schedules: "cron berkala waktu",
        switches: "matikan",
        flags: "fitur peluncuran",
        docs: "bantuan panduan",
      },
    },
  },
};

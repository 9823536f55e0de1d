import type { Catalogue } from "../../../languages.ts";
import type { RoleWords } from "../roles.ts";

export interface NewWorkspaceCopy {
  readonly title: string;
  readonly name: string;
  readonly nameHelp: string;
  readonly slug: string;
  readonly slugHelp: string;
  readonly optional: string;
  readonly submit: string;
  readonly submitting: string;
  readonly nameMissing: string;
  readonly nameRefused: string;
  readonly slugTaken: string;
  readonly enoughToday: string;
  readonly slugRefused: string;
}

export interface HomeCopy {
  /** `{name}` is the person's. */
  readonly title: string;
  readonly lead: string;
  readonly workspaces: string;
  readonly emptyTitle: string;
  readonly empty: string;
  readonly emptyNext: string;
}

interface WorkspacePagesCopy {
  readonly home: HomeCopy;
  readonly newWorkspace: NewWorkspaceCopy;
  readonly roles: RoleWords;
  /** What each role means, in one line. */
  readonly roleHelp: RoleWords;
}

export const workspacesCopy: Catalogue<WorkspacePagesCopy> = {
  en: {
    home: {
      title: "Welcome, {name}",
      lead: "Everything you work on lives in a workspace.",
      workspaces: "Your workspaces",
      emptyTitle: "No workspace yet",
      empty:
        "A workspace holds what a team works on and the people who may see it. Nobody outside it can see in. You have just arrived, so there is none.",
      emptyNext: "Create the first one. You will be its owner.",
    },
    newWorkspace: {
      title: "New workspace",
      name: "Workspace name",
      nameHelp: "A team, a company, a project.",
      slug: "Address",
      slugHelp: "Lower-case letters, digits and hyphens. Left empty, it is made from the name.",
      optional: "Optional",
      submit: "Create workspace",
      submitting: "Creating workspace",
      nameMissing: "Enter a name for the workspace.",
      nameRefused: "This name can not be used. Use 1 to 80 letters, digits and signs.",
      slugTaken: "This address is taken. Choose another one.",
      enoughToday: "That is as many workspaces as can be made in a day. Go on tomorrow.",
      slugRefused:
        "Use 2 to 40 lower-case letters, digits and single hyphens. A few words, such as “admin”, are reserved.",
    },
    roles: { owner: "Owner", admin: "Admin", member: "Member", viewer: "Viewer" },
    roleHelp: {
      owner: "Everything, also what cannot be undone.",
      admin: "Works, invites people and gives roles.",
      member: "Works on everything in the workspace.",
      viewer: "Sees everything, changes nothing.",
    },
  },
  id: {
    home: {
      title: "Selamat datang, {name}",
      lead: "Semua pekerjaan Anda ada di dalam ruang kerja.",
      workspaces: "Ruang kerja Anda",
      emptyTitle: "Belum ada ruang kerja",
      empty:
        "Ruang kerja menampung pekerjaan sebuah tim dan orang-orang yang boleh melihatnya. Orang di luar tidak bisa melihat isinya. Anda baru tiba, jadi belum ada satu pun.",
      emptyNext: "Buat yang pertama. Anda akan menjadi pemiliknya.",
    },
    newWorkspace: {
      title: "Ruang kerja baru",
      name: "Nama ruang kerja",
      nameHelp: "Sebuah tim, perusahaan, atau proyek.",
      slug: "Alamat",
      slugHelp: "Huruf kecil, angka, dan tanda hubung. Bila kosong, dibuat dari namanya.",
      optional: "Opsional",
      submit: "Buat ruang kerja",
      submitting: "Membuat ruang kerja",
      nameMissing: "Isi nama ruang kerja.",
      nameRefused: "Nama ini tidak bisa dipakai. Gunakan 1 sampai 80 huruf, angka, dan tanda baca.",
      slugTaken: "Alamat ini sudah dipakai. Pilih yang lain.",
      enoughToday: "Jumlah ruang kerja untuk sehari sudah tercapai. Lanjutkan besok.",
      slugRefused:
        "Gunakan 2 sampai 40 huruf kecil, angka, dan tanda hubung tunggal. Beberapa kata, misalnya “admin”, tidak bisa dipakai.",
    },
    roles: { owner: "Pemilik", admin: "Admin", member: "Anggota", viewer: "Pelihat" },
    roleHelp: {
      owner: "Segalanya, juga yang tidak bisa dibatalkan.",
      admin: "Bekerja, mengundang orang, dan memberi peran.",
      member: "Mengerjakan semua yang ada di ruang kerja.",
      viewer: "Melihat semuanya, tidak mengubah apa pun.",
    },
  },
};

import type { Catalogue } from "../../languages.ts";

export interface NewProjectCopy {
  readonly title: string;
  readonly name: string;
  readonly nameHelp: string;
  readonly submit: string;
  readonly submitting: string;
  readonly created: string;
  readonly nameMissing: string;
  readonly nameRefused: string;
  readonly forbidden: string;
  readonly signedOut: string;
  readonly limited: string;
  readonly unavailable: string;
  readonly refused: string;
}

export interface ProductCopy {
  readonly title: string;
  readonly lead: string;
  readonly emptyTitle: string;
  readonly empty: string;
  readonly emptyNext: string;
  readonly added: string;
  readonly readOnlyTitle: string;
  readonly readOnly: string;
  readonly newProject: NewProjectCopy;
}

export const productCopy: Catalogue<ProductCopy> = {
  en: {
    title: "Projects",
    lead: "What this workspace is working on. Your role here: {role}.",
    emptyTitle: "No projects yet",
    empty: "A project gathers one piece of work. Everybody in this workspace can see it, and nobody else can.",
    emptyNext: "Name the first one to begin.",
    added: "Added {time}",
    readOnlyTitle: "You can look, not change",
    readOnly: "Viewers do not add projects. An owner or admin of this workspace can give you another role.",
    newProject: {
      title: "New project",
      name: "Project name",
      nameHelp: "Short, and clear to somebody new.",
      submit: "Create project",
      submitting: "Creating project",
      created: "“{name}” was added.",
      nameMissing: "Enter a name for the project.",
      nameRefused: "This name can not be used. Use 1 to 80 characters.",
      forbidden: "Your role does not allow this. An owner or admin of this workspace can change it.",
      signedOut: "You have been signed out. Sign in again in another tab, then come back: what you typed stays here.",
      limited: "Too many requests. Wait a minute, then try again.",
      unavailable: "We could not reach the service. What you typed is still here: try again in a moment.",
      refused: "The project was not created. Check what you typed and try again.",
    },
  },
  id: {
    title: "Proyek",
    lead: "Yang sedang dikerjakan ruang kerja ini. Peran Anda di sini: {role}.",
    emptyTitle: "Belum ada proyek",
    empty: "Proyek menghimpun satu pekerjaan. Semua orang di ruang kerja ini bisa melihatnya, orang lain tidak.",
    emptyNext: "Beri nama proyek pertama untuk memulai.",
    added: "Ditambahkan {time}",
    readOnlyTitle: "Anda bisa melihat, tidak mengubah",
    readOnly: "Pelihat tidak bisa menambah proyek. Pemilik atau admin ruang kerja ini bisa memberi Anda peran lain.",
    newProject: {
      title: "Proyek baru",
      name: "Nama proyek",
      nameHelp: "Singkat, dan jelas bagi orang baru.",
      submit: "Buat proyek",
      submitting: "Membuat proyek",
      created: "“{name}” sudah ditambahkan.",
      nameMissing: "Isi nama proyek.",
      nameRefused: "Nama ini tidak bisa dipakai. Gunakan 1 sampai 80 karakter.",
      forbidden: "Peran Anda tidak mengizinkan ini. Pemilik atau admin ruang kerja ini bisa mengubahnya.",
      signedOut: "Sesi Anda sudah berakhir. Masuk lagi di tab lain, lalu kembali: ketikan Anda tetap ada di sini.",
      limited: "Terlalu banyak permintaan. Tunggu satu menit, lalu coba lagi.",
      unavailable: "Layanan tidak terjangkau. Ketikan Anda masih ada: coba lagi sebentar lagi.",
      refused: "Proyek belum dibuat. Periksa isian Anda, lalu coba lagi.",
    },
  },
};

import type { Catalogue } from "../../languages.ts";
import { type TasksCopy, tasksCopy } from "./copy/tasks.ts";

export interface NewProjectCopy {
  readonly title: string;
  readonly name: string;
  readonly nameHelp: string;
  readonly submit: string;
  readonly submitting: string;
  readonly created: string;
  readonly nameMissing: string;
  readonly nameRefused: string;
  /** The plan has no room for another: to whoever can change the plan, and to whoever can not. */
  readonly limitReached: string;
  readonly limitReachedAsk: string;
  readonly seePlans: string;
}

export interface ExportCopy {
  readonly export: string;
  readonly working: string;
  readonly failed: string;
  readonly usedUp: string;
}

export interface DeleteProjectCopy {
  readonly delete: string;
  /** `{name}`. */
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly confirming: string;
  /** `{name}`. */
  readonly deleted: string;
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
  /** Who can grant it, where their names are not known. */
  readonly managers: string;
  readonly failed: string;
  readonly failedText: string;
  readonly retry: string;
  readonly newProject: NewProjectCopy;
  readonly exporting: ExportCopy;
  /** How far a project is: `{done}` of `{total}`, and where there is nothing to do. */
  readonly progress: string;
  readonly noTasks: string;
  readonly deleting: DeleteProjectCopy;
  readonly tasks: TasksCopy;
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
    readOnly: "Viewers see projects and do not add any.",
    managers: "An owner or admin of this workspace",
    failed: "The list of projects did not come",
    failedText: "The rest of the page works. Try again in a moment.",
    retry: "Try again",
    newProject: {
      title: "New project",
      name: "Project name",
      nameHelp: "Short, and clear to somebody new.",
      submit: "Create project",
      submitting: "Creating project",
      created: "“{name}” was added.",
      nameMissing: "Enter a name for the project.",
      nameRefused: "This name can not be used. Use 1 to 80 characters.",
      limitReached: "Your plan has no room for another project. A larger plan does.",
      limitReachedAsk:
        "The plan of this workspace has no room for another project. An owner or admin can choose a larger one.",
      seePlans: "See plans",
    },
    exporting: {
      export: "Export",
      working: "Exporting",
      failed: "Nothing was exported",
      usedUp: "This month’s exports are used up. They start afresh on the first, and a larger plan has more.",
    },
    progress: "{done} of {total} done",
    noTasks: "No tasks",
    deleting: {
      delete: "Delete project",
      title: "Delete “{name}”?",
      text: "Its tasks and files are deleted with it, for everybody in this workspace. This can not be undone.",
      confirm: "Delete project",
      confirming: "Deleting project",
      deleted: "“{name}” was deleted.",
    },
    tasks: tasksCopy.en,
  },
  id: {
    title: "Proyek",
    lead: "Yang sedang dikerjakan ruang kerja ini. Peran Anda di sini: {role}.",
    emptyTitle: "Belum ada proyek",
    empty: "Proyek menghimpun satu pekerjaan. Semua orang di ruang kerja ini bisa melihatnya, orang lain tidak.",
    emptyNext: "Beri nama proyek pertama untuk memulai.",
    added: "Ditambahkan {time}",
    readOnlyTitle: "Anda bisa melihat, tidak mengubah",
    readOnly: "Pelihat bisa melihat proyek, tidak menambahnya.",
    managers: "Pemilik atau admin ruang kerja ini",
    failed: "Daftar proyek tidak dapat dimuat",
    failedText: "Bagian lain halaman ini berfungsi. Coba lagi sebentar lagi.",
    retry: "Coba lagi",
    newProject: {
      title: "Proyek baru",
      name: "Nama proyek",
      nameHelp: "Singkat, dan jelas bagi orang baru.",
      submit: "Buat proyek",
      submitting: "Membuat proyek",
      created: "“{name}” sudah ditambahkan.",
      nameMissing: "Isi nama proyek.",
      nameRefused: "Nama ini tidak bisa dipakai. Gunakan 1 sampai 80 karakter.",
      limitReached: "Paket Anda tidak memuat proyek lagi. Paket yang lebih besar memuatnya.",
      limitReachedAsk:
        "Paket ruang kerja ini tidak memuat proyek lagi. Pemilik atau admin bisa memilih paket yang lebih besar.",
      seePlans: "Lihat paket",
    },
    exporting: {
      export: "Ekspor",
      working: "Mengekspor",
      failed: "Tidak ada yang diekspor",
      usedUp:
        "Ekspor bulan ini sudah habis. Jatah dimulai lagi tanggal satu, dan paket yang lebih besar memuat lebih banyak.",
    },
    progress: "{done} dari {total} selesai",
    noTasks: "Tanpa tugas",
    deleting: {
      delete: "Hapus proyek",
      title: "Hapus “{name}”?",
      text: "Tugas dan berkasnya ikut dihapus, bagi semua orang di ruang kerja ini. Ini tidak bisa dibatalkan.",
      confirm: "Hapus proyek",
      confirming: "Menghapus proyek",
      deleted: "“{name}” sudah dihapus.",
    },
    tasks: tasksCopy.id,
  },
};

import type { Catalogue, CountCopy } from "../../../languages.ts";

/** The page of a project and its tasks. `{title}` is a task's. */
export interface TasksCopy {
  readonly title: string;
  readonly open: CountCopy;
  readonly done: CountCopy;
  readonly emptyTitle: string;
  readonly empty: string;
  readonly emptyNext: string;
  readonly newTask: string;
  readonly add: string;
  readonly addHelp: string;
  readonly added: string;
  readonly rename: string;
  readonly newTitle: string;
  readonly assignee: string;
  readonly nobody: string;
  /** Whom a task is for who is no member any more. */
  readonly formerMember: string;
  readonly delete: string;
  readonly deleteTitle: string;
  readonly deleteText: string;
  readonly deleteConfirm: string;
  readonly deleting: string;
  readonly deleted: string;
  readonly notAdded: string;
  readonly notChanged: string;
  readonly again: string;
  readonly dismiss: string;
  readonly titleRefused: string;
  readonly assigneeRefused: string;
  readonly projectFull: string;
  /** The plan has no room for another: to whoever can change the plan, and to whoever can not. */
  readonly limitReached: string;
  readonly limitReachedAsk: string;
  readonly seePlans: string;
  readonly failed: string;
  readonly failedText: string;
  readonly readOnlyTitle: string;
  readonly readOnly: string;
}

export const tasksCopy: Catalogue<TasksCopy> = {
  en: {
    title: "Tasks",
    open: { other: "{count} open" },
    done: { other: "{count} done" },
    emptyTitle: "No tasks yet",
    empty: "A task is one thing that somebody can finish. Everybody in this workspace can see it.",
    emptyNext: "Write down the first one and press Enter.",
    newTask: "New task",
    add: "Add task",
    addHelp: "Enter adds it, and the next one can be typed at once.",
    added: "“{title}” was added.",
    rename: "Rename “{title}”",
    newTitle: "New title of “{title}”",
    assignee: "Who does “{title}”",
    nobody: "Nobody yet",
    formerMember: "Has left the workspace",
    delete: "Delete “{title}”",
    deleteTitle: "Delete “{title}”?",
    deleteText: "It goes for everybody in this workspace, and can not be brought back.",
    deleteConfirm: "Delete task",
    deleting: "Deleting",
    deleted: "“{title}” was deleted.",
    notAdded: "“{title}” was not added.",
    notChanged: "“{title}” is as it was before",
    again: "Try again",
    dismiss: "Let it go",
    titleRefused: "This title can not be used. Use one line of 1 to 200 characters.",
    assigneeRefused: "They are not in this workspace any more. Choose somebody else.",
    projectFull: "A project has room for 500 tasks. Delete some, or begin another project.",
    limitReached: "Your plan has no room for another task. A larger plan does, and so does deleting some.",
    limitReachedAsk:
      "The plan of this workspace has no room for another task. An owner or admin can choose a larger one.",
    seePlans: "See plans",
    failed: "The tasks did not come",
    failedText: "The rest of the page works. Try again in a moment.",
    readOnlyTitle: "You can look, not change",
    readOnly: "Viewers see tasks and files. Adding and ticking is for members.",
  },
  id: {
    title: "Tugas",
    open: { other: "{count} belum selesai" },
    done: { other: "{count} selesai" },
    emptyTitle: "Belum ada tugas",
    empty: "Tugas adalah satu hal yang bisa diselesaikan seseorang. Semua orang di ruang kerja ini bisa melihatnya.",
    emptyNext: "Tulis tugas pertama lalu tekan Enter.",
    newTask: "Tugas baru",
    add: "Tambah tugas",
    addHelp: "Enter menambahkannya, dan tugas berikutnya bisa langsung ditulis.",
    added: "“{title}” sudah ditambahkan.",
    rename: "Ubah judul “{title}”",
    newTitle: "Judul baru untuk “{title}”",
    assignee: "Yang mengerjakan “{title}”",
    nobody: "Belum ada",
    formerMember: "Sudah keluar",
    delete: "Hapus “{title}”",
    deleteTitle: "Hapus “{title}”?",
    deleteText: "Tugas ini hilang bagi semua orang di ruang kerja, dan tidak bisa dikembalikan.",
    deleteConfirm: "Hapus tugas",
    deleting: "Menghapus",
    deleted: "“{title}” sudah dihapus.",
    notAdded: "“{title}” tidak ditambahkan.",
    notChanged: "“{title}” tetap seperti sebelumnya",
    again: "Coba lagi",
    dismiss: "Lepaskan",
    titleRefused: "Judul ini tidak bisa dipakai. Gunakan satu baris, 1 sampai 200 karakter.",
    assigneeRefused: "Orang ini sudah tidak ada di ruang kerja ini. Pilih orang lain.",
    projectFull: "Satu proyek memuat 500 tugas. Hapus beberapa, atau mulai proyek lain.",
    limitReached:
      "Paket Anda tidak memuat tugas lagi. Paket yang lebih besar memuatnya, begitu pula bila sebagian dihapus.",
    limitReachedAsk:
      "Paket ruang kerja ini tidak memuat tugas lagi. Pemilik atau admin bisa memilih paket yang lebih besar.",
    seePlans: "Lihat paket",
    failed: "Tugas tidak dapat dimuat",
    failedText: "Bagian lain halaman ini berfungsi. Coba lagi sebentar lagi.",
    readOnlyTitle: "Anda bisa melihat, tidak mengubah",
    readOnly: "Pelihat bisa melihat tugas dan berkas. Menambah dan menyelesaikan adalah untuk anggota.",
  },
};

import type { Catalogue } from "../../../languages.ts";

/** The end of a workspace, and the way back. */
export interface EndsCopy {
  readonly danger: {
    readonly title: string;
    readonly lead: string;
    readonly what: string;
    readonly submit: string;
    /** `{workspace}` */
    readonly question: string;
    readonly text: string;
    readonly confirming: string;
    readonly subscribed: string;
    readonly otherSlug: string;
  };
  readonly closed: {
    readonly title: string;
    readonly lead: string;
    /** `{time}`: a date. */
    readonly until: string;
    readonly takeBack: string;
    /** `{workspace}` */
    readonly takeBackOne: string;
    readonly takingBack: string;
    readonly done: string;
    readonly gone: string;
    readonly failed: string;
    readonly failedText: string;
    readonly retry: string;
  };
}

export const endsCopy: Catalogue<EndsCopy> = {
  en: {
    danger: {
      title: "Delete workspace",
      lead: "It is closed to everybody at once. For 14 days an owner can take it back; then everything in it is erased.",
      what: "Open invitations end, links to it find nothing, and nobody else gets its address for 90 days. What was paid is not paid back.",
      submit: "Delete workspace",
      question: "Delete {workspace}?",
      text: "Everybody in it loses access at once. You can take it back on your first page for 14 days. After that nobody can.",
      confirming: "Deleting",
      subscribed: "Its plan would be paid on. Cancel the plan under Billing first, then delete the workspace.",
      otherSlug: "The address has changed meanwhile. Load the page again.",
    },
    closed: {
      title: "Deleted workspaces",
      lead: "Nobody can open these. You can take one back until it is erased.",
      until: "Erased from {time}",
      takeBack: "Take back",
      takeBackOne: "Take back {workspace}",
      takingBack: "Taking back",
      done: "{workspace} is open again",
      gone: "It can no longer be taken back. Load the page again.",
      failed: "Deleted workspaces could not be read",
      failedText: "The rest of the page works. Try again in a moment.",
      retry: "Try again",
    },
  },
  id: {
    danger: {
      title: "Hapus ruang kerja",
      lead: "Langsung tertutup untuk semua orang. Selama 14 hari pemilik bisa memulihkannya; setelah itu seluruh isinya dihapus.",
      what: "Undangan yang masih terbuka berakhir, tautan ke sini tidak menemukan apa pun, dan alamatnya tidak diberikan kepada siapa pun selama 90 hari. Yang sudah dibayar tidak dikembalikan.",
      submit: "Hapus ruang kerja",
      question: "Hapus {workspace}?",
      text: "Semua orang di dalamnya langsung kehilangan akses. Anda bisa memulihkannya di halaman awal selama 14 hari. Setelah itu tidak bisa lagi.",
      confirming: "Menghapus",
      subscribed: "Paketnya masih akan ditagih. Batalkan paket di bagian Tagihan dulu, lalu hapus ruang kerja.",
      otherSlug: "Alamatnya baru saja berubah. Muat ulang halaman ini.",
    },
    closed: {
      title: "Ruang kerja yang dihapus",
      lead: "Tidak ada yang bisa membukanya. Anda bisa memulihkannya sampai isinya dihapus.",
      until: "Dihapus selamanya mulai {time}",
      takeBack: "Pulihkan",
      takeBackOne: "Pulihkan {workspace}",
      takingBack: "Memulihkan",
      done: "{workspace} terbuka lagi",
      gone: "Sudah tidak bisa dipulihkan. Muat ulang halaman ini.",
      failed: "Ruang kerja yang dihapus tidak dapat dibaca",
      failedText: "Bagian lain halaman ini berfungsi. Coba lagi sebentar lagi.",
      retry: "Coba lagi",
    },
  },
};

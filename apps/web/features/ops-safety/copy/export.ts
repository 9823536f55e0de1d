import type { Catalogue } from "../../../languages.ts";

export interface ExportCopy {
  readonly title: string;
  readonly lead: string;
  readonly ask: string;
  readonly asking: string;
  readonly asked: string;
  readonly none: string;
  /** `{time}` */
  readonly ready: string;
  /** `{time}` */
  readonly until: string;
  readonly failed: string;
  readonly expired: string;
  /** `{size}` */
  readonly download: string;
  readonly look: string;
  readonly looking: string;
  /** `{time}` */
  readonly nextAt: string;
  readonly tooSoon: string;
  readonly unread: string;
  readonly unreadText: string;
}

export const exportCopy: Catalogue<ExportCopy> = {
  en: {
    title: "Your data",
    lead: "One file with what is kept about you, and nothing of anybody else.",
    ask: "Ask for a copy",
    asking: "Asking",
    asked: "Your copy is being made. It takes a minute at most, and this page may be left meanwhile.",
    none: "You have not asked for a copy yet.",
    ready: "Made {time}.",
    until: "It can be fetched until {time}, by you alone, and is deleted then.",
    failed: "The last copy could not be made. Nothing of yours is lost: ask again.",
    expired: "The last copy was deleted after seven days.",
    download: "Download ({size})",
    look: "Look again",
    looking: "Looking",
    nextAt: "Another one can be asked for {time}.",
    tooSoon: "There is one from today already. Ask again tomorrow.",
    unread: "What became of your copies did not come",
    unreadText: "The rest of the page works. Load it again in a moment.",
  },
  id: {
    title: "Data Anda",
    lead: "Satu berkas berisi yang kami simpan tentang Anda, tanpa apa pun tentang orang lain.",
    ask: "Minta salinan",
    asking: "Meminta",
    asked: "Salinan Anda sedang dibuat, paling lama semenit. Halaman ini boleh ditinggalkan.",
    none: "Anda belum pernah meminta salinan.",
    ready: "Dibuat {time}.",
    until: "Bisa diunduh sampai {time}, hanya oleh Anda, lalu dihapus.",
    failed: "Salinan terakhir gagal dibuat. Data Anda tidak hilang: minta lagi.",
    expired: "Salinan terakhir sudah dihapus setelah tujuh hari.",
    download: "Unduh ({size})",
    look: "Lihat lagi",
    looking: "Melihat",
    nextAt: "Salinan berikutnya bisa diminta {time}.",
    tooSoon: "Hari ini sudah ada satu. Minta lagi besok.",
    unread: "Keadaan salinan Anda tidak dapat dimuat",
    unreadText: "Bagian lain halaman ini berfungsi. Muat ulang sebentar lagi.",
  },
};

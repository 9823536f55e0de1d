import type { Catalogue } from "../../../languages.ts";

/** What is said of a failure that has no sentence of its own where it happened. */
export interface FailureCopy {
  readonly offline: string;
  readonly unavailable: string;
  readonly limited: string;
  readonly signedOut: string;
  readonly forbidden: string;
  readonly gone: string;
  /** Of what wants the password again, and did not get it. */
  readonly unconfirmed: string;
  /** `{id}` joins what is seen with our log. */
  readonly unexpected: string;
}

export const failureCopy: Catalogue<FailureCopy> = {
  en: {
    offline: "The service did not answer. Check your connection, then try again.",
    unavailable: "The service is not available right now. Try again in a minute.",
    limited: "Too many attempts from here. Wait a minute, then try again.",
    signedOut: "You are signed out. Sign in again in another tab, then come back: what is on this page stays here.",
    forbidden: "Your role does not allow this any more. An owner or admin of the workspace can change it.",
    unconfirmed: "Nothing was done: it needs your password once more.",
    gone: "This is no longer here. Somebody may have changed it meanwhile: load the page again.",
    unexpected:
      "This did not work, and the reason is on our side. Try again. If it fails again, tell us and quote {id}.",
  },
  id: {
    offline: "Layanan tidak menjawab. Periksa sambungan Anda, lalu coba lagi.",
    unavailable: "Layanan sedang tidak tersedia. Coba lagi semenit lagi.",
    limited: "Terlalu banyak percobaan dari sini. Tunggu satu menit, lalu coba lagi.",
    signedOut: "Sesi Anda sudah berakhir. Masuk lagi di tab lain, lalu kembali: isi halaman ini tetap ada.",
    forbidden: "Peran Anda tidak lagi mengizinkan ini. Pemilik atau admin ruang kerja bisa mengubahnya.",
    unconfirmed: "Tidak ada yang dilakukan: kata sandi Anda diperlukan sekali lagi.",
    gone: "Ini sudah tidak ada. Mungkin baru saja diubah orang lain: muat ulang halaman ini.",
    unexpected:
      "Ini tidak berhasil, dan sebabnya ada di pihak kami. Coba lagi. Bila tetap gagal, beri tahu kami dan sebutkan {id}.",
  },
};

import type { Catalogue } from "../../../languages.ts";

/** What happened, what still works, what to do. */
export interface StateCopy {
  readonly title: string;
  readonly happened: string;
  readonly works: string;
  readonly next: string;
  readonly action: string;
  readonly otherAction: string;
}

export interface StatesCopy {
  readonly happened: string;
  readonly works: string;
  readonly next: string;
  readonly quote: string;
  readonly notFound: StateCopy;
  readonly failed: StateCopy;
  readonly unavailable: StateCopy;
}

/** In a file of its own, and small: every page carries what it would say if it failed. */
export const statesCopy: Catalogue<StatesCopy> = {
  en: {
    happened: "What happened",
    works: "What still works",
    next: "What to do",
    quote: "Quote this when you ask for help",
    notFound: {
      title: "Not here, or not yours",
      happened:
        "No page at this address can be shown to you. It may never have existed, or belong to a workspace you are not in.",
      works: "Everything else. Your session and your workspaces are as they were.",
      next: "Check the address for a typing error. If somebody sent you here, ask them to invite you to their workspace.",
      action: "Your workspaces",
      otherAction: "Front page",
    },
    failed: {
      title: "This page failed",
      happened: "Something on our side broke while the page was being made. It was not something you did.",
      works: "Other pages. What you had saved before is saved.",
      next: "Try again. If it fails again, tell us and quote the number below.",
      action: "Try again",
      otherAction: "Your workspaces",
    },
    unavailable: {
      title: "Not available right now",
      happened: "The service behind this page is not answering.",
      works: "The front page, and what you had saved. If you were signed in, you still are.",
      next: "Wait a minute, then try again.",
      action: "Try again",
      otherAction: "Front page",
    },
  },
  id: {
    happened: "Yang terjadi",
    works: "Yang tetap berjalan",
    next: "Yang bisa dilakukan",
    quote: "Sebutkan ini saat meminta bantuan",
    notFound: {
      title: "Tidak ada di sini, atau bukan milik Anda",
      happened:
        "Tidak ada halaman di alamat ini yang bisa ditampilkan kepada Anda. Mungkin memang tidak pernah ada, atau milik ruang kerja yang tidak Anda ikuti.",
      works: "Semua yang lain. Sesi dan ruang kerja Anda tetap seperti semula.",
      next: "Periksa apakah alamatnya salah ketik. Bila seseorang mengirim Anda ke sini, minta diundang ke ruang kerjanya.",
      action: "Ruang kerja Anda",
      otherAction: "Halaman depan",
    },
    failed: {
      title: "Halaman ini gagal dibuka",
      happened: "Ada yang rusak di pihak kami saat halaman disiapkan. Ini bukan karena Anda.",
      works: "Halaman lain. Yang sudah Anda simpan tetap tersimpan.",
      next: "Coba lagi. Bila tetap gagal, beri tahu kami dan sebutkan nomor di bawah.",
      action: "Coba lagi",
      otherAction: "Ruang kerja Anda",
    },
    unavailable: {
      title: "Sedang tidak tersedia",
      happened: "Layanan di balik halaman ini tidak menjawab.",
      works: "Halaman depan, dan semua yang sudah Anda simpan. Bila tadi sudah masuk, Anda tetap masuk.",
      next: "Tunggu satu menit, lalu coba lagi.",
      action: "Coba lagi",
      otherAction: "Halaman depan",
    },
  },
};

import type { Catalogue } from "../../../languages.ts";

export type VendorMode = "up" | "slow" | "failing" | "down" | "other";

interface VendorWords {
  /** What the product has it for. */
  readonly job: string;
  /** What the product does while it is down, or answers 500. */
  readonly fails: string;
  /** What the product does while each answer takes three seconds. */
  readonly slow: string;
}

export interface VendorsCopy {
  readonly title: string;
  readonly modes: Readonly<Record<VendorMode, string>>;
  readonly help: Readonly<Record<Exclude<VendorMode, "other">, string>>;
  /** `{vendor}` */
  readonly behaves: string;
  readonly unused: string;
  /** `{vendor}` */
  readonly heal: string;
  readonly healed: string;
  /** `{count}` */
  readonly unknown: string;
  readonly clock: string;
  readonly clockLead: string;
  readonly now: string;
  readonly ahead: Readonly<Record<"hours" | "days", string>>;
  readonly steps: Readonly<Record<"hour" | "day" | "month", string>>;
  /** How it stands while nothing was moved, and the way back there. */
  readonly inStep: string;
  readonly follow: string;
  readonly moving: string;
  readonly words: Readonly<Record<string, VendorWords>> & { readonly other: VendorWords };
}

export const vendorsCopy: Catalogue<VendorsCopy> = {
  en: {
    title: "Vendors",
    modes: { up: "Up", slow: "Slow", failing: "Answers 500", down: "Down", other: "By a rule" },
    help: {
      up: "As it should be",
      slow: "Every answer takes 3 seconds",
      failing: "Every request is answered with 500",
      down: "Nobody answers; its pages are closed too",
    },
    behaves: "How {vendor} behaves",
    unused: "Not in use: the product was told another address.",
    heal: "Bring {vendor} back",
    healed: "{vendor} is up",
    unknown: "{count} requests that it does not know",
    clock: "Their clock",
    clockLead:
      "Renewals, trials, scheduled mail and repeats of webhooks come due by it. The product keeps this machine's time.",
    now: "Now",
    ahead: { hours: "{count} h ahead", days: "{count} days ahead" },
    steps: { hour: "+1 hour", day: "+1 day", month: "+1 month" },
    inStep: "as on this machine",
    follow: "Back to now",
    moving: "Moving",
    words: {
      resend: {
        job: "Mail",
        fails:
          "Letters wait, already written, and are sent once when it is back: attempts go on for two hours. No page waits.",
        slow: "Letters come a little later. No page waits for them.",
      },
      dodo: {
        job: "Payments",
        fails:
          "Everybody keeps the plan they have. A new checkout is refused for now; what was paid meanwhile is found out later.",
        slow: "A checkout takes seconds to open, and its button says so. Plans and limits are read from our own database.",
      },
      imagekit: {
        job: "Files",
        fails: "Initials stand in for pictures, and a file that is sent is refused in words. Everything else works.",
        slow: "Files take longer to arrive. Pages do not wait for pictures.",
      },
      posthog: {
        job: "Analytics",
        fails:
          "Facts wait in the queue and are told when it is back, for a day and a half. Nobody who uses the product notices.",
        slow: "Facts are told by jobs, so nobody waits.",
      },
      sentry: {
        job: "Errors",
        fails: "Errors are in the log, and those of this time are missing here. Nobody who uses the product notices.",
        slow: "Errors are told in the background, so nobody waits.",
      },
      trigger: {
        job: "Jobs",
        fails:
          "What was asked for waits in our own outbox and is handed over when it is back. Where jobs run in the database, as they do here unless you choose otherwise, nobody notices.",
        slow: "Jobs begin later. No page waits for them.",
      },
      other: {
        job: "",
        fails: "After five failures in a row the product leaves it alone for a while. What is queued is tried again.",
        slow: "The product waits for it, but never longer than the deadline of the call.",
      },
    },
  },
  id: {
    title: "Vendor",
    modes: { up: "Menyala", slow: "Lambat", failing: "Menjawab 500", down: "Mati", other: "Menurut aturan" },
    help: {
      up: "Sebagaimana mestinya",
      slow: "Setiap jawaban makan waktu 3 detik",
      failing: "Setiap permintaan dijawab 500",
      down: "Tidak ada yang menjawab; halamannya pun tertutup",
    },
    behaves: "Perilaku {vendor}",
    unused: "Tidak dipakai: produk diberi alamat lain.",
    heal: "Nyalakan {vendor} lagi",
    healed: "{vendor} menyala",
    unknown: "{count} permintaan yang tidak dikenalnya",
    clock: "Jam mereka",
    clockLead:
      "Perpanjangan, masa coba, surel terjadwal, dan pengulangan webhook mengikuti jam ini. Produk memakai waktu mesin ini.",
    now: "Sekarang",
    ahead: { hours: "{count} jam di depan", days: "{count} hari di depan" },
    steps: { hour: "+1 jam", day: "+1 hari", month: "+1 bulan" },
    inStep: "seperti di mesin ini",
    follow: "Kembali ke sekarang",
    moving: "Memajukan",
    words: {
      resend: {
        job: "Surel",
        fails:
          "Surat menunggu dalam keadaan sudah ditulis, dan dikirim sekali saat vendor kembali: dicoba terus selama dua jam. Tidak ada halaman yang menunggu.",
        slow: "Surat datang sedikit lebih lambat. Tidak ada halaman yang menunggunya.",
      },
      dodo: {
        job: "Pembayaran",
        fails:
          "Semua orang tetap pada paketnya. Pembayaran baru ditolak untuk sementara; yang dibayar sementara itu diketahui kemudian.",
        slow: "Halaman pembayaran perlu beberapa detik untuk terbuka, dan tombolnya mengatakan itu. Paket dan batas dibaca dari basis data kita sendiri.",
      },
      imagekit: {
        job: "Berkas",
        fails:
          "Inisial menggantikan gambar, dan berkas yang dikirim ditolak dengan penjelasan. Selain itu semua berjalan.",
        slow: "Berkas lebih lama sampai. Halaman tidak menunggu gambar.",
      },
      posthog: {
        job: "Analitik",
        fails:
          "Fakta menunggu di antrean dan disampaikan saat vendor kembali, sampai satu setengah hari. Pemakai produk tidak merasakannya.",
        slow: "Fakta disampaikan oleh pekerjaan, jadi tidak ada yang menunggu.",
      },
      sentry: {
        job: "Galat",
        fails:
          "Galat tetap ada di log, dan yang terjadi selama ini tidak muncul di sini. Pemakai produk tidak merasakannya.",
        slow: "Galat disampaikan di latar belakang, jadi tidak ada yang menunggu.",
      },
      trigger: {
        job: "Pekerjaan",
        fails:
          "Yang diminta menunggu di kotak keluar kita sendiri dan diserahkan saat vendor kembali. Bila pekerjaan berjalan di basis data, seperti di sini kecuali dipilih lain, tidak ada yang merasakannya.",
        slow: "Pekerjaan mulai lebih lambat. Tidak ada halaman yang menunggunya.",
      },
      other: {
        job: "",
        fails: "Setelah lima kegagalan berturut-turut produk membiarkannya sementara. Yang mengantre dicoba lagi.",
        slow: "Produk menunggunya, tetapi tidak melebihi tenggat panggilannya.",
      },
    },
  },
};

import type { Catalogue } from "../../../languages.ts";

/** What an empty list says: why it is empty, and where to go for something to see. */
interface EmptyCopy {
  readonly text: string;
  readonly action: string;
}

export interface PanelsCopy {
  readonly identity: {
    readonly title: string;
    readonly person: string;
    readonly workspace: string;
    readonly empty: EmptyCopy;
  };
  readonly billing: {
    readonly title: string;
    readonly open: string;
    readonly subscriptions: string;
    readonly checkouts: string;
    readonly empty: EmptyCopy;
    readonly intervals: Readonly<Record<"month" | "year", string>>;
    readonly ending: string;
  };
  readonly webhooks: {
    readonly title: string;
    readonly empty: string;
    readonly again: string;
    /** `{event}` */
    readonly againOne: string;
    readonly sent: string;
    /** `{count}` */
    readonly received: string;
    readonly unheard: string;
    readonly noAnswer: string;
  };
  readonly notifications: { readonly title: string; readonly open: string; readonly empty: EmptyCopy };
  readonly workflows: {
    readonly title: string;
    readonly counts: Readonly<Record<"waiting" | "running" | "succeeded" | "dead", string>>;
    readonly statuses: Readonly<Record<string, string>>;
    /** `{number}`, `{most}` */
    readonly attempt: string;
    readonly empty: EmptyCopy;
  };
  readonly observability: {
    readonly title: string;
    readonly events: string;
    readonly errors: string;
    readonly noEvents: EmptyCopy;
    readonly noErrors: string;
  };
  readonly marketing: {
    readonly title: string;
    readonly lead: string;
    readonly changelog: string;
    readonly feed: string;
    readonly machines: string;
    readonly sitemap: string;
    readonly pricing: string;
  };
  readonly media: { readonly title: string; readonly open: string; readonly empty: EmptyCopy };
  readonly safety: {
    readonly title: string;
    readonly flags: string;
    readonly noFlags: string;
    /** Who a flag is decided for. */
    readonly scope: string;
    readonly everybody: string;
    /** `{flag}` */
    readonly value: string;
    /** `{value}` */
    readonly asCode: string;
    readonly asOthers: string;
    readonly on: string;
    readonly off: string;
    readonly decided: string;
    readonly breakers: string;
    readonly allClosed: string;
    readonly noCalls: string;
    readonly states: Readonly<Record<"open" | "half_open", string>>;
    readonly audit: string;
    readonly noAudit: string;
    /** Nobody is known to have done it. */
    readonly unknown: string;
    readonly evidence: Readonly<Record<"transaction" | "intent" | "event" | "none", string>>;
  };
}

export const panelsCopy: Catalogue<PanelsCopy> = {
  en: {
    identity: {
      title: "People",
      person: "person",
      workspace: "workspace",
      empty: { text: "Nobody has done anything yet. Whoever signs up is here a second later.", action: "Sign up" },
    },
    billing: {
      title: "Billing",
      open: "Payments",
      subscriptions: "Subscriptions",
      checkouts: "Checkouts",
      empty: {
        text: "Nothing was bought yet. Choose a plan in a workspace; no money moves here.",
        action: "See plans",
      },
      intervals: { month: "monthly", year: "yearly" },
      ending: "ends",
    },
    webhooks: {
      title: "Webhooks, out and in",
      empty: "None yet: the vendor tells when something was paid.",
      again: "Send again",
      againOne: "Send {event} again",
      sent: "sent",
      received: "received {count}×",
      unheard: "not received",
      noAnswer: "no answer",
    },
    notifications: {
      title: "Mail",
      open: "Inbox",
      empty: { text: "No mail yet. Sign up, and the letter that confirms the address is here.", action: "Sign up" },
    },
    workflows: {
      title: "Jobs",
      counts: { waiting: "Waiting", running: "Running", succeeded: "Done", dead: "Dead" },
      statuses: {
        pending: "Waiting",
        queued: "Queued",
        running: "Running",
        waiting_retry: "Tries again",
        succeeded: "Done",
        dead: "Dead",
        cancelled: "Cancelled",
      },
      attempt: "attempt {number} of {most}",
      empty: { text: "No job has run yet. Each sign-up, invitation and purchase makes some.", action: "Sign up" },
    },
    observability: {
      title: "Events and errors",
      events: "Events",
      errors: "Errors",
      noEvents: { text: "No event yet. Each sign-up and each workspace is one.", action: "Sign up" },
      noErrors: "Nothing has failed. Let Resend answer 500 and ask for a mail to see an error here.",
    },
    marketing: {
      title: "Reading",
      lead: "Docs, blog and changelog are made of the docs folder.",
      changelog: "Changelog",
      feed: "Feed",
      machines: "For machines",
      sitemap: "Sitemap",
      pricing: "Pricing",
    },
    media: {
      title: "Files",
      open: "Media library",
      empty: { text: "No file yet. Give yourself a picture, or put a file into a project.", action: "Your account" },
    },
    safety: {
      title: "Safety",
      flags: "Flags",
      noFlags: "Code declares none.",
      scope: "For",
      everybody: "Every workspace",
      value: "Value of {flag}",
      asCode: "As in code: {value}",
      asOthers: "As the others",
      on: "On",
      off: "Off",
      decided: "Decided",
      breakers: "Breakers",
      allClosed: "All closed: everything that was called answers.",
      noCalls: "Nothing was called yet.",
      states: { open: "Left alone", half_open: "Trying" },
      audit: "Audit",
      noAudit: "No entry yet. Create a workspace: who did it, and how that is known, is here.",
      unknown: "Unknown",
      evidence: {
        transaction: "written with the change",
        intent: "announced before",
        event: "theirs alone to do",
        none: "nobody known",
      },
    },
  },
  id: {
    identity: {
      title: "Orang",
      person: "orang",
      workspace: "ruang kerja",
      empty: {
        text: "Belum ada yang berbuat apa-apa. Siapa yang mendaftar tampak sedetik kemudian.",
        action: "Daftar",
      },
    },
    billing: {
      title: "Tagihan",
      open: "Pembayaran",
      subscriptions: "Langganan",
      checkouts: "Pembelian",
      empty: {
        text: "Belum ada yang dibeli. Pilih paket di ruang kerja; tidak ada uang yang berpindah.",
        action: "Lihat paket",
      },
      intervals: { month: "bulanan", year: "tahunan" },
      ending: "berakhir",
    },
    webhooks: {
      title: "Webhook, keluar dan masuk",
      empty: "Belum ada: vendor memberi tahu bila sesuatu dibayar.",
      again: "Kirim lagi",
      againOne: "Kirim {event} lagi",
      sent: "dikirim",
      received: "diterima {count}×",
      unheard: "tidak diterima",
      noAnswer: "tanpa jawaban",
    },
    notifications: {
      title: "Surel",
      open: "Kotak masuk",
      empty: { text: "Belum ada surel. Daftarlah, dan surat konfirmasi alamat tampak di sini.", action: "Daftar" },
    },
    workflows: {
      title: "Pekerjaan",
      counts: { waiting: "Menunggu", running: "Berjalan", succeeded: "Selesai", dead: "Gagal" },
      statuses: {
        pending: "Menunggu",
        queued: "Mengantre",
        running: "Berjalan",
        waiting_retry: "Dicoba lagi",
        succeeded: "Selesai",
        dead: "Gagal",
        cancelled: "Dibatalkan",
      },
      attempt: "percobaan {number} dari {most}",
      empty: { text: "Belum ada pekerjaan. Setiap pendaftaran, undangan, dan pembelian membuatnya.", action: "Daftar" },
    },
    observability: {
      title: "Peristiwa dan galat",
      events: "Peristiwa",
      errors: "Galat",
      noEvents: { text: "Belum ada peristiwa. Setiap pendaftaran dan ruang kerja adalah satu.", action: "Daftar" },
      noErrors: "Tidak ada yang gagal. Buat Resend menjawab 500 lalu minta surel untuk melihat galat di sini.",
    },
    marketing: {
      title: "Bacaan",
      lead: "Dokumentasi, blog, dan catatan perubahan dibuat dari folder docs.",
      changelog: "Catatan perubahan",
      feed: "Umpan",
      machines: "Untuk mesin",
      sitemap: "Peta situs",
      pricing: "Harga",
    },
    media: {
      title: "Berkas",
      open: "Pustaka media",
      empty: { text: "Belum ada berkas. Pasang foto Anda, atau taruh berkas di sebuah proyek.", action: "Akun Anda" },
    },
    safety: {
      title: "Pengaman",
      flags: "Flag",
      noFlags: "Kode tidak menyatakan satu pun.",
      scope: "Untuk",
      everybody: "Semua ruang kerja",
      value: "Nilai {flag}",
      asCode: "Seperti di kode: {value}",
      asOthers: "Seperti yang lain",
      on: "Nyala",
      off: "Mati",
      decided: "Diputuskan",
      breakers: "Pemutus",
      allClosed: "Semua tertutup: yang dipanggil menjawab.",
      noCalls: "Belum ada yang dipanggil.",
      states: { open: "Dibiarkan", half_open: "Mencoba" },
      audit: "Audit",
      noAudit: "Belum ada entri. Buat ruang kerja: siapa pelakunya, dan bagaimana itu diketahui, ada di sini.",
      unknown: "Tidak diketahui",
      evidence: {
        transaction: "ditulis bersama perubahannya",
        intent: "diumumkan sebelumnya",
        event: "hanya bisa olehnya",
        none: "tidak diketahui siapa",
      },
    },
  },
};

import type { Catalogue, CountCopy } from "../../../languages.ts";
import type { OwnMoment, OwnState } from "../own-runs.ts";

/** For the people of a workspace: what runs in the background for it. */
export interface OwnRunsCopy {
  readonly title: string;
  readonly lead: string;
  readonly filter: string;
  readonly all: string;
  readonly live: string;
  readonly what: string;
  readonly state: string;
  readonly asked: string;
  readonly states: Readonly<Record<OwnState, string>>;
  /** One sentence each; `{attempts}` in some. */
  readonly sentences: Readonly<Record<OwnState, string>>;
  readonly attempts: CountCopy;
  /** By the job's id: what it is called, and what it is for. */
  readonly jobs: Readonly<Record<string, { readonly name: string; readonly text: string }>>;
  /** For one that has no words yet; `{name}` is made of its id. */
  readonly otherText: string;
  readonly reactionName: string;
  readonly reactionText: string;
  readonly empty: { readonly title: string; readonly text: string; readonly next: string };
  readonly noneFound: { readonly title: string; readonly text: string; readonly action: string };
  readonly more: string;
  readonly first: string;
  readonly timeline: string;
  readonly moments: Readonly<Record<OwnMoment, string>>;
  readonly facts: string;
  readonly tried: string;
  readonly technical: string;
  readonly id: string;
  readonly idHelp: string;
  readonly progress: string;
  readonly cancel: {
    readonly action: string;
    readonly acting: string;
    /** `{name}` */
    readonly question: string;
    readonly consequence: string;
    /** `{name}` */
    readonly done: string;
    readonly ended: string;
    readonly refused: string;
  };
  readonly denied: { readonly title: string; readonly text: string };
}

export const ownRunsCopy: Catalogue<OwnRunsCopy> = {
  en: {
    title: "Background work",
    lead: "What runs for this workspace while nobody waits for it: notices, mail, news of payments. Each is tried again by itself when it does not work.",
    filter: "Show",
    all: "Everything",
    live: "Refresh every 5 seconds",
    what: "What",
    state: "State",
    asked: "Asked for",
    states: {
      scheduled: "Put off",
      waiting: "Waiting",
      running: "Running",
      retrying: "To be tried again",
      succeeded: "Done",
      failed: "Did not work",
      cancelled: "Called off",
      expired: "Too late",
    },
    sentences: {
      scheduled: "It begins when its time has come.",
      waiting: "It begins as soon as there is room.",
      running: "It is under way.",
      retrying: "It did not work yet, and is tried again by itself.",
      succeeded: "It is done.",
      failed:
        "It did not work, and is not tried again by itself. Whoever runs the platform sees why, and can have it made again.",
      cancelled: "It was called off before it was done.",
      expired: "It could not begin in time, and nobody needs it any more.",
    },
    attempts: { one: "{count} time", other: "{count} times" },
    jobs: {
      "billing.apply_delivery": { name: "News of a payment", text: "Takes in what the payment provider says." },
      "billing.refresh": { name: "Check of the plan", text: "Asks the payment provider how the subscription stands." },
      "notifications.deliver": { name: "Mail or text message", text: "Sends one message to somebody." },
      "notifications.tell": { name: "Notice to members", text: "Tells whoever in the workspace has to know." },
      "observability.tell": {
        name: "Usage statistics",
        text: "Tells the statistics of the product what has happened.",
      },
      "ops-safety.export": { name: "Copy of personal data", text: "Gathers what is kept about one person." },
    },
    otherText: "Work of this product.",
    reactionName: "After something happened",
    reactionText: "Carries on what follows a change, such as its entry in the audit log.",
    empty: {
      title: "Nothing has run yet",
      text: "Work appears here as soon as something asks for it, such as a new API key, of which owners are told.",
      next: "Invite somebody or make an API key, and it is listed here.",
    },
    noneFound: {
      title: "Nothing like this",
      text: "No work of this workspace is in that state.",
      action: "Show everything",
    },
    more: "Older",
    first: "Newest",
    timeline: "What happened",
    moments: {
      asked: "Asked for",
      due: "May begin",
      started: "Begun",
      again: "Made again by the platform",
      succeeded: "Done",
      failed: "Given up",
      cancelled: "Called off",
      expired: "Too late to begin",
    },
    facts: "About it",
    tried: "Tried",
    technical: "Technical name",
    id: "Number",
    idHelp: "Quote it when you ask for help.",
    progress: "Progress",
    cancel: {
      action: "Call off",
      acting: "Calling off",
      question: "Call off “{name}”?",
      consequence:
        "It does not begin, or stops soon. What it has done already stays. The audit log says who called it off.",
      done: "“{name}” is called off",
      ended: "It has ended already.",
      refused: "This is not for the workspace to call off.",
    },
    denied: {
      title: "You can’t see background work",
      text: "Your role in this workspace does not include it.",
    },
  },
  id: {
    title: "Pekerjaan latar",
    lead: "Yang berjalan untuk ruang kerja ini tanpa ada yang menunggu: pemberitahuan, surel, kabar pembayaran. Yang belum berhasil dicoba lagi dengan sendirinya.",
    filter: "Tampilkan",
    all: "Semua",
    live: "Segarkan tiap 5 detik",
    what: "Apa",
    state: "Keadaan",
    asked: "Diminta",
    states: {
      scheduled: "Ditunda",
      waiting: "Menunggu",
      running: "Berjalan",
      retrying: "Akan dicoba lagi",
      succeeded: "Selesai",
      failed: "Tidak berhasil",
      cancelled: "Dihentikan",
      expired: "Terlambat",
    },
    sentences: {
      scheduled: "Dimulai saat waktunya tiba.",
      waiting: "Dimulai begitu ada tempat.",
      running: "Sedang dikerjakan.",
      retrying: "Belum berhasil, dan dicoba lagi dengan sendirinya.",
      succeeded: "Sudah selesai.",
      failed:
        "Tidak berhasil, dan tidak dicoba lagi dengan sendirinya. Pengelola platform melihat sebabnya dan bisa mengulanginya.",
      cancelled: "Dihentikan sebelum selesai.",
      expired: "Tidak sempat dimulai pada waktunya, dan tidak diperlukan lagi.",
    },
    attempts: { other: "{count} kali" },
    jobs: {
      "billing.apply_delivery": { name: "Kabar pembayaran", text: "Menerima apa yang dikatakan penyedia pembayaran." },
      "billing.refresh": {
        name: "Pemeriksaan paket",
        text: "Menanyakan keadaan langganan kepada penyedia pembayaran.",
      },
      "notifications.deliver": { name: "Surel atau SMS", text: "Mengirim satu pesan kepada seseorang." },
      "notifications.tell": {
        name: "Pemberitahuan anggota",
        text: "Memberi tahu siapa pun di ruang kerja yang perlu tahu.",
      },
      "observability.tell": { name: "Statistik pemakaian", text: "Mencatat yang terjadi untuk statistik produk." },
      "ops-safety.export": {
        name: "Salinan data pribadi",
        text: "Mengumpulkan yang disimpan tentang satu orang.",
      },
    },
    otherText: "Pekerjaan produk ini.",
    reactionName: "Setelah sesuatu terjadi",
    reactionText: "Meneruskan akibat sebuah perubahan, misalnya catatannya di log audit.",
    empty: {
      title: "Belum ada yang berjalan",
      text: "Pekerjaan muncul di sini begitu ada yang memintanya, misalnya kunci API baru, yang diberitahukan kepada pemilik.",
      next: "Undang seseorang atau buat kunci API, dan pekerjaannya tampil di sini.",
    },
    noneFound: {
      title: "Tidak ada yang seperti ini",
      text: "Tidak ada pekerjaan ruang kerja ini dalam keadaan itu.",
      action: "Tampilkan semua",
    },
    more: "Lebih lama",
    first: "Terbaru",
    timeline: "Yang terjadi",
    moments: {
      asked: "Diminta",
      due: "Boleh dimulai",
      started: "Dimulai",
      again: "Diulang oleh pengelola platform",
      succeeded: "Selesai",
      failed: "Tidak dicoba lagi",
      cancelled: "Dihentikan",
      expired: "Terlambat untuk dimulai",
    },
    facts: "Rincian",
    tried: "Dicoba",
    technical: "Nama teknis",
    id: "Nomor",
    idHelp: "Sebutkan saat meminta bantuan.",
    progress: "Kemajuan",
    cancel: {
      action: "Hentikan",
      acting: "Menghentikan",
      question: "Hentikan “{name}”?",
      consequence:
        "Pekerjaan ini tidak dimulai, atau segera berhenti. Yang sudah dilakukannya tetap ada. Log audit mencatat siapa yang menghentikannya.",
      done: "“{name}” dihentikan",
      ended: "Pekerjaan ini sudah berakhir.",
      refused: "Yang ini tidak bisa dihentikan oleh ruang kerja.",
    },
    denied: {
      title: "Anda tidak bisa melihat pekerjaan latar",
      text: "Peran Anda di ruang kerja ini tidak mencakupnya.",
    },
  },
};

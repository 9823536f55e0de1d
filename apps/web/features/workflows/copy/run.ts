import type { Catalogue } from "../../../languages.ts";
import type { Moment } from "../runs.ts";

/** For operators: one run, and what they decide about it when it is dead. */
export interface RunCopy {
  readonly timeline: string;
  /** `{attempt}` in those of an attempt. */
  readonly moments: Readonly<Record<Moment, string>>;
  readonly progress: string;
  /** `{percent}` */
  readonly percent: string;
  readonly nextAttempt: string;
  readonly queue: string;
  readonly tags: string;
  readonly schedule: string;
  readonly concurrencyKey: string;
  readonly dueAt: string;
  readonly expiresAt: string;
  readonly facts: string;
  readonly input: string;
  readonly inputLead: string;
  readonly requestId: string;
  readonly causedBy: string;
  readonly engineRunId: string;
  readonly event: string;
  readonly person: string;
  readonly none: string;
  readonly discardReason: string;
  /** `{count}` */
  readonly replays: string;
  readonly replay: Act;
  readonly discard: ReasonedAct;
  readonly stop: ReasonedAct;
  readonly notDead: string;
  readonly ended: string;
  readonly unknownJob: string;
}

interface ReasonedAct extends Act {
  readonly reason: string;
  readonly reasonHelp: string;
  readonly reasonMissing: string;
}

interface Act {
  readonly action: string;
  readonly acting: string;
  /** `{task}` */
  readonly question: string;
  readonly consequence: string;
  /** `{task}` */
  readonly done: string;
}

export const runCopy: Catalogue<RunCopy> = {
  en: {
    timeline: "What happened",
    moments: {
      enqueued: "Asked for",
      started: "Attempt {attempt} began",
      failed: "Attempt {attempt} failed",
      given_back: "Attempt {attempt} was given back and does not count",
      said: "Attempt {attempt} noted",
      succeeded: "Done",
      dead: "Given up",
      cancelled: "Cancelled",
      expired: "Expired before it began",
      replayed: "Replayed by an operator",
      discarded: "Discarded by an operator",
    },
    progress: "Progress",
    percent: "{percent} %",
    nextAttempt: "Next attempt",
    queue: "Queue",
    tags: "Tags",
    schedule: "Schedule",
    concurrencyKey: "Shares its turn with",
    dueAt: "Not before",
    expiresAt: "Expires",
    facts: "About it",
    input: "What it was given",
    inputLead: "Without secrets. That you looked is in the audit log.",
    requestId: "Request",
    causedBy: "Caused by",
    engineRunId: "As the engine calls it",
    event: "Event",
    person: "Person",
    none: "None",
    discardReason: "Why it was discarded",
    replays: "Replays: {count}",
    replay: {
      action: "Replay",
      acting: "Replaying",
      question: "Run {task} again?",
      consequence:
        "It is tried as often as its task says, with what it was given. What an earlier attempt has done already may be done again.",
      done: "{task} is on its way",
    },
    discard: {
      action: "Discard",
      acting: "Discarding",
      question: "Leave {task} dead?",
      consequence: "It is never run again. Who discarded it, when and why goes into the audit log.",
      reason: "Reason",
      reasonHelp: "For the next person who looks.",
      reasonMissing: "Say why: 1 to 500 characters.",
      done: "{task} is discarded",
    },
    stop: {
      action: "Stop",
      acting: "Stopping",
      question: "Stop {task}?",
      consequence:
        "It begins no more, and what it still does is not recorded. It becomes a dead letter, to be replayed once the cause is mended, or discarded. Who stopped it, when and why goes into the audit log.",
      reason: "Reason",
      reasonHelp: "For the next person who looks.",
      reasonMissing: "Say why: 1 to 500 characters.",
      done: "{task} is stopped",
    },
    notDead: "Somebody was faster: this run is not waiting for a decision any more.",
    ended: "This run has ended already.",
    unknownJob: "This release has no such task any more. It stays dead: discard it, or bring the task back.",
  },
  id: {
    timeline: "Yang terjadi",
    moments: {
      enqueued: "Diminta",
      started: "Percobaan {attempt} dimulai",
      failed: "Percobaan {attempt} gagal",
      given_back: "Percobaan {attempt} dikembalikan dan tidak dihitung",
      said: "Catatan percobaan {attempt}",
      succeeded: "Selesai",
      dead: "Tidak dicoba lagi",
      cancelled: "Dibatalkan",
      expired: "Kedaluwarsa sebelum dimulai",
      replayed: "Diulang oleh operator",
      discarded: "Dibuang oleh operator",
    },
    progress: "Kemajuan",
    percent: "{percent} %",
    nextAttempt: "Percobaan berikutnya",
    queue: "Antrean",
    tags: "Label",
    schedule: "Jadwal",
    concurrencyKey: "Bergiliran dengan",
    dueAt: "Tidak sebelum",
    expiresAt: "Kedaluwarsa",
    facts: "Rincian",
    input: "Data masukan",
    inputLead: "Tanpa rahasia. Bahwa Anda melihatnya tercatat di log audit.",
    requestId: "Permintaan",
    causedBy: "Disebabkan oleh",
    engineRunId: "Id di mesin",
    event: "Kejadian",
    person: "Orang",
    none: "Tidak ada",
    discardReason: "Mengapa dibuang",
    replays: "Ulangan: {count}",
    replay: {
      action: "Ulangi",
      acting: "Mengulangi",
      question: "Jalankan {task} lagi?",
      consequence:
        "Dicoba sesering yang ditetapkan tugasnya, dengan data masukan yang sama. Yang sudah dilakukan percobaan lalu mungkin terulang.",
      done: "{task} dijalankan lagi",
    },
    discard: {
      action: "Buang",
      acting: "Membuang",
      question: "Biarkan {task} tetap mati?",
      consequence: "Tidak akan pernah dijalankan lagi. Siapa, kapan, dan mengapa masuk ke log audit.",
      reason: "Alasan",
      reasonHelp: "Untuk orang berikutnya yang melihat.",
      reasonMissing: "Sebutkan alasannya: 1 sampai 500 karakter.",
      done: "{task} dibuang",
    },
    stop: {
      action: "Hentikan",
      acting: "Menghentikan",
      question: "Hentikan {task}?",
      consequence:
        "Tidak akan dimulai lagi, dan yang masih dilakukannya tidak dicatat. Ini menjadi surat mati, untuk diulang setelah penyebabnya diperbaiki, atau dibuang. Siapa, kapan, dan mengapa masuk ke log audit.",
      reason: "Alasan",
      reasonHelp: "Untuk orang berikutnya yang melihat.",
      reasonMissing: "Sebutkan alasannya: 1 sampai 500 karakter.",
      done: "{task} dihentikan",
    },
    notDead: "Ada yang lebih cepat: ini tidak menunggu keputusan lagi.",
    ended: "Proses ini sudah berakhir.",
    unknownJob: "Rilis ini tidak punya tugas itu lagi. Ia tetap mati: buang, atau kembalikan tugasnya.",
  },
};

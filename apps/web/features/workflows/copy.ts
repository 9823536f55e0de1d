import type { Catalogue } from "../../languages.ts";
import { type BoardCopy, boardCopy } from "./copy-board.ts";
import { type OwnRunsCopy, ownRunsCopy } from "./copy-own.ts";
import { type DeadLettersCopy, deadLettersCopy } from "./dead-letters-copy.ts";
import { type SchedulesCopy, schedulesCopy } from "./copy-schedules.ts";
import type { Moment, ShownState } from "./runs.ts";

/** For operators: what runs in the background, and what is dead. */
export interface RunsCopy {
  readonly title: string;
  readonly lead: string;
  /** `{count}` of dead letters and of what is on its way. */
  readonly deadLetters: string;
  readonly unfinished: string;
  readonly filter: {
    readonly state: string;
    readonly all: string;
    readonly states: Readonly<Record<ShownState | "dead_letter" | "unfinished", string>>;
    readonly task: string;
    readonly workspace: string;
    readonly workspaceWrong: string;
    readonly more: string;
    readonly queue: string;
    readonly kind: string;
    readonly kinds: Readonly<Record<"job" | "reaction", string>>;
    readonly tag: string;
    readonly schedule: string;
    readonly period: string;
    readonly anyTime: string;
    readonly periods: Readonly<Record<"hour" | "day" | "week", string>>;
    readonly apply: string;
    readonly clear: string;
  };
  readonly live: string;
  readonly listed: string;
  readonly task: string;
  readonly state: string;
  readonly attempts: string;
  /** `{attempts}` and `{most}` */
  readonly attempted: string;
  readonly age: string;
  readonly workspace: string;
  readonly noWorkspace: string;
  readonly lastError: string;
  readonly empty: { readonly title: string; readonly text: string; readonly next: string };
  readonly noneFound: { readonly title: string; readonly text: string; readonly action: string };
  readonly more: string;
  readonly first: string;
  readonly run: {
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
  };
  readonly replay: Act;
  readonly discard: ReasonedAct;
  readonly stop: ReasonedAct;
  readonly notDead: string;
  readonly ended: string;
  readonly unknownJob: string;
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

interface ReasonedAct extends Act {
  readonly reason: string;
  readonly reasonHelp: string;
  readonly reasonMissing: string;
}

interface WorkflowsCopy {
  readonly runs: RunsCopy;
  readonly board: BoardCopy;
  readonly own: OwnRunsCopy;
  readonly deadLetters: DeadLettersCopy;
  readonly schedules: SchedulesCopy;
}

export const workflowsCopy: Catalogue<WorkflowsCopy> = {
  en: {
    board: boardCopy.en,
    own: ownRunsCopy.en,
    deadLetters: deadLettersCopy.en,
    schedules: schedulesCopy.en,
    runs: {
      title: "Runs",
      lead: "Every job and every reaction to an event, in all workspaces, whichever engine runs them.",
      deadLetters: "{count} dead, waiting for a decision",
      unfinished: "{count} on their way",
      filter: {
        state: "State",
        all: "All",
        states: {
          dead_letter: "Dead letters",
          unfinished: "On their way",
          scheduled: "Not due yet",
          pending: "Not handed over",
          queued: "Waiting",
          running: "Running",
          waiting_retry: "Waiting to try again",
          succeeded: "Done",
          dead: "Dead",
          cancelled: "Cancelled",
          expired: "Expired",
          discarded: "Discarded",
        },
        task: "Part of the task's name",
        workspace: "Workspace id",
        workspaceWrong: "This is no workspace id: it has 36 characters.",
        more: "More filters",
        queue: "Queue",
        kind: "Kind",
        kinds: { job: "Jobs", reaction: "Reactions" },
        tag: "Tag",
        schedule: "Schedule",
        period: "Asked for",
        anyTime: "At any time",
        periods: { hour: "In the last hour", day: "In the last 24 hours", week: "In the last 7 days" },
        apply: "Filter",
        clear: "Show all",
      },
      live: "Refresh every 5 seconds",
      listed: "Runs, newest first",
      task: "Task",
      state: "State",
      attempts: "Attempts",
      attempted: "{attempts} of {most}",
      age: "Asked for",
      workspace: "Workspace",
      noWorkspace: "None",
      lastError: "Last error",
      empty: {
        title: "Nothing has run yet",
        text: "A run is listed as soon as something asks for it: a sign-up sends a mail, a purchase is confirmed.",
        next: "Sign up with another address, and its runs appear here.",
      },
      noneFound: {
        title: "No run like this",
        text: "None fits what you filter by.",
        action: "Show all",
      },
      more: "Older",
      first: "Newest",
      run: {
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
      },
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
  },
  id: {
    board: boardCopy.id,
    own: ownRunsCopy.id,
    deadLetters: deadLettersCopy.id,
    schedules: schedulesCopy.id,
    runs: {
      title: "Proses latar",
      lead: "Setiap pekerjaan dan reaksi atas kejadian, di semua ruang kerja, apa pun mesin yang menjalankannya.",
      deadLetters: "{count} mati, menunggu keputusan",
      unfinished: "{count} dalam perjalanan",
      filter: {
        state: "Keadaan",
        all: "Semua",
        states: {
          dead_letter: "Surat mati",
          unfinished: "Dalam perjalanan",
          scheduled: "Belum waktunya",
          pending: "Belum diserahkan",
          queued: "Menunggu",
          running: "Berjalan",
          waiting_retry: "Menunggu dicoba lagi",
          succeeded: "Selesai",
          dead: "Mati",
          cancelled: "Dibatalkan",
          expired: "Kedaluwarsa",
          discarded: "Dibuang",
        },
        task: "Bagian nama tugas",
        workspace: "Id ruang kerja",
        workspaceWrong: "Ini bukan id ruang kerja: panjangnya 36 karakter.",
        more: "Saringan lain",
        queue: "Antrean",
        kind: "Jenis",
        kinds: { job: "Pekerjaan", reaction: "Reaksi" },
        tag: "Label",
        schedule: "Jadwal",
        period: "Diminta",
        anyTime: "Kapan saja",
        periods: { hour: "Satu jam terakhir", day: "24 jam terakhir", week: "7 hari terakhir" },
        apply: "Saring",
        clear: "Tampilkan semua",
      },
      live: "Segarkan tiap 5 detik",
      listed: "Proses latar, terbaru dulu",
      task: "Tugas",
      state: "Keadaan",
      attempts: "Percobaan",
      attempted: "{attempts} dari {most}",
      age: "Diminta",
      workspace: "Ruang kerja",
      noWorkspace: "Tidak ada",
      lastError: "Kesalahan terakhir",
      empty: {
        title: "Belum ada yang berjalan",
        text: "Sebuah proses muncul begitu ada yang memintanya: pendaftaran mengirim surel, pembelian dipastikan.",
        next: "Daftar dengan alamat lain, dan prosesnya muncul di sini.",
      },
      noneFound: {
        title: "Tidak ada yang seperti ini",
        text: "Tidak ada yang cocok dengan saringan Anda.",
        action: "Tampilkan semua",
      },
      more: "Lebih lama",
      first: "Terbaru",
      run: {
        timeline: "Yang terjadi",
        moments: {
          enqueued: "Diminta",
          started: "Percobaan {attempt} dimulai",
          failed: "Percobaan {attempt} gagal",
          given_back: "Percobaan {attempt} dikembalikan dan tidak dihitung",
          said: "Catatan percobaan {attempt}",
          succeeded: "Selesai",
          dead: "Menyerah",
          cancelled: "Dibatalkan",
          expired: "Kedaluwarsa sebelum dimulai",
          replayed: "Diulang oleh operator",
          discarded: "Dibuang oleh operator",
        },
        progress: "Kemajuan",
        percent: "{percent} %",
        nextAttempt: "Percobaan berikutnya",
        queue: "Antrean",
        tags: "Tanda",
        schedule: "Jadwal",
        concurrencyKey: "Bergiliran dengan",
        dueAt: "Tidak sebelum",
        expiresAt: "Kedaluwarsa",
        facts: "Tentangnya",
        input: "Yang diberikan kepadanya",
        inputLead: "Tanpa rahasia. Bahwa Anda melihatnya tercatat di log audit.",
        requestId: "Permintaan",
        causedBy: "Disebabkan oleh",
        engineRunId: "Menurut mesinnya",
        event: "Kejadian",
        person: "Orang",
        none: "Tidak ada",
        discardReason: "Mengapa dibuang",
        replays: "Ulangan: {count}",
      },
      replay: {
        action: "Ulangi",
        acting: "Mengulangi",
        question: "Jalankan {task} lagi?",
        consequence:
          "Dicoba sesering yang ditetapkan tugasnya, dengan yang diberikan kepadanya. Yang sudah dilakukan percobaan lalu mungkin terulang.",
        done: "{task} dalam perjalanan",
      },
      discard: {
        action: "Buang",
        acting: "Membuang",
        question: "Biarkan {task} mati?",
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
  },
};

import type { Catalogue } from "../../../languages.ts";

/** For operators: what starts by itself. */
export interface SchedulesCopy {
  readonly title: string;
  readonly lead: string;
  readonly listed: string;
  readonly name: string;
  readonly when: string;
  readonly next: string;
  /** `{times}`, after the next one. */
  readonly later: string;
  readonly last: string;
  readonly never: string;
  readonly run: string;
  readonly actions: string;
  readonly paused: string;
  readonly overlaps: string;
  readonly makesUp: string;
  /** `{count}` of minutes, `{time}` of the day. */
  readonly words: Readonly<Record<"minute" | "minutes" | "daily", string>>;
  readonly outcomes: Readonly<Record<"enqueued" | "overlapped" | "missed", string>>;
  /** What each outcome means, on hover. */
  readonly meanings: Readonly<Record<"enqueued" | "overlapped" | "missed", string>>;
  readonly empty: { readonly title: string; readonly text: string };
  readonly runNow: ScheduleAct;
  readonly pause: ScheduleAct & {
    readonly reason: string;
    readonly reasonHelp: string;
    readonly reasonMissing: string;
  };
  readonly resume: ScheduleAct;
  readonly alreadyPaused: string;
  readonly notPaused: string;
  readonly gone: string;
  readonly underWay: string;
}

interface ScheduleAct {
  readonly action: string;
  /** `{name}`, for a screen reader, since each row has one. */
  readonly actionOn: string;
  readonly acting: string;
  readonly question: string;
  readonly consequence: string;
  readonly done: string;
}

export const schedulesCopy: Catalogue<SchedulesCopy> = {
  en: {
    title: "Schedules",
    lead: "Jobs that start by themselves, by the clock of their zone. Times are shown by yours.",
    listed: "Schedules, by name",
    name: "Job",
    when: "When",
    next: "Next",
    later: "then {times}",
    last: "Last",
    never: "Not yet",
    run: "Its run",
    actions: "Actions",
    paused: "Paused",
    overlaps: "may overlap",
    makesUp: "makes up for missed ones",
    words: { minute: "Every minute", minutes: "Every {count} minutes", daily: "Daily at {time}" },
    outcomes: { enqueued: "Started", overlapped: "Skipped", missed: "Missed" },
    meanings: {
      enqueued: "Its run was asked for.",
      overlapped: "An earlier run was still on its way.",
      missed: "No worker was running at the time.",
    },
    empty: {
      title: "Nothing is scheduled yet",
      text: "A worker writes down what starts by itself as soon as it runs. Start one, and the schedules appear here.",
    },
    runNow: {
      action: "Run now",
      actionOn: "Run now: {name}",
      acting: "Starting",
      question: "Run {name} now?",
      consequence: "It runs beside its schedule, which goes on as it is. Who asked goes into the audit log.",
      done: "{name} is on its way",
    },
    pause: {
      action: "Pause",
      actionOn: "Pause {name}",
      acting: "Pausing",
      question: "Pause {name}?",
      consequence: "It starts no more by itself until somebody resumes it. What is on its way goes on.",
      done: "{name} is paused",
      reason: "Reason",
      reasonHelp: "For the next person who looks.",
      reasonMissing: "Say why: 1 to 500 characters.",
    },
    resume: {
      action: "Resume",
      actionOn: "Resume {name}",
      acting: "Resuming",
      question: "Resume {name}?",
      consequence: "It goes on with its next time. What fell into the pause is not made up for.",
      done: "{name} goes on",
    },
    alreadyPaused: "Somebody was faster: it is paused already.",
    notPaused: "Somebody was faster: it is not paused any more.",
    gone: "This release has no such schedule any more.",
    underWay: "This was asked for a moment ago and is being done.",
  },
  id: {
    title: "Jadwal",
    lead: "Pekerjaan yang mulai sendiri, menurut jam zonanya. Waktu ditampilkan menurut jam Anda.",
    listed: "Jadwal, menurut nama",
    name: "Pekerjaan",
    when: "Kapan",
    next: "Berikutnya",
    later: "lalu {times}",
    last: "Terakhir",
    never: "Belum pernah",
    run: "Prosesnya",
    actions: "Tindakan",
    paused: "Dijeda",
    overlaps: "boleh tumpang tindih",
    makesUp: "mengejar yang terlewat",
    words: { minute: "Setiap menit", minutes: "Setiap {count} menit", daily: "Setiap hari pukul {time}" },
    outcomes: { enqueued: "Dimulai", overlapped: "Dilewati", missed: "Terlewat" },
    meanings: {
      enqueued: "Prosesnya sudah diminta.",
      overlapped: "Proses sebelumnya masih berjalan.",
      missed: "Saat itu tidak ada pekerja yang berjalan.",
    },
    empty: {
      title: "Belum ada jadwal",
      text: "Pekerja mencatat apa yang mulai sendiri begitu ia berjalan. Jalankan satu, dan jadwalnya muncul di sini.",
    },
    runNow: {
      action: "Jalankan",
      actionOn: "Jalankan {name}",
      acting: "Memulai",
      question: "Jalankan {name} sekarang?",
      consequence: "Berjalan di samping jadwalnya, yang tetap seperti adanya. Siapa yang meminta masuk ke log audit.",
      done: "{name} segera dijalankan",
    },
    pause: {
      action: "Jeda",
      actionOn: "Jeda {name}",
      acting: "Menjeda",
      question: "Jeda {name}?",
      consequence: "Tidak mulai sendiri lagi sampai ada yang melanjutkannya. Yang sedang berjalan tetap berjalan.",
      done: "{name} dijeda",
      reason: "Alasan",
      reasonHelp: "Untuk orang berikutnya yang melihat.",
      reasonMissing: "Sebutkan alasannya: 1 sampai 500 karakter.",
    },
    resume: {
      action: "Lanjutkan",
      actionOn: "Lanjutkan {name}",
      acting: "Melanjutkan",
      question: "Lanjutkan {name}?",
      consequence: "Mulai lagi pada waktu berikutnya. Yang jatuh dalam jeda tidak dikejar.",
      done: "{name} berlanjut",
    },
    alreadyPaused: "Ada yang lebih cepat: ini sudah dijeda.",
    notPaused: "Ada yang lebih cepat: ini tidak dijeda lagi.",
    gone: "Rilis ini tidak punya jadwal itu lagi.",
    underWay: "Ini baru saja diminta dan sedang dikerjakan.",
  },
};

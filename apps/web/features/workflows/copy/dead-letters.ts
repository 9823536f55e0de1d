import type { Catalogue, CountCopy } from "../../../languages.ts";

/** For operators: what is dead, and a decision about many at once. */
export interface DeadLettersCopy {
  readonly title: string;
  readonly lead: string;
  /** On the list of runs. */
  readonly action: string;
  readonly filter: {
    readonly task: string;
    readonly error: string;
    readonly queue: string;
    readonly tag: string;
    readonly workspace: string;
    readonly workspaceWrong: string;
    readonly diedAfter: string;
    readonly diedBefore: string;
    readonly apply: string;
    readonly clear: string;
  };
  readonly fits: CountCopy;
  /** `{count}` */
  readonly replayable: string;
  readonly oldest: string;
  readonly unknown: CountCopy;
  readonly kinds: string;
  readonly task: string;
  readonly error: string;
  readonly count: string;
  readonly noTask: string;
  readonly noError: string;
  readonly empty: { readonly title: string; readonly text: string };
  /** The same was asked for a moment ago. */
  readonly underWay: string;
  readonly noneFound: { readonly title: string; readonly text: string; readonly action: string };
  readonly replay: {
    /** `{count}` */
    readonly action: string;
    readonly question: CountCopy;
    readonly confirm: string;
    readonly confirming: string;
    readonly consequence: string;
    readonly done: CountCopy;
    /** After `done`, where some are left. */
    readonly left: CountCopy;
  };
  readonly discard: DeadLettersCopy["replay"] & {
    readonly reason: string;
    readonly reasonHelp: string;
    readonly reasonMissing: string;
    /** `{count}` */
    readonly typed: string;
    readonly typedOther: string;
  };
}

export const deadLettersCopy: Catalogue<DeadLettersCopy> = {
  en: {
    title: "Dead letters",
    lead: "Runs that have used up their attempts. Choose which, see what they are, then decide about all of them at once.",
    action: "Decide about many",
    filter: {
      task: "Part of the task's name",
      error: "Part of the error",
      queue: "Queue",
      tag: "Tag",
      workspace: "Workspace id",
      workspaceWrong: "This is no workspace id: it has 36 characters.",
      diedAfter: "Dead from (UTC)",
      diedBefore: "Dead before (UTC)",
      apply: "Preview",
      clear: "Show all",
    },
    fits: { one: "{count} fits", other: "{count} fit" },
    replayable: "{count} can be replayed",
    oldest: "The oldest died",
    unknown: {
      one: "{count} is of a task that this release does not have. A replay leaves it dead: discard it, or bring the task back.",
      other:
        "{count} are of a task that this release does not have. A replay leaves them dead: discard them, or bring the task back.",
    },
    kinds: "Dead letters by task and error, the most first",
    task: "Task",
    error: "Last error",
    count: "How many",
    noTask: "Not in this release",
    noError: "It said nothing",
    empty: {
      title: "Nothing is dead",
      text: "A run comes here when its last attempt has failed, and stays until somebody decides.",
    },
    noneFound: { title: "None is like this", text: "Nothing that is dead fits what you chose.", action: "Show all" },
    underWay: "This was asked for a moment ago and is being done. Look again in a minute.",
    replay: {
      action: "Replay {count}",
      question: { one: "Replay {count} run?", other: "Replay {count} runs?" },
      confirm: "Replay",
      confirming: "Replaying",
      consequence:
        "Each is tried as often as its task says, with what it was given. What an earlier attempt has done already may be done again. What dies after this preview is left alone.",
      done: { one: "{count} is on its way", other: "{count} are on their way" },
      left: { one: "{count} is left", other: "{count} are left" },
    },
    discard: {
      action: "Discard {count}",
      question: { one: "Leave {count} run dead?", other: "Leave {count} runs dead?" },
      confirm: "Discard",
      confirming: "Discarding",
      consequence: "What is discarded is never run again. Who discarded it, when and why goes into the audit log.",
      done: { one: "{count} is discarded", other: "{count} are discarded" },
      left: { one: "{count} is left", other: "{count} are left" },
      reason: "Reason",
      reasonHelp: "For the next person who looks.",
      reasonMissing: "Say why: 1 to 500 characters.",
      typed: "Type {count} to confirm",
      typedOther: "This is not the number. Type it exactly as it is written above.",
    },
  },
  id: {
    title: "Proses mati",
    lead: "Proses yang kehabisan percobaan. Pilih yang mana, lihat apa saja, lalu putuskan semuanya sekaligus.",
    action: "Putuskan banyak",
    filter: {
      task: "Bagian nama tugas",
      error: "Bagian kesalahan",
      queue: "Antrean",
      tag: "Label",
      workspace: "Id ruang kerja",
      workspaceWrong: "Ini bukan id ruang kerja: panjangnya 36 karakter.",
      diedAfter: "Mati sejak (UTC)",
      diedBefore: "Mati sebelum (UTC)",
      apply: "Pratinjau",
      clear: "Tampilkan semua",
    },
    fits: { other: "{count} cocok" },
    replayable: "{count} bisa diulang",
    oldest: "Yang terlama mati",
    unknown: {
      other:
        "{count} berasal dari tugas yang tidak ada di rilis ini. Ulangan membiarkannya mati: buang, atau kembalikan tugasnya.",
    },
    kinds: "Proses mati menurut tugas dan kesalahan, terbanyak dulu",
    task: "Tugas",
    error: "Kesalahan terakhir",
    count: "Jumlah",
    noTask: "Tidak ada di rilis ini",
    noError: "Tanpa keterangan",
    empty: {
      title: "Tidak ada yang mati",
      text: "Sebuah proses sampai di sini bila percobaan terakhirnya gagal, dan tinggal sampai ada yang memutuskan.",
    },
    noneFound: {
      title: "Tidak ada yang seperti ini",
      text: "Tidak ada yang mati yang cocok dengan pilihan Anda.",
      action: "Tampilkan semua",
    },
    underWay: "Ini baru saja diminta dan sedang dikerjakan. Lihat lagi dalam satu menit.",
    replay: {
      action: "Ulangi {count}",
      question: { other: "Ulangi {count} proses?" },
      confirm: "Ulangi",
      confirming: "Mengulangi",
      consequence:
        "Masing-masing dicoba sesering yang ditetapkan tugasnya, dengan data masukan yang sama. Yang sudah dilakukan percobaan lalu mungkin terulang. Yang mati setelah pratinjau ini dibiarkan.",
      done: { other: "{count} dijalankan lagi" },
      left: { other: "{count} tersisa" },
    },
    discard: {
      action: "Buang {count}",
      question: { other: "Biarkan {count} proses tetap mati?" },
      confirm: "Buang",
      confirming: "Membuang",
      consequence: "Tidak akan pernah dijalankan lagi. Siapa, kapan, dan mengapa masuk ke log audit.",
      done: { other: "{count} dibuang" },
      left: { other: "{count} tersisa" },
      reason: "Alasan",
      reasonHelp: "Untuk orang berikutnya yang melihat.",
      reasonMissing: "Sebutkan alasannya: 1 sampai 500 karakter.",
      typed: "Ketik {count} untuk memastikan",
      typedOther: "Angkanya berbeda. Ketik persis seperti tertulis di atas.",
    },
  },
};

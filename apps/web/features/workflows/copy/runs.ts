import type { Catalogue, CountCopy } from "../../../languages.ts";
import type { ShownState } from "../runs.ts";
import { type RunCopy, runCopy } from "./run.ts";

/** For operators: what runs in the background, and what is dead. */
export interface RunsCopy {
  readonly title: string;
  readonly lead: string;
  /** `{count}` */
  readonly deadLetters: string;
  readonly unfinished: CountCopy;
  /** Each dead letter by itself, beside the decision about many. */
  readonly listDead: string;
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
  readonly run: RunCopy;
}

export const runsCopy: Catalogue<RunsCopy> = {
  en: {
    title: "Runs",
    lead: "Every job and every reaction to an event, in all workspaces, whichever engine runs them.",
    deadLetters: "{count} dead, waiting for a decision",
    unfinished: { one: "{count} on its way", other: "{count} on their way" },
    listDead: "List them",
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
    run: runCopy.en,
  },
  id: {
    title: "Proses latar",
    lead: "Setiap pekerjaan dan reaksi atas kejadian, di semua ruang kerja, apa pun mesin yang menjalankannya.",
    deadLetters: "{count} mati, menunggu keputusan",
    unfinished: { other: "{count} belum selesai" },
    listDead: "Lihat satu per satu",
    filter: {
      state: "Keadaan",
      all: "Semua",
      states: {
        dead_letter: "Mati, belum diputuskan",
        unfinished: "Belum selesai",
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
    run: runCopy.id,
  },
};

import type { Catalogue, CountCopy } from "../../../languages.ts";
import type { ChartCopy } from "../../../ui/time-chart.tsx";

/** For operators: how much waits, and how long. */
export interface BoardCopy {
  readonly title: string;
  readonly lead: string;
  readonly windows: Readonly<Record<"hour" | "day", string>>;
  readonly window: string;
  /** Instead of `lead` when it is about one queue; `{queue}`. */
  readonly ofQueue: string;
  readonly all: string;
  readonly facts: Readonly<Record<"waiting" | "running" | "oldest" | "lag", string>>;
  /** Where nothing waits. */
  readonly none: string;
  /** `{count}` rows that the engine does not have yet. */
  readonly outbox: CountCopy;
  /** Where rows have waited for the engine for longer than any pause of a relay; `{lag}`. */
  readonly behind: string;
  readonly runbook: string;
  readonly chart: ChartCopy;
  readonly waiting: ChartWords;
  readonly start: ChartWords & { readonly half: string; readonly most: string };
  readonly ended: ChartWords & { readonly succeeded: string; readonly failed: string };
  readonly cut: string;
  readonly queues: string;
  readonly queue: string;
  readonly columns: Readonly<
    Record<"waiting" | "running" | "retry" | "scheduled" | "dead" | "oldest" | "start" | "duration" | "ended", string>
  >;
  /** `{most}`: no more than one in twenty took longer. */
  readonly most: string;
  readonly failed: string;
  readonly failedText: string;
  readonly retry: string;
}

interface ChartWords {
  readonly title: string;
  readonly unit: string;
  readonly empty: string;
}

export const boardCopy: Catalogue<BoardCopy> = {
  en: {
    title: "Queues",
    lead: "How much waits, how long it waits, and what became of it.",
    windows: { hour: "Last hour", day: "Last 24 hours" },
    window: "Time shown",
    ofQueue: "Charts show the queue {queue}.",
    all: "Show all queues",
    facts: { waiting: "Waiting", running: "Running", oldest: "Longest wait", lag: "Relay lag" },
    none: "None",
    outbox: { one: "{count} row before the engine", other: "{count} rows before the engine" },
    behind:
      "What was asked for {lag} ago is not with the engine yet: no worker runs, the engine takes nothing, or its places are taken.",
    runbook: "What to do",
    chart: {
      time: "Time",
      asTable: "As a table",
      nothing: "–",
      choose: "{title}: choose a time",
    },
    waiting: { title: "Waiting", unit: "runs", empty: "Nothing has waited in this time." },
    start: {
      title: "Time to start",
      unit: "from ready to running",
      empty: "Nothing has started in this time.",
      half: "Half",
      most: "95 %",
    },
    ended: {
      title: "Ended",
      unit: "runs per minute",
      empty: "Nothing has ended in this time.",
      succeeded: "Done",
      failed: "Given up",
    },
    cut: "More has ended than is looked at: the charts begin later, and sums are of what they cover.",
    queues: "Queues, by name",
    queue: "Queue",
    columns: {
      waiting: "Waiting",
      running: "Running",
      retry: "To try again",
      scheduled: "Put off",
      dead: "Dead",
      oldest: "Longest wait",
      start: "Time to start",
      duration: "Time taken",
      ended: "Done per minute",
    },
    most: "95 %: {most}",
    failed: "The numbers of the queues did not come",
    failedText: "The list below works. They come with the next refresh, or try again.",
    retry: "Try again",
  },
  id: {
    title: "Antrean",
    lead: "Berapa yang menunggu, berapa lama, dan bagaimana akhirnya.",
    windows: { hour: "Satu jam terakhir", day: "24 jam terakhir" },
    window: "Waktu yang ditampilkan",
    ofQueue: "Grafik menampilkan antrean {queue}.",
    all: "Tampilkan semua antrean",
    facts: { waiting: "Menunggu", running: "Berjalan", oldest: "Tunggu terlama", lag: "Keterlambatan penyalur" },
    none: "Tidak ada",
    outbox: { other: "{count} baris belum sampai ke mesin" },
    behind:
      "Yang diminta {lag} lalu belum sampai ke mesin: tidak ada pekerja yang berjalan, mesin tidak menerima apa pun, atau tempatnya penuh.",
    runbook: "Yang bisa dilakukan",
    chart: {
      time: "Waktu",
      asTable: "Sebagai tabel",
      nothing: "–",
      choose: "{title}: pilih waktu",
    },
    waiting: { title: "Menunggu", unit: "proses", empty: "Tidak ada yang menunggu dalam waktu ini." },
    start: {
      title: "Sampai mulai",
      unit: "sejak siap",
      empty: "Tidak ada yang mulai dalam waktu ini.",
      half: "Separuh",
      most: "95 %",
    },
    ended: {
      title: "Berakhir",
      unit: "proses per menit",
      empty: "Tidak ada yang berakhir dalam waktu ini.",
      succeeded: "Selesai",
      failed: "Gagal",
    },
    cut: "Yang berakhir lebih banyak daripada yang dibaca: grafik mulai lebih lambat, dan jumlahnya untuk waktu itu saja.",
    queues: "Antrean, menurut nama",
    queue: "Antrean",
    columns: {
      waiting: "Menunggu",
      running: "Berjalan",
      retry: "Dicoba lagi",
      scheduled: "Ditunda",
      dead: "Mati",
      oldest: "Tunggu terlama",
      start: "Sampai mulai",
      duration: "Lamanya",
      ended: "Selesai/menit",
    },
    most: "95 %: {most}",
    failed: "Angka antrean tidak sampai",
    failedText: "Daftar di bawah tetap berfungsi. Angkanya datang pada penyegaran berikut, atau coba lagi.",
    retry: "Coba lagi",
  },
};

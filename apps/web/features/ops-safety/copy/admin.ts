import type { Catalogue } from "../../../languages.ts";

/** For operators: what is switched off, how dependencies are, who gets which flag, what to do when something is wrong. */
export interface AdminCopy {
  readonly switches: SwitchesCopy;
  readonly dependencies: DependenciesCopy;
  readonly flags: FlagsCopy;
  readonly runbooks: RunbooksCopy;
  /** The numbers that ask for somebody, and how many were not to be read. */
  readonly attention: string;
  readonly uncounted: string;
  /** Where the chosen store keeps nothing. */
  readonly undecidable: string;
  readonly refresh: string;
  readonly refreshing: string;
}

export interface SwitchesCopy {
  readonly title: string;
  readonly lead: string;
  readonly active: string;
  readonly none: string;
  readonly noneText: string;
  readonly dependency: string;
  readonly why: string;
  readonly since: string;
  readonly until: string;
  readonly actions: string;
  readonly clear: string;
  /** `{dependency}` */
  readonly clearOne: string;
  readonly question: {
    readonly title: string;
    readonly text: string;
    readonly confirm: string;
    readonly confirming: string;
  };
  readonly cleared: string;
  readonly form: {
    readonly title: string;
    readonly lead: string;
    readonly reasonHelp: string;
    readonly reasonMissing: string;
    readonly durations: Readonly<Record<"1" | "4" | "24" | "168" | "720", string>>;
    readonly submit: string;
    readonly submitting: string;
    /** `{dependency}` */
    readonly done: string;
  };
}

export interface DependenciesCopy {
  readonly title: string;
  readonly lead: string;
  readonly listed: string;
  /** Of how many. */
  readonly leftAlone: string;
  readonly empty: string;
  readonly emptyText: string;
  readonly dependency: string;
  readonly state: string;
  readonly states: Readonly<Record<"closed" | "open" | "half_open" | "off", string>>;
  readonly failures: string;
  /** `{count}` and `{code}` */
  readonly failed: string;
  /** `{code}` */
  readonly failedBefore: string;
  readonly neverFailed: string;
  readonly calls: string;
  /** `{running}`, `{limit}` and `{waiting}` */
  readonly load: string;
  readonly process: string;
  readonly runbook: string;
}

export interface FlagsCopy {
  readonly title: string;
  readonly lead: string;
  readonly empty: string;
  readonly emptyText: string;
  /** `{value}` */
  readonly fallback: string;
  /** `{percent}`, `{value}` */
  readonly rolledOut: string;
  readonly notRolledOut: string;
  readonly share: string;
  readonly shareHelp: string;
  readonly shareWrong: string;
  readonly value: string;
  readonly values: Readonly<Record<"true" | "false", string>>;
  readonly save: string;
  readonly saving: string;
  readonly saved: string;
  readonly overrides: string;
  readonly noOverrides: string;
  readonly workspace: string;
  readonly workspaceHelp: string;
  readonly workspaceWrong: string;
  readonly add: string;
  readonly adding: string;
  readonly clear: string;
  readonly clearing: string;
  /** `{workspace}` */
  readonly clearOne: string;
}

export interface RunbooksCopy {
  readonly title: string;
  readonly lead: string;
  readonly runbook: string;
  readonly about: string;
  readonly aboutNothing: string;
  readonly state: string;
  readonly now: string;
  readonly notCalled: string;
}

export const adminCopy: Catalogue<AdminCopy> = {
  en: {
    attention: "What waits for somebody",
    uncounted: "Not read",
    undecidable:
      "OPS_SAFETY_PROVIDER is none: nothing can be switched off or rolled out here. Flags answer what the code says.",
    refresh: "Look again",
    refreshing: "Looking",
    switches: {
      title: "Switches",
      lead: "A dependency that is switched off is not called, by any process, until the switch ends or somebody clears it.",
      active: "Switched off now",
      none: "Everything is on",
      noneText: "Nothing is switched off. Throw a switch when calling something does more harm than not calling it.",
      dependency: "Dependency",
      why: "Reason",
      since: "Since",
      until: "Until",
      actions: "Actions",
      clear: "Switch on",
      clearOne: "Switch on {dependency}",
      question: {
        title: "Switch {dependency} on again?",
        text: "It is called again within a second, by every process. It was switched off for this reason: {reason}",
        confirm: "Switch on",
        confirming: "Switching on",
      },
      cleared: "{dependency} is on",
      form: {
        title: "Switch something off",
        lead: "Who switched it off, when and why goes into the audit log.",
        reasonHelp: "For the next person who looks: what is wrong, and where it is tracked.",
        reasonMissing: "Say why: 1 to 500 characters.",
        durations: { "1": "1 hour", "4": "4 hours", "24": "1 day", "168": "7 days", "720": "30 days" },
        submit: "Switch off",
        submitting: "Switching off",
        done: "{dependency} is switched off",
      },
    },
    dependencies: {
      title: "Dependencies",
      lead: "What each process has seen since it started. One that fails five times in a row is left alone for a while.",
      listed: "Dependencies by process",
      leftAlone: "Dependencies left alone",
      empty: "Nothing was called yet",
      emptyText: "A dependency is listed once a process has called it. A mail, an upload or a purchase does.",
      dependency: "Dependency",
      state: "State",
      states: { closed: "In use", open: "Left alone", half_open: "Trying", off: "Switched off" },
      failures: "Failures",
      failed: "{count} in a row, last {code}",
      failedBefore: "None now, last {code}",
      neverFailed: "No failures",
      calls: "Calls now",
      load: "{running} of {limit}, {waiting} waiting",
      process: "Process",
      runbook: "Runbook",
    },
    flags: {
      title: "Flags",
      lead: "What code leaves open. A share is a share of all workspaces; who is in it stays in it when it grows.",
      empty: "No flags",
      emptyText: "Code declares none at the moment.",
      fallback: "Without a decision: {value}",
      rolledOut: "{percent}% get {value}",
      notRolledOut: "Not rolled out",
      share: "Share of workspaces, in percent",
      shareHelp: "0 ends it, 100 is everybody.",
      shareWrong: "Give a whole number from 0 to 100.",
      value: "They get",
      values: { true: "On", false: "Off" },
      save: "Save",
      saving: "Saving",
      saved: "Saved. It holds from the next page on.",
      overrides: "Workspaces that get something else",
      noOverrides: "None. Every workspace follows the share.",
      workspace: "Workspace id",
      workspaceHelp: "As in the API: 36 characters.",
      workspaceWrong: "This is no workspace id.",
      add: "Add",
      adding: "Adding",
      clear: "Remove",
      clearing: "Removing",
      clearOne: "Remove {workspace}",
    },
    runbooks: {
      title: "Runbooks",
      lead: "What to do when something is wrong, beside how it is now.",
      runbook: "Runbook",
      about: "About",
      aboutNothing: "No dependency",
      state: "Now",
      now: "How it is now",
      notCalled: "Not called yet",
    },
  },
  id: {
    attention: "Yang menunggu seseorang",
    uncounted: "Tidak terbaca",
    undecidable:
      "OPS_SAFETY_PROVIDER bernilai none: tidak ada yang bisa dimatikan atau dibagikan di sini. Flag mengikuti kode.",
    refresh: "Lihat lagi",
    refreshing: "Melihat",
    switches: {
      title: "Sakelar",
      lead: "Dependensi yang dimatikan tidak dipanggil oleh proses mana pun, sampai sakelarnya berakhir atau dicabut.",
      active: "Sedang dimatikan",
      none: "Semuanya menyala",
      noneText:
        "Tidak ada yang dimatikan. Pakai sakelar bila memanggil sesuatu lebih merugikan daripada tidak memanggilnya.",
      dependency: "Dependensi",
      why: "Alasan",
      since: "Sejak",
      until: "Sampai",
      actions: "Tindakan",
      clear: "Nyalakan",
      clearOne: "Nyalakan {dependency}",
      question: {
        title: "Nyalakan {dependency} lagi?",
        text: "Semua proses memanggilnya lagi dalam satu detik. Alasannya dimatikan: {reason}",
        confirm: "Nyalakan",
        confirming: "Menyalakan",
      },
      cleared: "{dependency} menyala",
      form: {
        title: "Matikan sesuatu",
        lead: "Siapa, kapan, dan mengapa masuk ke log audit.",
        reasonHelp: "Untuk orang berikutnya yang melihat: apa yang salah, dan di mana ditindaklanjuti.",
        reasonMissing: "Sebutkan alasannya: 1 sampai 500 karakter.",
        durations: { "1": "1 jam", "4": "4 jam", "24": "1 hari", "168": "7 hari", "720": "30 hari" },
        submit: "Matikan",
        submitting: "Mematikan",
        done: "{dependency} dimatikan",
      },
    },
    dependencies: {
      title: "Dependensi",
      lead: "Yang dilihat setiap proses sejak dimulai. Yang gagal lima kali berturut-turut dibiarkan untuk sementara.",
      listed: "Dependensi menurut proses",
      leftAlone: "Dependensi dibiarkan",
      empty: "Belum ada yang dipanggil",
      emptyText: "Dependensi muncul setelah sebuah proses memanggilnya, misalnya oleh surel, unggahan, atau pembelian.",
      dependency: "Dependensi",
      state: "Keadaan",
      states: { closed: "Dipakai", open: "Dibiarkan", half_open: "Mencoba", off: "Dimatikan" },
      failures: "Kegagalan",
      failed: "{count} berturut-turut, terakhir {code}",
      failedBefore: "Kini tidak ada, terakhir {code}",
      neverFailed: "Tidak pernah gagal",
      calls: "Panggilan kini",
      load: "{running} dari {limit}, {waiting} menunggu",
      process: "Proses",
      runbook: "Runbook",
    },
    flags: {
      title: "Flag",
      lead: "Yang dibiarkan terbuka oleh kode. Bagian berarti bagian dari semua ruang kerja; yang sudah termasuk tetap termasuk.",
      empty: "Tidak ada flag",
      emptyText: "Saat ini kode tidak menyatakan satu pun.",
      fallback: "Tanpa keputusan: {value}",
      rolledOut: "{percent}% mendapat {value}",
      notRolledOut: "Belum dibagikan",
      share: "Bagian ruang kerja, dalam persen",
      shareHelp: "0 mengakhirinya, 100 berarti semua.",
      shareWrong: "Isi bilangan bulat dari 0 sampai 100.",
      value: "Mereka mendapat",
      values: { true: "Nyala", false: "Mati" },
      save: "Simpan",
      saving: "Menyimpan",
      saved: "Tersimpan. Berlaku mulai halaman berikutnya.",
      overrides: "Ruang kerja yang mendapat lain",
      noOverrides: "Tidak ada. Setiap ruang kerja mengikuti bagiannya.",
      workspace: "Id ruang kerja",
      workspaceHelp: "Seperti di API: 36 karakter.",
      workspaceWrong: "Ini bukan id ruang kerja.",
      add: "Tambah",
      adding: "Menambah",
      clear: "Hapus",
      clearing: "Menghapus",
      clearOne: "Hapus {workspace}",
    },
    runbooks: {
      title: "Runbook",
      lead: "Yang dilakukan bila ada yang salah, di samping keadaannya sekarang.",
      runbook: "Runbook",
      about: "Tentang",
      aboutNothing: "Tanpa dependensi",
      state: "Sekarang",
      now: "Keadaannya sekarang",
      notCalled: "Belum dipanggil",
    },
  },
};

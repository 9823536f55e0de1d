import type { Catalogue } from "../../../languages.ts";

export interface KeysCopy {
  readonly title: string;
  readonly lead: string;
  readonly denied: { readonly title: string; readonly text: string };
  readonly empty: { readonly title: string; readonly text: string; readonly next: string };
  readonly account: {
    readonly make: string;
    readonly making: string;
    readonly name: string;
    readonly nameHelp: string;
    /** `{name}` in what follows. */
    readonly rename: string;
    readonly renameOne: string;
    readonly remove: string;
    readonly removeOne: string;
    readonly removeText: string;
    readonly removing: string;
    readonly removed: string;
    readonly noKeys: string;
  };
  readonly make: string;
  /** `{account}` */
  readonly makeFor: string;
  readonly making: string;
  readonly form: {
    readonly name: string;
    readonly nameHelp: string;
    readonly permissions: string;
    readonly permissionsHelp: string;
    readonly expiry: string;
    /** `{days}` */
    readonly days: string;
    readonly none: string;
  };
  readonly secret: {
    readonly title: string;
    readonly lead: string;
    readonly label: string;
    readonly copy: string;
    readonly copied: string;
    readonly saved: string;
    readonly savedMissing: string;
    readonly done: string;
  };
  readonly rotate: {
    readonly action: string;
    /** `{name}` */
    readonly title: string;
    readonly lead: string;
    readonly overlap: string;
    readonly overlapHelp: string;
    readonly atOnce: string;
    readonly day: string;
    readonly days: string;
    readonly rotating: string;
  };
  readonly revoke: {
    readonly action: string;
    /** `{name}` */
    readonly title: string;
    readonly text: string;
    readonly revoking: string;
    readonly revoked: string;
  };
  readonly states: Readonly<Record<"soon" | "ending" | "ended" | "expired", string>>;
  readonly facts: {
    readonly madeBy: string;
    readonly expires: string;
    readonly expired: string;
    readonly ends: string;
    readonly ended: string;
    readonly lastUsed: string;
    readonly neverUsed: string;
    readonly may: string;
    readonly gone: string;
  };
  readonly usage: {
    readonly title: string;
    readonly lead: string;
    /** `{count}` and `{month}` */
    readonly requests: string;
    readonly failed: string;
    readonly example: string;
    readonly copyExample: string;
    readonly copied: string;
  };
  readonly failures: Readonly<
    Record<
      "nameMissing" | "nameTaken" | "tooManyAccounts" | "tooManyKeys" | "gone" | "rotated" | "ended" | "refused",
      string
    >
  >;
}

export const keysCopy: Catalogue<KeysCopy> = {
  en: {
    title: "API keys",
    lead: "A program acts as a service account of the workspace, with a key of its own. Whoever made it can leave, and it goes on working.",
    denied: {
      title: "You can't see the keys of this workspace",
      text: "Keys open the workspace to programs, so only those who manage them see them.",
    },
    empty: {
      title: "No service accounts yet",
      text: "A service account stands for one program, such as a nightly export or a build. It belongs to the workspace and to nobody in it.",
      next: "Make one, then give it a key.",
    },
    account: {
      make: "Make service account",
      making: "Making",
      name: "Name",
      nameHelp: "Which program it is for, such as “Nightly export”.",
      rename: "Rename",
      renameOne: "Rename {name}",
      remove: "Remove",
      removeOne: "Remove {name}",
      removeText: "Its keys end at once, and programs that use them are refused. This can't be undone.",
      removing: "Removing",
      removed: "{name} was removed, and its keys with it",
      noKeys: "No keys yet.",
    },
    make: "Make key",
    makeFor: "Make a key for {account}",
    making: "Making",
    form: {
      name: "Name",
      nameHelp: "Where it is kept, such as “Build server”.",
      permissions: "It may",
      permissionsHelp: "Give it what its program needs and no more. It can't do anything that you may not.",
      expiry: "It expires after",
      days: "{days} days",
      none: "Give the key at least one permission.",
    },
    secret: {
      title: "This is the key",
      lead: "It is shown this once and never again: we keep only a fingerprint of it. Put it where your program reads its secrets, and nowhere else.",
      label: "Secret of the key",
      copy: "Copy key",
      copied: "Copied",
      saved: "I have saved the key",
      savedMissing: "Save the key first. It can't be shown again.",
      done: "Done",
    },
    rotate: {
      action: "Rotate",
      title: "Rotate {name}",
      lead: "Makes a new key that may the same. The old one goes on working for a while, so that you can put the new one in place.",
      overlap: "The old key works for",
      overlapHelp: "Never longer than it would have worked anyway.",
      atOnce: "No longer: it ends at once",
      day: "24 more hours",
      days: "{days} more days",
      rotating: "Rotating",
    },
    revoke: {
      action: "Revoke",
      title: "Revoke {name}?",
      text: "It ends at once, and programs that use it are refused. This can't be undone.",
      revoking: "Revoking",
      revoked: "{name} was revoked",
    },
    states: { soon: "Expires soon", ending: "Being replaced", ended: "Ended", expired: "Expired" },
    facts: {
      madeBy: "Made by",
      expires: "Expires",
      expired: "Expired",
      ends: "Works until",
      ended: "Ended",
      lastUsed: "Last used",
      neverUsed: "Never",
      may: "May",
      gone: "somebody who is gone",
    },
    usage: {
      title: "API requests",
      lead: "What programs asked with the keys of this workspace. Pages that people open are not counted.",
      requests: "{count} in {month}",
      failed: "The number did not come. The keys work all the same.",
      example: "The same, asked by a program whose key may see billing:",
      copyExample: "Copy the command",
      copied: "Copied",
    },
    failures: {
      nameMissing: "Give it a name of 1 to 80 characters.",
      nameTaken: "There is a service account of this name. Choose another.",
      tooManyAccounts: "This workspace has as many service accounts as it can. Remove one first.",
      tooManyKeys: "This service account has as many keys as it can. Revoke one first.",
      gone: "It is gone already. Load the page again.",
      rotated: "This key was rotated already. Rotate the new one.",
      ended: "This key has ended. Make a new one.",
      refused: "It may more than you may, so you can't get its secret.",
    },
  },
  id: {
    title: "Kunci API",
    lead: "Sebuah program bertindak sebagai akun layanan milik ruang kerja, dengan kuncinya sendiri. Pembuatnya boleh pergi, dan program tetap berjalan.",
    denied: {
      title: "Anda tidak bisa melihat kunci ruang kerja ini",
      text: "Kunci membuka ruang kerja bagi program, jadi hanya pengelolanya yang melihatnya.",
    },
    empty: {
      title: "Belum ada akun layanan",
      text: "Satu akun layanan mewakili satu program, misalnya ekspor malam hari atau server build. Akun itu milik ruang kerja, bukan milik seseorang.",
      next: "Buat satu, lalu beri kunci.",
    },
    account: {
      make: "Buat akun layanan",
      making: "Membuat",
      name: "Nama",
      nameHelp: "Untuk program apa, misalnya “Ekspor malam”.",
      rename: "Ganti nama",
      renameOne: "Ganti nama {name}",
      remove: "Hapus",
      removeOne: "Hapus {name}",
      removeText: "Kuncinya langsung berakhir, dan program yang memakainya ditolak. Ini tidak bisa dibatalkan.",
      removing: "Menghapus",
      removed: "{name} dihapus beserta kuncinya",
      noKeys: "Belum ada kunci.",
    },
    make: "Buat kunci",
    makeFor: "Buat kunci untuk {account}",
    making: "Membuat",
    form: {
      name: "Nama",
      nameHelp: "Di mana kunci disimpan, misalnya “Server build”.",
      permissions: "Kunci ini boleh",
      permissionsHelp: "Beri seperlunya saja. Kunci tidak bisa melakukan apa yang tidak boleh Anda lakukan.",
      expiry: "Berlaku selama",
      days: "{days} hari",
      none: "Beri kunci paling sedikit satu izin.",
    },
    secret: {
      title: "Inilah kuncinya",
      lead: "Kunci hanya ditampilkan sekali ini dan tidak pernah lagi: yang kami simpan hanya sidik jarinya. Taruh di tempat program Anda membaca rahasianya, dan tidak di tempat lain.",
      label: "Rahasia kunci",
      copy: "Salin kunci",
      copied: "Tersalin",
      saved: "Kunci sudah saya simpan",
      savedMissing: "Simpan kuncinya dulu. Kunci tidak bisa ditampilkan lagi.",
      done: "Selesai",
    },
    rotate: {
      action: "Rotasi",
      title: "Rotasi {name}",
      lead: "Membuat kunci baru dengan izin yang sama. Kunci lama masih berlaku sebentar supaya Anda sempat memasang yang baru.",
      overlap: "Kunci lama berlaku",
      overlapHelp: "Tidak pernah lebih lama dari masa berlakunya sendiri.",
      atOnce: "Tidak lagi: langsung berakhir",
      day: "24 jam lagi",
      days: "{days} hari lagi",
      rotating: "Merotasi",
    },
    revoke: {
      action: "Cabut",
      title: "Cabut {name}?",
      text: "Kunci langsung berakhir, dan program yang memakainya ditolak. Ini tidak bisa dibatalkan.",
      revoking: "Mencabut",
      revoked: "{name} dicabut",
    },
    states: { soon: "Segera kedaluwarsa", ending: "Sedang diganti", ended: "Berakhir", expired: "Kedaluwarsa" },
    facts: {
      madeBy: "Dibuat oleh",
      expires: "Berlaku sampai",
      expired: "Kedaluwarsa pada",
      ends: "Masih berlaku sampai",
      ended: "Berakhir pada",
      lastUsed: "Terakhir dipakai",
      neverUsed: "Belum pernah",
      may: "Boleh",
      gone: "seseorang yang sudah tidak ada",
    },
    usage: {
      title: "Permintaan API",
      lead: "Yang diminta program dengan kunci ruang kerja ini. Halaman yang dibuka orang tidak dihitung.",
      requests: "{count} pada {month}",
      failed: "Angkanya tidak bisa dibaca. Kunci tetap berfungsi.",
      example: "Angka yang sama, diminta program yang kuncinya boleh melihat tagihan:",
      copyExample: "Salin perintah",
      copied: "Tersalin",
    },
    failures: {
      nameMissing: "Beri nama 1 sampai 80 karakter.",
      nameTaken: "Sudah ada akun layanan dengan nama ini. Pilih nama lain.",
      tooManyAccounts: "Jumlah akun layanan sudah mencapai batas. Hapus salah satu dulu.",
      tooManyKeys: "Jumlah kunci akun layanan ini sudah mencapai batas. Cabut salah satu dulu.",
      gone: "Ini sudah tidak ada. Muat ulang halaman.",
      rotated: "Kunci ini sudah dirotasi. Rotasikan yang baru.",
      ended: "Kunci ini sudah berakhir. Buat yang baru.",
      refused: "Kunci ini boleh lebih banyak daripada Anda, jadi Anda tidak bisa memperoleh rahasianya.",
    },
  },
};

import type { Catalogue } from "../../../languages.ts";

/** What became of asking a browser. */
export interface PasskeyFaultCopy {
  readonly cancelled: string;
  readonly known: string;
  readonly unable: string;
  readonly refused: string;
}

export interface PasskeysCopy {
  readonly title: string;
  readonly lead: string;
  readonly empty: string;
  readonly unsupported: string;
  readonly synced: string;
  readonly bound: string;
  /** `{time}` */
  readonly added: string;
  readonly used: string;
  readonly unused: string;
  readonly add: string;
  readonly addLead: string;
  readonly adding: string;
  readonly isAdded: string;
  readonly make: string;
  readonly name: string;
  readonly nameHelp: string;
  readonly nameMissing: string;
  readonly rename: string;
  /** `{name}` */
  readonly renameOne: string;
  readonly save: string;
  readonly saving: string;
  readonly remove: string;
  /** `{name}` */
  readonly removeOne: string;
  readonly removeText: string;
  readonly removing: string;
  /** `{name}` */
  readonly isRemoved: string;
  readonly gone: string;
  readonly taken: string;
  readonly tooMany: string;
  readonly signIn: string;
  readonly signingIn: string;
  readonly or: string;
  readonly confirm: string;
  readonly confirming: string;
  readonly faults: PasskeyFaultCopy;
}

/** What is said where one is asked for again. */
export type PasskeyAskCopy = Pick<PasskeysCopy, "confirm" | "confirming" | "or" | "gone" | "faults">;

export const passkeysCopy: Catalogue<PasskeysCopy> = {
  en: {
    title: "Passkeys",
    lead: "Sign in with your fingerprint, face or PIN instead of the password.",
    empty: "You have no passkey yet. One takes a minute to make, and no other site can ask for it.",
    unsupported: "This browser knows no passkeys. Open this page in another one to add yours.",
    synced: "Synced",
    bound: "This device only",
    added: "Added {time}",
    used: "last used {time}",
    unused: "never used",
    add: "Add a passkey",
    addLead: "Your browser asks where to keep it, and checks that it is you.",
    adding: "Waiting for your browser",
    isAdded: "Your passkey is added.",
    make: "Continue",
    name: "Name",
    nameHelp: "So that you know later which one it is.",
    nameMissing: "Give it a name of 1 to 80 characters.",
    rename: "Rename",
    renameOne: "Rename {name}",
    save: "Save",
    saving: "Saving",
    remove: "Remove",
    removeOne: "Remove {name}",
    removeText: "It signs in no more. Your device still offers it until you delete it there as well.",
    removing: "Removing",
    isRemoved: "{name} is removed.",
    gone: "This passkey is not here any more. Load the page again.",
    taken: "This passkey belongs to an account already. Use another one.",
    tooMany: "You have 20 passkeys, which is as many as there can be. Remove one first.",
    signIn: "Sign in with a passkey",
    signingIn: "Waiting for your browser",
    or: "or",
    confirm: "Use a passkey",
    confirming: "Waiting for your browser",
    faults: {
      cancelled: "Nothing was signed. Try again, or use your password.",
      known: "There is a passkey for this account on this device already.",
      unable: "Your browser could not do this here. Use your password, or try another browser.",
      refused: "This passkey lets nobody in here, or it took too long. Try again, or use your password.",
    },
  },
  id: {
    title: "Passkey",
    lead: "Masuk dengan sidik jari, wajah, atau PIN sebagai ganti kata sandi.",
    empty: "Anda belum punya passkey. Membuatnya hanya semenit, dan tidak ada situs lain yang bisa memintanya.",
    unsupported: "Peramban ini belum mengenal passkey. Buka halaman ini di peramban lain untuk menambahkannya.",
    synced: "Tersinkron",
    bound: "Hanya perangkat ini",
    added: "Ditambahkan {time}",
    used: "terakhir dipakai {time}",
    unused: "belum pernah dipakai",
    add: "Tambah passkey",
    addLead: "Peramban Anda akan menanyakan tempat menyimpannya dan memastikan itu Anda.",
    adding: "Menunggu peramban Anda",
    isAdded: "Passkey Anda sudah ditambahkan.",
    make: "Lanjut",
    name: "Nama",
    nameHelp: "Supaya nanti Anda tahu ini passkey yang mana.",
    nameMissing: "Beri nama sepanjang 1 sampai 80 karakter.",
    rename: "Ganti nama",
    renameOne: "Ganti nama {name}",
    save: "Simpan",
    saving: "Menyimpan",
    remove: "Hapus",
    removeOne: "Hapus {name}",
    removeText:
      "Passkey ini tidak bisa dipakai masuk lagi. Perangkat Anda masih menawarkannya sampai Anda hapus juga di sana.",
    removing: "Menghapus",
    isRemoved: "{name} sudah dihapus.",
    gone: "Passkey ini sudah tidak ada. Muat ulang halaman ini.",
    taken: "Passkey ini sudah dipakai sebuah akun. Pakai yang lain.",
    tooMany: "Anda sudah punya 20 passkey, dan itu batasnya. Hapus salah satu dulu.",
    signIn: "Masuk dengan passkey",
    signingIn: "Menunggu peramban Anda",
    or: "atau",
    confirm: "Pakai passkey",
    confirming: "Menunggu peramban Anda",
    faults: {
      cancelled: "Belum ada yang dikonfirmasi. Coba lagi, atau pakai kata sandi Anda.",
      known: "Perangkat ini sudah punya passkey untuk akun ini.",
      unable: "Peramban Anda tidak bisa melakukannya di sini. Pakai kata sandi, atau coba peramban lain.",
      refused: "Passkey ini tidak berlaku di sini, atau waktunya habis. Coba lagi, atau pakai kata sandi Anda.",
    },
  },
};

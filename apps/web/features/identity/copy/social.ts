import type { Catalogue } from "../../../languages.ts";

export const SOCIAL_PROBLEMS = [
  "stale",
  "declined",
  "refused",
  "unavailable",
  "unverified",
  "address-known",
  "taken",
  "another",
  "other-person",
  "second-factor",
  "sso-off",
  "other-domain",
  "not-member",
] as const;
export type SocialProblem = (typeof SOCIAL_PROBLEMS)[number];

/** `{vendor}` is one of `VENDOR_NAMES`. */
export interface SocialCopy {
  readonly or: string;
  readonly continue: string;
  readonly leaving: string;
  readonly off: string;
  /** What a person is told who came back from a vendor to no good. */
  readonly problems: Readonly<Record<SocialProblem, string>>;
  readonly newcomer: NewcomerCopy;
  readonly connections: ConnectionsCopy;
  readonly proof: string;
  readonly proofText: string;
}

export interface NewcomerCopy {
  readonly title: string;
  readonly lead: string;
  readonly waiting: string;
  /** `{email}` */
  readonly as: string;
  readonly submit: string;
  readonly submitting: string;
  readonly expired: string;
  readonly expiredText: string;
  readonly again: string;
  readonly known: string;
  readonly other: string;
  readonly otherQuestion: string;
}

export interface ConnectionsCopy {
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  readonly connect: string;
  readonly disconnect: string;
  readonly disconnecting: string;
  /** `{time}` */
  readonly since: string;
  readonly notYet: string;
  readonly isOff: string;
  readonly connected: string;
  readonly disconnected: string;
  readonly question: { readonly title: string; readonly text: string; readonly confirm: string };
}

/** `oidc` goes by the name that the installation gives it, wherever that is known. */
export const VENDOR_NAMES = { google: "Google", github: "GitHub", apple: "Apple", oidc: "OpenID" } as const;
export type SocialVendor = keyof typeof VENDOR_NAMES;

export const socialCopy: Catalogue<SocialCopy> = {
  en: {
    or: "or",
    continue: "Continue with {vendor}",
    leaving: "Opening {vendor}…",
    off: "This way in is not set up here any more. Load the page again.",
    problems: {
      stale: "That took too long, or was begun in another tab or browser. Begin again here.",
      declined: "You went back without signing in. Nothing has happened.",
      refused: "The answer that came back could not be trusted, so nobody was signed in. Try again.",
      unavailable:
        "That account's provider does not answer at the moment. Try again in a minute, or sign in another way.",
      unverified:
        "That account has no confirmed e-mail address, so it can't be used here. Confirm it there first, or sign up with a password.",
      "address-known":
        "There is an account with this e-mail address already. Sign in as you did before, then connect the other account under Security.",
      taken: "That account is connected to another account here. Disconnect it there first.",
      another: "You are connected to another account of this provider. Disconnect that one first.",
      "other-person": "That account is not connected to yours, so it proves nothing. Choose the one that is.",
      "second-factor":
        "You have two-factor sign-in, which that account knows nothing of. Use your password, a passkey or a mailed code.",
      "sso-off": "Your company's single sign-on was switched off meanwhile. Sign in another way.",
      "other-domain":
        "Your account here has an address outside that company's domains, so its sign-in does not count for it.",
      "not-member": "You are not in that workspace any more. Somebody there has to invite you again.",
    },
    newcomer: {
      title: "Almost there",
      lead: "You have no account yet. One is made as soon as you accept the terms.",
      waiting: "Looking who you are…",
      as: "Your account will have the address {email}, confirmed by {vendor}.",
      submit: "Make my account",
      submitting: "Making your account…",
      expired: "Begin again",
      expiredText:
        "Too much time has passed since you came back, or this was begun in another browser. No account was made.",
      again: "Go to sign-in",
      known: "There is an account with this e-mail address by now. Sign in instead.",
      otherQuestion: "Not you?",
      other: "Go back without an account",
    },
    connections: {
      title: "Connected accounts",
      lead: "Accounts elsewhere that get you in here.",
      none: "No provider is set up here.",
      connect: "Connect {vendor}",
      disconnect: "Disconnect {vendor}",
      disconnecting: "Disconnecting…",
      since: "Connected {time}",
      notYet: "Not connected",
      isOff: "Connected, but this way in is switched off at the moment",
      connected: "{vendor} is connected. You can sign in with it from now on.",
      disconnected: "{vendor} is disconnected",
      question: {
        title: "Disconnect {vendor}?",
        text: "You can't sign in with {vendor} any more. Your e-mail address always gets you back in: by a link to a new password.",
        confirm: "Disconnect",
      },
    },
    proof: "Confirm with {vendor}",
    proofText:
      "No password? Confirm with an account that is connected. You come back to this page, and do it once more.",
  },
  id: {
    or: "atau",
    continue: "Lanjutkan dengan {vendor}",
    leaving: "Membuka {vendor}…",
    off: "Cara masuk ini sudah tidak tersedia di sini. Muat ulang halaman ini.",
    problems: {
      stale: "Waktunya habis, atau ini dimulai di tab atau peramban lain. Mulai lagi dari sini.",
      declined: "Anda kembali tanpa masuk. Tidak ada yang berubah.",
      refused: "Jawaban yang diterima tidak bisa dipercaya, jadi tidak ada yang masuk. Coba lagi.",
      unavailable: "Penyedia akun itu sedang tidak menjawab. Coba lagi sebentar lagi, atau masuk dengan cara lain.",
      unverified:
        "Akun itu belum punya alamat email yang dikonfirmasi, jadi belum bisa dipakai di sini. Konfirmasi dulu di sana, atau daftar dengan kata sandi.",
      "address-known":
        "Alamat email ini sudah punya akun. Masuk seperti biasa, lalu hubungkan akun satunya di halaman Keamanan.",
      taken: "Akun itu sudah terhubung ke akun lain di sini. Putuskan dulu di sana.",
      another: "Anda sudah terhubung ke akun lain dari penyedia ini. Putuskan dulu yang itu.",
      "other-person": "Akun itu tidak terhubung ke akun Anda, jadi tidak membuktikan apa pun. Pilih yang terhubung.",
      "second-factor":
        "Verifikasi dua langkah Anda aktif, dan akun itu tidak mengetahuinya. Pakai kata sandi, passkey, atau kode lewat email.",
      "sso-off": "SSO perusahaan Anda baru saja dimatikan. Masuk dengan cara lain.",
      "other-domain":
        "Alamat akun Anda di sini berada di luar domain perusahaan itu, jadi halaman masuknya tidak berlaku untuk akun Anda.",
      "not-member": "Anda sudah tidak ada di ruang kerja itu. Seseorang di sana perlu mengundang Anda lagi.",
    },
    newcomer: {
      title: "Tinggal selangkah",
      lead: "Anda belum punya akun. Akun dibuat begitu Anda menyetujui ketentuannya.",
      waiting: "Memeriksa siapa Anda…",
      as: "Akun Anda akan memakai alamat {email}, yang sudah dikonfirmasi {vendor}.",
      submit: "Buat akun saya",
      submitting: "Membuat akun Anda…",
      expired: "Mulai lagi",
      expiredText:
        "Sudah terlalu lama sejak Anda kembali, atau ini dimulai di peramban lain. Tidak ada akun yang dibuat.",
      again: "Ke halaman masuk",
      known: "Alamat email ini sekarang sudah punya akun. Silakan masuk.",
      otherQuestion: "Bukan Anda?",
      other: "Kembali tanpa membuat akun",
    },
    connections: {
      title: "Akun yang terhubung",
      lead: "Akun di tempat lain yang bisa dipakai untuk masuk ke sini.",
      none: "Belum ada penyedia yang disiapkan di sini.",
      connect: "Hubungkan {vendor}",
      disconnect: "Putuskan {vendor}",
      disconnecting: "Memutuskan…",
      since: "Terhubung {time}",
      notYet: "Belum terhubung",
      isOff: "Terhubung, tetapi cara masuk ini sedang dimatikan",
      connected: "{vendor} sudah terhubung. Mulai sekarang Anda bisa masuk dengannya.",
      disconnected: "{vendor} sudah diputus",
      question: {
        title: "Putuskan {vendor}?",
        text: "Anda tidak bisa lagi masuk dengan {vendor}. Alamat email Anda selalu bisa dipakai untuk kembali: lewat tautan untuk membuat kata sandi baru.",
        confirm: "Putuskan",
      },
    },
    proof: "Konfirmasi dengan {vendor}",
    proofText:
      "Tidak punya kata sandi? Konfirmasi dengan akun yang terhubung. Anda akan kembali ke halaman ini, lalu ulangi sekali lagi.",
  },
};

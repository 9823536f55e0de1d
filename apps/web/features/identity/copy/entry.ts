import type { Catalogue } from "../../../languages.ts";

/** The fields that signing up, signing in and choosing a password share, and what can be wrong with them. */
export interface CredentialsCopy {
  readonly name: string;
  readonly nameHelp: string;
  readonly email: string;
  readonly password: string;
  readonly passwordHelp: string;
  readonly passwordBreached: string;
  readonly passwordGuessable: string;
  readonly showPassword: string;
  readonly hidePassword: string;
  readonly nameMissing: string;
  readonly nameRefused: string;
  readonly emailMissing: string;
  readonly emailUnlikely: string;
  readonly passwordMissing: string;
  /** `{count}` is how many there are. */
  readonly passwordTooShort: string;
  readonly passwordTooLong: string;
}

export interface EntryCopy {
  readonly title: string;
  readonly lead: string;
  readonly submit: string;
  readonly submitting: string;
  readonly otherQuestion: string;
  readonly other: string;
}

export interface SignUpCopy extends EntryCopy {
  /** `{terms}` and `{privacy}` are links, which open apart so that nothing typed is lost. */
  readonly accept: string;
  readonly terms: string;
  readonly privacy: string;
  readonly opensApart: string;
  readonly termsMissing: string;
  readonly termsChanged: string;
}

export interface SignInCopy extends EntryCopy {
  readonly forgotten: string;
  /** The way to the form that sends the mail again; it stands there for everybody, so that it tells nothing. */
  readonly unconfirmed: string;
  readonly confirmAgain: string;
  readonly wrong: string;
  readonly passwordChanged: string;
}

interface EntryPagesCopy {
  readonly credentials: CredentialsCopy;
  readonly signUp: SignUpCopy;
  readonly signIn: SignInCopy;
}

export const entryCopy: Catalogue<EntryPagesCopy> = {
  en: {
    credentials: {
      name: "Name",
      nameHelp: "As others should see it.",
      email: "Email",
      password: "Password",
      passwordBreached: "This password is known from leaks elsewhere. Choose another.",
      passwordGuessable: "This is little more than your name, your address or ours. Add some words of your own.",
      passwordHelp: "At least 12 characters. A few words in a row are easy to remember.",
      showPassword: "Show what is typed",
      hidePassword: "Hide what is typed",
      nameMissing: "Enter your name, as others should see it.",
      nameRefused: "Use 1 to 80 letters, digits and signs.",
      emailMissing: "Enter your email address.",
      emailUnlikely: "Enter a full address, such as ana@example.com.",
      passwordMissing: "Enter your password.",
      passwordTooShort: "Use at least 12 characters. This has {count}.",
      passwordTooLong: "Use 128 characters or fewer. This has {count}.",
    },
    signUp: {
      title: "Create your account",
      lead: "One account for all your workspaces.",
      submit: "Create account",
      submitting: "Creating account",
      otherQuestion: "Already have an account?",
      other: "Sign in",
      accept: "I accept the {terms} and the {privacy}.",
      terms: "terms of service",
      privacy: "privacy notice",
      opensApart: "(opens in a new tab)",
      termsMissing: "Accept the terms and the privacy notice to have an account.",
      termsChanged: "The terms have changed since this page was opened. Load it again, read them, then accept.",
    },
    signIn: {
      title: "Sign in",
      lead: "Go on where you left off.",
      submit: "Sign in",
      submitting: "Signing in",
      otherQuestion: "New here?",
      other: "Create account",
      forgotten: "Forgotten your password?",
      unconfirmed: "Not confirmed yet?",
      confirmAgain: "Send the confirmation again",
      wrong: "The email address and password do not match a confirmed account. Check both and try again.",
      passwordChanged: "Your new password is saved, and you were signed out everywhere. Sign in with it.",
    },
  },
  id: {
    credentials: {
      name: "Nama",
      nameHelp: "Seperti yang akan dilihat orang lain.",
      email: "Email",
      password: "Kata sandi",
      passwordBreached: "Kata sandi ini diketahui dari kebocoran di tempat lain. Pilih yang lain.",
      passwordGuessable: "Ini hampir sama dengan nama, alamat Anda, atau nama kami. Tambahkan kata-kata Anda sendiri.",
      passwordHelp: "Minimal 12 karakter. Rangkaian beberapa kata mudah diingat.",
      showPassword: "Tampilkan ketikan",
      hidePassword: "Sembunyikan ketikan",
      nameMissing: "Isi nama Anda, seperti yang akan dilihat orang lain.",
      nameRefused: "Gunakan 1 sampai 80 huruf, angka, dan tanda baca.",
      emailMissing: "Isi alamat email Anda.",
      emailUnlikely: "Isi alamat lengkap, misalnya ana@example.com.",
      passwordMissing: "Isi kata sandi Anda.",
      passwordTooShort: "Gunakan minimal 12 karakter. Ini baru {count}.",
      passwordTooLong: "Gunakan paling banyak 128 karakter. Ini {count}.",
    },
    signUp: {
      title: "Buat akun",
      lead: "Satu akun untuk semua ruang kerja Anda.",
      submit: "Buat akun",
      submitting: "Membuat akun",
      otherQuestion: "Sudah punya akun?",
      other: "Masuk",
      accept: "Saya menyetujui {terms} dan {privacy}.",
      terms: "ketentuan layanan",
      privacy: "kebijakan privasi",
      opensApart: "(dibuka di tab baru)",
      termsMissing: "Setujui ketentuan dan kebijakan privasi untuk membuat akun.",
      termsChanged:
        "Ketentuannya berubah sejak halaman ini dibuka. Muat ulang halaman ini, baca ketentuannya, lalu setujui.",
    },
    signIn: {
      title: "Masuk",
      lead: "Lanjutkan dari terakhir kali.",
      submit: "Masuk",
      submitting: "Sedang masuk",
      otherQuestion: "Baru di sini?",
      other: "Buat akun",
      forgotten: "Lupa kata sandi?",
      unconfirmed: "Belum dikonfirmasi?",
      confirmAgain: "Kirim ulang email konfirmasi",
      wrong:
        "Alamat email dan kata sandi tidak cocok dengan akun yang sudah dikonfirmasi. Periksa keduanya, lalu coba lagi.",
      passwordChanged: "Kata sandi baru sudah disimpan, dan sesi di semua perangkat diakhiri. Silakan masuk dengannya.",
    },
  },
};

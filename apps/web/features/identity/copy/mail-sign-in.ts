import type { Catalogue } from "../../../languages.ts";
import type { CheckMailCopy, MailRequestCopy } from "./mail.ts";

/** The field for the code of a mail. */
export interface CodeCopy {
  readonly label: string;
  readonly help: string;
  readonly submit: string;
  readonly submitting: string;
  readonly missing: string;
  readonly wrong: string;
  /** After as many as the API counts. */
  readonly dead: string;
}

export interface MailSignInCopy {
  /** On the page of the sign-in. */
  readonly entry: string;
  readonly back: string;
  /** Opened without a link. */
  readonly request: MailRequestCopy;
  /** Used, expired or cut off on the way. */
  readonly ended: MailRequestCopy;
  readonly checkMail: CheckMailCopy;
  readonly code: CodeCopy;
  /** Opened by the link of the mail: a press signs in, since programs look into mail as well. */
  readonly link: {
    readonly title: string;
    readonly lead: string;
    readonly submit: string;
    readonly submitting: string;
  };
}

/** Beside the password in the dialog that asks who one is. */
export interface ConfirmByMailCopy {
  /** Where there is a password too. */
  readonly instead: string;
  readonly withPassword: string;
  readonly lead: string;
  readonly send: string;
  readonly sending: string;
  readonly sent: string;
  readonly code: CodeCopy;
}

/** In place of a change, for who has none. */
export interface FirstPasswordCopy {
  readonly lead: string;
  readonly submit: string;
  readonly submitting: string;
  readonly sent: string;
}

export interface MailSignInPagesCopy {
  readonly mailSignIn: MailSignInCopy;
  readonly confirmByMail: ConfirmByMailCopy;
  readonly firstPassword: FirstPasswordCopy;
}

const code = {
  en: {
    label: "Code from the mail",
    help: "Six digits.",
    missing: "Enter the six digits of the code.",
    wrong: "This code is not right, was used, or has expired. Look whether a newer mail has come.",
    dead: "No code works here any more after five wrong ones. Have another mail sent, or open the link in the mail.",
  },
  id: {
    label: "Kode dari email",
    help: "Enam angka.",
    missing: "Isi enam angka kodenya.",
    wrong: "Kode ini salah, sudah dipakai, atau kedaluwarsa. Periksa apakah ada email yang lebih baru.",
    dead: "Setelah lima kali salah, kodenya tidak berlaku lagi. Minta email baru, atau buka tautan di dalam email.",
  },
} as const;

export const mailSignInCopy: Catalogue<MailSignInPagesCopy> = {
  en: {
    mailSignIn: {
      entry: "Email me a link or a code",
      back: "Back to sign in",
      request: {
        title: "Sign in by mail",
        lead: "Enter the address of your account. We send a link and a code, and you need no password.",
        submit: "Send the mail",
        submitting: "Sending",
      },
      ended: {
        title: "This link no longer works",
        lead: "A link works once, for 15 minutes, and until you are in. Enter your address to have a new one sent.",
        submit: "Send a new mail",
        submitting: "Sending",
      },
      checkMail: {
        title: "Check your mail",
        lead: "If there is an account with {address}, a mail is on its way to it. Type its code here, or open its link on any device. They work for 15 minutes.",
        spam: "Nothing after a few minutes? Look in the spam folder, and check the address for a typing error. An account that is not confirmed gets the mail that confirms it instead.",
        again: "Send it again",
        againIn: "Send it again in {seconds} s",
        sending: "Sending",
        sent: "Sent again. Only the newest code works here.",
        otherAddress: "Use another address",
        lateMail: {
          late: "Mail from us is late: the service that delivers it does not answer right now. If nothing has come within 15 minutes, ask for another mail, or sign in with your password.",
          again: "Mail from us goes out again. If yours does not arrive within five minutes, ask for another one.",
        },
      },
      code: { ...code.en, submit: "Sign in", submitting: "Signing in" },
      link: {
        title: "Sign in on this device",
        lead: "Go on if you asked for this mail yourself. If you did not, close this page: nothing happens.",
        submit: "Sign in",
        submitting: "Signing in",
      },
    },
    confirmByMail: {
      instead: "Email me a code instead",
      withPassword: "Use my password",
      lead: "We send a code to the address of your account.",
      send: "Email me a code",
      sending: "Sending",
      sent: "A code is on its way to your address. It works for 15 minutes, in this browser.",
      code: {
        ...code.en,
        dead: "No code works any more after five wrong ones. Close this and try again.",
        submit: "Confirm",
        submitting: "Checking",
      },
    },
    firstPassword: {
      lead: "You have no password, and need none. If you want one, we send a link to your address with which you choose it.",
      submit: "Send the link",
      submitting: "Sending",
      sent: "The link is on its way to your address. It works for one hour.",
    },
  },
  id: {
    mailSignIn: {
      entry: "Kirimi saya tautan atau kode",
      back: "Kembali ke halaman masuk",
      request: {
        title: "Masuk lewat email",
        lead: "Isi alamat akun Anda. Kami kirimkan tautan dan kode, tanpa perlu kata sandi.",
        submit: "Kirim email",
        submitting: "Mengirim",
      },
      ended: {
        title: "Tautan ini tidak berlaku lagi",
        lead: "Sebuah tautan berlaku sekali, selama 15 menit, dan hanya sampai Anda masuk. Isi alamat Anda untuk dikirimi yang baru.",
        submit: "Kirim email baru",
        submitting: "Mengirim",
      },
      checkMail: {
        title: "Periksa email Anda",
        lead: "Bila ada akun dengan {address}, email sedang dikirim ke sana. Ketik kodenya di sini, atau buka tautannya di perangkat mana pun. Keduanya berlaku 15 menit.",
        spam: "Belum ada setelah beberapa menit? Lihat folder spam, dan periksa apakah alamatnya salah ketik. Akun yang belum dikonfirmasi akan dikirimi email konfirmasi.",
        again: "Kirim ulang",
        againIn: "Kirim ulang dalam {seconds} dtk",
        sending: "Mengirim",
        sent: "Sudah dikirim ulang. Hanya kode terbaru yang berlaku di sini.",
        otherAddress: "Pakai alamat lain",
        lateMail: {
          late: "Email dari kami terlambat: layanan pengirimannya sedang tidak menjawab. Bila belum ada dalam 15 menit, minta email lain, atau masuk dengan kata sandi Anda.",
          again: "Email dari kami terkirim lagi. Bila email Anda belum tiba dalam lima menit, minta yang baru.",
        },
      },
      code: { ...code.id, submit: "Masuk", submitting: "Sedang masuk" },
      link: {
        title: "Masuk di perangkat ini",
        lead: "Lanjutkan bila Anda sendiri yang meminta email ini. Bila bukan, tutup halaman ini: tidak terjadi apa-apa.",
        submit: "Masuk",
        submitting: "Sedang masuk",
      },
    },
    confirmByMail: {
      instead: "Kirimi saya kode saja",
      withPassword: "Pakai kata sandi",
      lead: "Kami kirimkan kode ke alamat akun Anda.",
      send: "Kirimi saya kode",
      sending: "Mengirim",
      sent: "Kode sedang dikirim ke alamat Anda. Kodenya berlaku 15 menit, di peramban ini.",
      code: {
        ...code.id,
        dead: "Setelah lima kali salah, kodenya tidak berlaku lagi. Tutup ini, lalu coba lagi.",
        submit: "Pastikan",
        submitting: "Memeriksa",
      },
    },
    firstPassword: {
      lead: "Anda tidak punya kata sandi, dan tidak memerlukannya. Bila ingin punya, kami kirimkan tautan ke alamat Anda untuk membuatnya.",
      submit: "Kirim tautan",
      submitting: "Mengirim",
      sent: "Tautan sedang dikirim ke alamat Anda. Tautannya berlaku satu jam.",
    },
  },
};

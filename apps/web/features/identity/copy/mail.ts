import type { Catalogue } from "../../../languages.ts";

/** Where somebody waits for a mail of ours. */
export interface LateMailCopy {
  readonly late: string;
  readonly again: string;
}

/** After a mail was asked for. It never says whether the address has an account. */
export interface CheckMailCopy {
  readonly title: string;
  /** `{address}` is where it went. */
  readonly lead: string;
  readonly spam: string;
  readonly again: string;
  /** `{seconds}` until it can be asked for again. */
  readonly againIn: string;
  readonly sending: string;
  readonly sent: string;
  readonly otherAddress: string;
  readonly lateMail: LateMailCopy;
}

/** Asks for the address that a mail should go to. */
export interface MailRequestCopy {
  readonly title: string;
  readonly lead: string;
  readonly submit: string;
  readonly submitting: string;
}

export interface VerifyCopy {
  readonly title: string;
  readonly lead: string;
  readonly wrong: string;
  readonly forgotten: string;
  readonly newPassword: string;
  readonly submit: string;
  readonly submitting: string;
  readonly already: { readonly title: string; readonly lead: string; readonly action: string };
  /** Used, expired or cut off on the way. */
  readonly ended: MailRequestCopy;
  /** Opened without a link. */
  readonly missing: MailRequestCopy;
}

export interface NewPasswordCopy {
  readonly title: string;
  readonly lead: string;
  readonly submit: string;
  readonly submitting: string;
  readonly ended: MailRequestCopy;
}

interface MailPagesCopy {
  readonly checkMail: Readonly<Record<"signUp" | "verification" | "reset", CheckMailCopy>>;
  readonly verify: VerifyCopy;
  readonly forgotPassword: MailRequestCopy & { readonly back: string };
  readonly newPassword: NewPasswordCopy;
}

export const lateMailCopy: Catalogue<LateMailCopy> = {
  en: {
    late: "Mail from us is late: the service that delivers it does not answer right now. This one is kept and goes out by itself, within five minutes of its return. There is nothing you have to do, and you can close this page. Everything else works.",
    again: "Mail from us goes out again. This one arrives within five minutes.",
  },
  id: {
    late: "Email dari kami terlambat: layanan pengirimannya sedang tidak menjawab. Email ini tersimpan dan terkirim sendiri, paling lambat lima menit setelah layanan itu pulih. Anda tidak perlu melakukan apa pun, dan halaman ini boleh ditutup. Bagian lainnya berfungsi.",
    again: "Email dari kami terkirim lagi. Email ini tiba dalam lima menit.",
  },
};

const again = {
  en: {
    spam: "Nothing after a few minutes? Look in the spam folder, and check the address for a typing error.",
    again: "Send it again",
    againIn: "Send it again in {seconds} s",
    sending: "Sending",
    sent: "Sent again.",
    otherAddress: "Use another address",
    lateMail: lateMailCopy.en,
  },
  id: {
    spam: "Belum ada setelah beberapa menit? Lihat folder spam, dan periksa apakah alamatnya salah ketik.",
    again: "Kirim ulang",
    againIn: "Kirim ulang dalam {seconds} dtk",
    sending: "Mengirim",
    sent: "Sudah dikirim ulang.",
    otherAddress: "Pakai alamat lain",
    lateMail: lateMailCopy.id,
  },
} as const;

export const mailCopy: Catalogue<MailPagesCopy> = {
  en: {
    checkMail: {
      signUp: {
        ...again.en,
        title: "Check your mail",
        lead: "A mail is on its way to {address}. Follow the link in it to confirm that the address is yours. The link works for 24 hours.",
      },
      verification: {
        ...again.en,
        title: "Check your mail",
        lead: "If an account with {address} waits to be confirmed, a new link is on its way. It works for 24 hours.",
      },
      reset: {
        ...again.en,
        title: "Check your mail",
        lead: "If there is an account with {address}, a mail is on its way to it. The link in it works for one hour.",
      },
    },
    verify: {
      title: "Confirm your address",
      lead: "Enter the password you chose when you signed up, and your account is ready.",
      wrong: "This is not the password that the account was made with. Try again, or choose a new one below.",
      forgotten: "Do not know it, or did somebody else sign up with your address?",
      newPassword: "Choose a new password",
      submit: "Confirm this address",
      submitting: "Confirming",
      already: {
        title: "Already confirmed",
        lead: "This link was used before, and the address is confirmed. There is nothing left to do but sign in.",
        action: "Sign in",
      },
      ended: {
        title: "This link no longer works",
        lead: "A link works once, and for 24 hours. Enter your address to have a new one sent.",
        submit: "Send a new link",
        submitting: "Sending",
      },
      missing: {
        title: "Confirm your address",
        lead: "Open the link in our mail. If you have none, enter your address to have one sent.",
        submit: "Send a link",
        submitting: "Sending",
      },
    },
    forgotPassword: {
      title: "Choose a new password",
      lead: "Enter the address of your account. We send a link with which you choose a new password.",
      submit: "Send the link",
      submitting: "Sending",
      back: "Back to sign in",
    },
    newPassword: {
      title: "Choose a new password",
      lead: "It takes effect at once, and every device is signed out.",
      submit: "Save new password",
      submitting: "Saving",
      ended: {
        title: "This link no longer works",
        lead: "A link works once, and for one hour. Your password is as it was. Enter your address to have a new link sent.",
        submit: "Send a new link",
        submitting: "Sending",
      },
    },
  },
  id: {
    checkMail: {
      signUp: {
        ...again.id,
        title: "Periksa email Anda",
        lead: "Email sedang dikirim ke {address}. Ikuti tautan di dalamnya untuk memastikan alamat itu milik Anda. Tautannya berlaku 24 jam.",
      },
      verification: {
        ...again.id,
        title: "Periksa email Anda",
        lead: "Bila ada akun dengan {address} yang menunggu dikonfirmasi, tautan baru sedang dikirim. Tautannya berlaku 24 jam.",
      },
      reset: {
        ...again.id,
        title: "Periksa email Anda",
        lead: "Bila ada akun dengan {address}, email sedang dikirim ke sana. Tautan di dalamnya berlaku satu jam.",
      },
    },
    verify: {
      title: "Konfirmasi alamat Anda",
      lead: "Isi kata sandi yang Anda pilih saat mendaftar, lalu akun Anda siap dipakai.",
      wrong: "Ini bukan kata sandi yang dipakai saat akun dibuat. Coba lagi, atau pilih yang baru di bawah.",
      forgotten: "Tidak tahu kata sandinya, atau orang lain mendaftar dengan alamat Anda?",
      newPassword: "Pilih kata sandi baru",
      submit: "Konfirmasi alamat ini",
      submitting: "Mengonfirmasi",
      already: {
        title: "Sudah dikonfirmasi",
        lead: "Tautan ini sudah pernah dipakai dan alamatnya sudah dikonfirmasi. Anda tinggal masuk.",
        action: "Masuk",
      },
      ended: {
        title: "Tautan ini tidak berlaku lagi",
        lead: "Sebuah tautan berlaku sekali, selama 24 jam. Isi alamat Anda untuk dikirimi yang baru.",
        submit: "Kirim tautan baru",
        submitting: "Mengirim",
      },
      missing: {
        title: "Konfirmasi alamat Anda",
        lead: "Buka tautan dalam email kami. Bila tidak ada, isi alamat Anda untuk dikirimi tautan.",
        submit: "Kirim tautan",
        submitting: "Mengirim",
      },
    },
    forgotPassword: {
      title: "Pilih kata sandi baru",
      lead: "Isi alamat akun Anda. Kami kirimkan tautan untuk memilih kata sandi baru.",
      submit: "Kirim tautan",
      submitting: "Mengirim",
      back: "Kembali ke halaman masuk",
    },
    newPassword: {
      title: "Pilih kata sandi baru",
      lead: "Langsung berlaku, dan sesi di semua perangkat diakhiri.",
      submit: "Simpan kata sandi baru",
      submitting: "Menyimpan",
      ended: {
        title: "Tautan ini tidak berlaku lagi",
        lead: "Sebuah tautan berlaku sekali, selama satu jam. Kata sandi Anda tidak berubah. Isi alamat Anda untuk dikirimi tautan baru.",
        submit: "Kirim tautan baru",
        submitting: "Mengirim",
      },
    },
  },
};

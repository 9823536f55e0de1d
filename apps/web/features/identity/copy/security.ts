import type { Catalogue } from "../../../languages.ts";

export interface StepUpCopy {
  readonly title: string;
  readonly lead: string;
  readonly password: string;
  readonly submit: string;
  readonly submitting: string;
  readonly cancel: string;
  readonly missing: string;
  readonly wrong: string;
  readonly waits: string;
}

export interface PasswordChangeCopy {
  readonly title: string;
  readonly lead: string;
  readonly current: string;
  readonly next: string;
  readonly submit: string;
  readonly submitting: string;
  readonly saved: string;
  readonly wrong: string;
  readonly waits: string;
}

export interface AddressChangeCopy {
  readonly title: string;
  readonly lead: string;
  /** `{email}` */
  readonly now: string;
  readonly wanted: string;
  readonly help: string;
  readonly submit: string;
  readonly submitting: string;
  readonly same: string;
  /** `{email}` and `{time}` */
  readonly pending: string;
  readonly agreedOld: string;
  readonly agreedNew: string;
  readonly agreedNone: string;
  readonly cancel: string;
  readonly cancelling: string;
}

export interface SessionsCopy {
  readonly title: string;
  readonly lead: string;
  readonly current: string;
  /** `{client}` and `{system}` */
  readonly device: string;
  readonly unknown: string;
  /** `{time}` */
  readonly seen: string;
  readonly signedIn: string;
  /** `{network}` */
  readonly from: string;
  readonly local: string;
  readonly private: string;
  readonly end: string;
  /** `{device}` */
  readonly endOf: string;
  readonly ending: string;
  readonly ended: string;
  readonly endOthers: string;
  readonly question: { readonly title: string; readonly text: string; readonly confirm: string };
  readonly endedOthers: string;
  readonly alone: string;
  readonly notEnded: string;
}

export interface AddressAnswerCopy {
  readonly title: string;
  readonly lead: string;
  readonly yes: string;
  readonly no: string;
  readonly sending: string;
  readonly home: string;
  readonly signIn: string;
  readonly outcomes: Readonly<
    Record<"waiting" | "changed" | "stopped" | "invalid", { readonly title: string; readonly lead: string }>
  >;
}

export interface SecurityCopy {
  readonly title: string;
  readonly lead: string;
  /** On the page of the account. */
  readonly entry: string;
  readonly entryText: string;
  readonly unread: string;
  readonly unreadText: string;
  readonly stepUp: StepUpCopy;
  readonly password: PasswordChangeCopy;
  readonly address: AddressChangeCopy;
  readonly sessions: SessionsCopy;
  readonly answer: AddressAnswerCopy;
}

export const securityCopy: Catalogue<SecurityCopy> = {
  en: {
    title: "Sign-in and security",
    lead: "What you sign in with, and where you are signed in.",
    entry: "Password, email and devices",
    entryText: "Change what you sign in with, and sign out elsewhere.",
    unread: "This can not be shown right now",
    unreadText: "Nothing was changed. Load the page again in a minute.",
    stepUp: {
      title: "Confirm that it is you",
      lead: "This needs to be confirmed again if you last did so more than ten minutes ago.",
      password: "Password",
      submit: "Confirm",
      submitting: "Checking",
      cancel: "Cancel",
      missing: "Enter your password.",
      wrong: "This is not your password.",
      waits: "Too many wrong passwords. Wait a while, then try again.",
    },
    password: {
      title: "Password",
      lead: "A new one signs you out everywhere else.",
      current: "Current password",
      next: "New password",
      submit: "Change password",
      submitting: "Changing",
      saved: "Your password is changed. You are signed out everywhere else.",
      wrong: "This is not your current password.",
      waits: "Too many wrong passwords. Wait a while, then try again.",
    },
    address: {
      title: "Email",
      lead: "Both the old and the new address have to agree.",
      now: "You sign in with {email}.",
      wanted: "New email",
      help: "We mail both addresses. Nothing changes until you have said yes in both.",
      submit: "Change email",
      submitting: "Sending",
      same: "This is your address already.",
      pending: "Asked to change to {email}, until {time}.",
      agreedOld: "The old address has agreed. Open the mail at the new one.",
      agreedNew: "The new address has agreed. Open the mail at the old one.",
      agreedNone: "Open the mails at both addresses to agree.",
      cancel: "Take it back",
      cancelling: "Taking back",
    },
    sessions: {
      title: "Where you are signed in",
      lead: "If you do not know one, end it and change your password.",
      current: "This browser",
      device: "{client} on {system}",
      unknown: "Unknown device",
      seen: "Last seen {time}",
      signedIn: "signed in {time}",
      from: "from {network}",
      local: "from this machine",
      private: "from a private network ({network})",
      end: "Sign out",
      endOf: "Sign out {device}",
      ending: "Signing out",
      ended: "It is signed out.",
      endOthers: "Sign out everywhere else",
      question: {
        title: "Sign out everywhere else?",
        text: "Every other browser, device and program has to sign in again. What is not saved there is lost.",
        confirm: "Sign out everywhere else",
      },
      endedOthers: "You are signed out everywhere else.",
      alone: "You are signed in nowhere else.",
      notEnded: "It was not signed out",
    },
    answer: {
      title: "Change the address of an account?",
      lead: "Say yes if you asked for it. If you did not, stop it: nothing changes then.",
      yes: "Yes, change it",
      no: "No, stop it",
      sending: "Sending",
      home: "Go to your workspaces",
      signIn: "Sign in",
      outcomes: {
        waiting: {
          title: "One more yes",
          lead: "This address has agreed. Open the mail at the other address, and the change is made.",
        },
        changed: {
          title: "The address is changed",
          lead: "Sign in with the new one from now on. Every other browser and device was signed out.",
        },
        stopped: {
          title: "Stopped",
          lead: "The address stays as it is. If you did not ask for the change, choose a new password.",
        },
        invalid: {
          title: "This link does not work any more",
          lead: "It was used, has expired, or a newer one was sent. Ask for the change again in your account.",
        },
      },
    },
  },
  id: {
    title: "Masuk dan keamanan",
    lead: "Yang Anda pakai untuk masuk, dan di mana saja Anda sedang masuk.",
    entry: "Kata sandi, email, dan perangkat",
    entryText: "Ubah cara Anda masuk, dan keluarkan perangkat lain.",
    unread: "Ini belum bisa ditampilkan",
    unreadText: "Tidak ada yang berubah. Muat ulang halaman ini semenit lagi.",
    stepUp: {
      title: "Pastikan ini memang Anda",
      lead: "Tindakan ini perlu dipastikan lagi bila terakhir kali sudah lebih dari sepuluh menit lalu.",
      password: "Kata sandi",
      submit: "Pastikan",
      submitting: "Memeriksa",
      cancel: "Batal",
      missing: "Isi kata sandi Anda.",
      wrong: "Ini bukan kata sandi Anda.",
      waits: "Terlalu banyak kata sandi yang salah. Tunggu sebentar, lalu coba lagi.",
    },
    password: {
      title: "Kata sandi",
      lead: "Kata sandi baru mengeluarkan Anda dari semua perangkat lain.",
      current: "Kata sandi sekarang",
      next: "Kata sandi baru",
      submit: "Ubah kata sandi",
      submitting: "Mengubah",
      saved: "Kata sandi Anda sudah diubah. Perangkat lain sudah dikeluarkan.",
      wrong: "Ini bukan kata sandi Anda yang sekarang.",
      waits: "Terlalu banyak kata sandi yang salah. Tunggu sebentar, lalu coba lagi.",
    },
    address: {
      title: "Email",
      lead: "Alamat yang lama dan yang baru sama-sama harus setuju.",
      now: "Anda masuk dengan {email}.",
      wanted: "Email baru",
      help: "Kami mengirim email ke kedua alamat. Tidak ada yang berubah sebelum Anda menyetujui di keduanya.",
      submit: "Ubah email",
      submitting: "Mengirim",
      same: "Ini sudah alamat Anda.",
      pending: "Akan diubah menjadi {email}, paling lambat {time}.",
      agreedOld: "Alamat lama sudah setuju. Buka email di alamat yang baru.",
      agreedNew: "Alamat baru sudah setuju. Buka email di alamat yang lama.",
      agreedNone: "Buka email di kedua alamat untuk menyetujui.",
      cancel: "Batalkan",
      cancelling: "Membatalkan",
    },
    sessions: {
      title: "Di mana Anda sedang masuk",
      lead: "Bila ada yang tidak Anda kenal, keluarkan dan ubah kata sandi Anda.",
      current: "Peramban ini",
      device: "{client} di {system}",
      unknown: "Perangkat tidak dikenal",
      seen: "Terakhir terlihat {time}",
      signedIn: "masuk {time}",
      from: "dari {network}",
      local: "dari mesin ini",
      private: "dari jaringan pribadi ({network})",
      end: "Keluarkan",
      endOf: "Keluarkan {device}",
      ending: "Mengeluarkan",
      ended: "Sudah dikeluarkan.",
      endOthers: "Keluarkan semua yang lain",
      question: {
        title: "Keluarkan semua yang lain?",
        text: "Semua peramban, perangkat, dan program lain harus masuk lagi. Yang belum disimpan di sana akan hilang.",
        confirm: "Keluarkan semua yang lain",
      },
      endedOthers: "Semua yang lain sudah dikeluarkan.",
      alone: "Anda tidak sedang masuk di tempat lain.",
      notEnded: "Belum dikeluarkan",
    },
    answer: {
      title: "Ubah alamat sebuah akun?",
      lead: "Setujui bila Anda yang memintanya. Bila bukan, tolak: tidak ada yang berubah.",
      yes: "Ya, ubah",
      no: "Tidak, tolak",
      sending: "Mengirim",
      home: "Ke ruang kerja Anda",
      signIn: "Masuk",
      outcomes: {
        waiting: {
          title: "Satu persetujuan lagi",
          lead: "Alamat ini sudah setuju. Buka email di alamat yang lain, lalu perubahannya selesai.",
        },
        changed: {
          title: "Alamat sudah diubah",
          lead: "Mulai sekarang, masuklah dengan alamat yang baru. Semua peramban dan perangkat lain sudah dikeluarkan.",
        },
        stopped: {
          title: "Dibatalkan",
          lead: "Alamatnya tetap sama. Bila bukan Anda yang memintanya, buat kata sandi baru.",
        },
        invalid: {
          title: "Tautan ini sudah tidak berlaku",
          lead: "Tautannya sudah dipakai, kedaluwarsa, atau ada yang lebih baru. Mintalah perubahan itu lagi di akun Anda.",
        },
      },
    },
  },
};

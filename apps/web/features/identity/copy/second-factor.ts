import type { Catalogue } from "../../../languages.ts";

/** The field that takes a code of the app or a recovery code, wherever a password is asked for again. */
export interface ProofCopy {
  readonly label: string;
  readonly help: string;
  readonly missing: string;
  readonly wrong: string;
}

export interface SecondStepCopy {
  readonly title: string;
  readonly lead: string;
  readonly code: string;
  readonly recoveryTitle: string;
  readonly recoveryLead: string;
  readonly recoveryCode: string;
  readonly useRecovery: string;
  readonly useApp: string;
  readonly submit: string;
  readonly submitting: string;
  readonly missing: string;
  readonly missingRecovery: string;
  readonly wrong: string;
  readonly wrongRecovery: string;
  readonly expired: string;
  readonly waits: string;
  readonly startAgain: string;
  readonly lost: string;
}

export interface SecondFactorSectionCopy {
  readonly title: string;
  readonly lead: string;
  readonly off: string;
  readonly begin: string;
  readonly beginning: string;
  readonly scan: string;
  readonly picture: string;
  readonly byHand: string;
  readonly copySecret: string;
  readonly copied: string;
  readonly code: string;
  readonly codeHelp: string;
  readonly codeMissing: string;
  readonly codeWrong: string;
  readonly tooLate: string;
  readonly confirm: string;
  readonly confirming: string;
  readonly cancel: string;
  readonly codesTitle: string;
  readonly codesLead: string;
  readonly copyCodes: string;
  readonly download: string;
  /** Of the file; `{email}`. */
  readonly fileTitle: string;
  readonly saved: string;
  readonly savedMissing: string;
  readonly done: string;
  readonly on: string;
  /** `{time}` */
  readonly since: string;
  /** `{count}` */
  readonly left: string;
  readonly leftOne: string;
  readonly leftNone: string;
  readonly renew: string;
  readonly renewing: string;
  readonly renewQuestion: { readonly title: string; readonly text: string; readonly confirm: string };
  readonly turnOff: string;
  readonly turningOff: string;
  readonly offQuestion: { readonly title: string; readonly text: string; readonly confirm: string };
  readonly turnedOff: string;
}

interface SecondFactorPagesCopy {
  readonly proof: ProofCopy;
  readonly secondStep: SecondStepCopy;
  readonly secondFactor: SecondFactorSectionCopy;
}

export const secondFactorCopy: Catalogue<SecondFactorPagesCopy> = {
  en: {
    proof: {
      label: "Code of your app",
      help: "Six digits, or one of your recovery codes.",
      missing: "Enter the code that your authenticator app shows now.",
      wrong: "This code is not right, or was used already. Wait for the next one.",
    },
    secondStep: {
      title: "One more step",
      lead: "Enter the code that your authenticator app shows now.",
      code: "Six-digit code",
      recoveryTitle: "Use a recovery code",
      recoveryLead: "Each of the codes that you saved works once.",
      recoveryCode: "Recovery code",
      useRecovery: "Use a recovery code instead",
      useApp: "Use the app instead",
      submit: "Continue",
      submitting: "Checking",
      missing: "Enter the six digits.",
      missingRecovery: "Enter one of your recovery codes: six groups of four.",
      wrong: "This code is not right, or was used already. Wait for the next one.",
      wrongRecovery: "This is none of your codes, or it was used already.",
      expired: "This took too long, or too many codes were wrong. Sign in again.",
      waits: "Too many wrong codes. Wait a while, then sign in again.",
      startAgain: "Sign in again",
      lost: "Lost both? Ask whoever runs this service to let you back in.",
    },
    secondFactor: {
      title: "Two-factor sign-in",
      lead: "A code of your phone beside what you sign in with.",
      off: "It is off. With it, somebody who learns your password still can not sign in.",
      begin: "Turn on",
      beginning: "Preparing",
      scan: "Scan this with an authenticator app, such as the one for passwords on your phone.",
      picture: "QR code for an authenticator app",
      byHand: "Can not scan it? Type this key into the app:",
      copySecret: "Copy the key",
      copied: "Copied",
      code: "Code that the app shows",
      codeHelp: "Six digits. Other browsers and devices are signed out when you turn it on.",
      codeMissing: "Enter the six digits that the app shows.",
      codeWrong: "This is not what the app should show. Is the time right on both devices?",
      tooLate: "This took too long. Begin again.",
      confirm: "Turn on",
      confirming: "Checking",
      cancel: "Cancel",
      codesTitle: "Save your recovery codes",
      codesLead:
        "They let you in when your phone is gone: each works once. They are shown now and never again, so keep them where you find them without your phone.",
      copyCodes: "Copy all",
      download: "Download",
      fileTitle: "Recovery codes of {email}. Each works once.",
      saved: "I have saved them",
      savedMissing: "Save them first, then say so here.",
      done: "Done",
      on: "It is on.",
      since: "Since {time}.",
      left: "{count} recovery codes are left.",
      leftOne: "One recovery code is left. Make new ones.",
      leftNone: "No recovery code is left. Make new ones.",
      renew: "New recovery codes",
      renewing: "Making",
      renewQuestion: {
        title: "Make new recovery codes?",
        text: "The codes that you have now stop working.",
        confirm: "Make new codes",
      },
      turnOff: "Turn off",
      turningOff: "Turning off",
      offQuestion: {
        title: "Turn off two-factor sign-in?",
        text: "Whoever has your password can sign in then. Other browsers and devices are signed out, and your recovery codes stop working.",
        confirm: "Turn off",
      },
      turnedOff: "Two-factor sign-in is off.",
    },
  },
  id: {
    proof: {
      label: "Kode dari aplikasi",
      help: "Enam angka, atau salah satu kode pemulihan Anda.",
      missing: "Isi kode yang sekarang tampil di aplikasi autentikator Anda.",
      wrong: "Kode ini salah atau sudah dipakai. Tunggu kode berikutnya.",
    },
    secondStep: {
      title: "Satu langkah lagi",
      lead: "Isi kode yang sekarang tampil di aplikasi autentikator Anda.",
      code: "Kode enam angka",
      recoveryTitle: "Pakai kode pemulihan",
      recoveryLead: "Setiap kode yang Anda simpan hanya berlaku sekali.",
      recoveryCode: "Kode pemulihan",
      useRecovery: "Pakai kode pemulihan saja",
      useApp: "Pakai aplikasi saja",
      submit: "Lanjut",
      submitting: "Memeriksa",
      missing: "Isi keenam angkanya.",
      missingRecovery: "Isi salah satu kode pemulihan Anda: enam kelompok berisi empat.",
      wrong: "Kode ini salah atau sudah dipakai. Tunggu kode berikutnya.",
      wrongRecovery: "Ini bukan kode Anda, atau sudah pernah dipakai.",
      expired: "Terlalu lama, atau terlalu banyak kode yang salah. Silakan masuk lagi.",
      waits: "Terlalu banyak kode yang salah. Tunggu sebentar, lalu masuk lagi.",
      startAgain: "Masuk lagi",
      lost: "Kehilangan keduanya? Mintalah pengelola layanan ini membukakan akun Anda.",
    },
    secondFactor: {
      title: "Verifikasi dua langkah",
      lead: "Kode dari ponsel Anda, selain yang biasa Anda pakai untuk masuk.",
      off: "Belum aktif. Bila aktif, orang yang tahu kata sandi Anda tetap tidak bisa masuk.",
      begin: "Aktifkan",
      beginning: "Menyiapkan",
      scan: "Pindai ini dengan aplikasi autentikator, misalnya aplikasi kata sandi di ponsel Anda.",
      picture: "Kode QR untuk aplikasi autentikator",
      byHand: "Tidak bisa memindai? Ketik kunci ini di aplikasi:",
      copySecret: "Salin kunci",
      copied: "Tersalin",
      code: "Kode yang tampil di aplikasi",
      codeHelp: "Enam angka. Peramban dan perangkat lain dikeluarkan begitu ini aktif.",
      codeMissing: "Isi enam angka yang tampil di aplikasi.",
      codeWrong: "Bukan ini yang seharusnya tampil. Apakah jam di kedua perangkat sudah benar?",
      tooLate: "Terlalu lama. Mulailah lagi.",
      confirm: "Aktifkan",
      confirming: "Memeriksa",
      cancel: "Batal",
      codesTitle: "Simpan kode pemulihan Anda",
      codesLead:
        "Kode ini membukakan akun saat ponsel Anda hilang: masing-masing berlaku sekali. Kode hanya ditampilkan sekarang, jadi simpan di tempat yang bisa dibuka tanpa ponsel.",
      copyCodes: "Salin semua",
      download: "Unduh",
      fileTitle: "Kode pemulihan {email}. Masing-masing berlaku sekali.",
      saved: "Saya sudah menyimpannya",
      savedMissing: "Simpan dulu, lalu tandai di sini.",
      done: "Selesai",
      on: "Sudah aktif.",
      since: "Sejak {time}.",
      left: "Tersisa {count} kode pemulihan.",
      leftOne: "Tersisa satu kode pemulihan. Buatlah yang baru.",
      leftNone: "Kode pemulihan sudah habis. Buatlah yang baru.",
      renew: "Kode pemulihan baru",
      renewing: "Membuat",
      renewQuestion: {
        title: "Buat kode pemulihan baru?",
        text: "Kode yang sekarang Anda punya tidak berlaku lagi.",
        confirm: "Buat kode baru",
      },
      turnOff: "Matikan",
      turningOff: "Mematikan",
      offQuestion: {
        title: "Matikan verifikasi dua langkah?",
        text: "Siapa pun yang tahu kata sandi Anda bisa masuk. Peramban dan perangkat lain dikeluarkan, dan kode pemulihan Anda tidak berlaku lagi.",
        confirm: "Matikan",
      },
      turnedOff: "Verifikasi dua langkah sudah mati.",
    },
  },
};

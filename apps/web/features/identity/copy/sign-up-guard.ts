import type { Catalogue } from "../../../languages.ts";

/** What can stand between somebody and a new account, beside what they typed. */
export interface SignUpGuardCopy {
  readonly closedTitle: string;
  readonly closedText: string;
  readonly closedNext: string;
  readonly disposable: string;
  readonly human: string;
  /** The name of what tells people from programs. */
  readonly check: string;
  readonly checkAway: string;
  readonly crowded: string;
}

export const signUpGuardCopy: Catalogue<SignUpGuardCopy> = {
  en: {
    closedTitle: "Sign-ups are closed for now",
    closedText:
      "We take no new accounts at the moment. If somebody invited you, open the link in that mail: it still lets you in.",
    closedNext: "Sign in to your account",
    disposable: "We can not take addresses that are made to be thrown away. Use one that you keep.",
    human: "The check that you are a person did not pass. It is here again: try once more.",
    check: "Check that you are a person",
    checkAway: "The check could not be loaded. You can go on without it.",
    crowded: "Many people have signed up from your network. Try again later, or from another one.",
  },
  id: {
    closedTitle: "Pendaftaran sedang ditutup",
    closedText:
      "Saat ini kami belum menerima akun baru. Jika Anda diundang, buka tautan di email itu: Anda tetap bisa mendaftar lewat sana.",
    closedNext: "Masuk ke akun Anda",
    disposable: "Kami tidak bisa menerima alamat sekali pakai. Gunakan alamat yang Anda simpan.",
    human: "Pemeriksaan bahwa Anda manusia belum berhasil. Silakan coba sekali lagi.",
    check: "Pemeriksaan bahwa Anda manusia",
    checkAway: "Pemeriksaan tidak dapat dimuat. Anda bisa melanjutkan tanpa itu.",
    crowded: "Banyak orang mendaftar dari jaringan Anda. Coba lagi nanti, atau dari jaringan lain.",
  },
};

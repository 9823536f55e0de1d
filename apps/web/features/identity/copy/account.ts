import type { Catalogue, Language } from "../../../languages.ts";

export interface ProfileCopy {
  readonly title: string;
  readonly lead: string;
  readonly name: string;
  readonly nameHelp: string;
  readonly email: string;
  readonly emailHelp: string;
  readonly submit: string;
  readonly submitting: string;
  readonly saved: string;
  readonly nameMissing: string;
  readonly nameRefused: string;
}

export interface LanguageChoiceCopy {
  readonly label: string;
  readonly text: string;
  readonly saving: string;
  /** Each in its own words, whatever the page speaks. */
  readonly names: Readonly<Record<Language, string>>;
}

export interface AccountCopy {
  readonly title: string;
  readonly lead: string;
  readonly profile: ProfileCopy;
  readonly appearance: string;
  readonly language: LanguageChoiceCopy;
  readonly theme: string;
  readonly themeText: string;
  readonly session: string;
  readonly signOut: string;
  readonly signOutText: string;
}

const names = { en: "English", id: "Bahasa Indonesia" } as const;

export const accountCopy: Catalogue<AccountCopy> = {
  en: {
    title: "Your account",
    lead: "Yours alone, and the same in every workspace.",
    profile: {
      title: "Profile",
      lead: "Everybody in your workspaces sees this.",
      name: "Name",
      nameHelp: "As others should see it.",
      email: "Email",
      emailHelp: "You sign in with it. Change it under sign-in and security.",
      submit: "Save name",
      submitting: "Saving",
      saved: "Your name is saved.",
      nameMissing: "Enter your name, as others should see it.",
      nameRefused: "Use 1 to 80 letters, digits and signs.",
    },
    appearance: "Language and theme",
    language: {
      label: "Language",
      text: "Of your pages and of the mails you get.",
      saving: "Saving",
      names,
    },
    theme: "Theme",
    themeText: "Of this browser.",
    session: "This browser",
    signOut: "Sign out",
    signOutText: "Other browsers and devices stay signed in.",
  },
  id: {
    title: "Akun Anda",
    lead: "Hanya milik Anda, dan sama di setiap ruang kerja.",
    profile: {
      title: "Profil",
      lead: "Semua orang di ruang kerja Anda melihat ini.",
      name: "Nama",
      nameHelp: "Seperti yang akan dilihat orang lain.",
      email: "Email",
      emailHelp: "Dipakai untuk masuk. Ubah di bagian masuk dan keamanan.",
      submit: "Simpan nama",
      submitting: "Menyimpan",
      saved: "Nama Anda sudah disimpan.",
      nameMissing: "Isi nama Anda, seperti yang akan dilihat orang lain.",
      nameRefused: "Gunakan 1 sampai 80 huruf, angka, dan tanda baca.",
    },
    appearance: "Bahasa dan tema",
    language: {
      label: "Bahasa",
      text: "Untuk halaman Anda dan email yang Anda terima.",
      saving: "Menyimpan",
      names,
    },
    theme: "Tema",
    themeText: "Untuk peramban ini.",
    session: "Peramban ini",
    signOut: "Keluar",
    signOutText: "Peramban dan perangkat lain tetap masuk.",
  },
};

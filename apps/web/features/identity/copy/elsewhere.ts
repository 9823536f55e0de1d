import type { Catalogue } from "../../../languages.ts";
import type { SocialProblem } from "./social.ts";

/** Where people sign in at one other place and nowhere else; `{place}` is what they call it. */
export interface ElsewhereCopy {
  readonly title: string;
  readonly lead: string;
  /** Where somebody wants an account and has none. */
  readonly newTitle: string;
  readonly newLead: string;
  readonly continue: string;
  readonly leaving: string;
  /** In place of the sentences for several ways in. */
  readonly problems: Readonly<Partial<Record<SocialProblem, string>>>;
  readonly section: { readonly title: string; readonly lead: string; readonly text: string };
  /** Beside the sessions. */
  readonly unknown: string;
  /** `{email}` */
  readonly mails: string;
  readonly stepUp: string;
  /** Where nobody signs in at all. */
  readonly nobody: { readonly title: string; readonly text: string };
}

export const elsewhereCopy: Catalogue<ElsewhereCopy> = {
  en: {
    title: "Sign in",
    lead: "You sign in at {place}, and come back here.",
    newTitle: "Create your account",
    newLead: "You sign in at {place} first. When you come back, you accept the terms and your account is made.",
    continue: "Continue to {place}",
    leaving: "Opening {place}…",
    problems: {
      unavailable:
        "{place} does not answer at the moment. Try again in a minute; whoever is signed in stays signed in.",
      unverified: "{place} has not confirmed your e-mail address, so it can't be used here. Ask whoever runs {place}.",
      "address-known":
        "There is an account with this e-mail address that is not connected to {place} yet. Ask whoever runs this product to connect it.",
      "other-person": "That was another person than the one who is signed in here. Choose your own account there.",
    },
    section: {
      title: "Sign-in",
      lead: "How you get in here.",
      text: "You sign in at {place}. Your password and your second factor are kept there, and you change them there.",
    },
    unknown: "If you do not know one, end it, and change your password at {place}.",
    mails: "We write to {email}.",
    stepUp: "For this, {place} has to ask you again who you are. You come back to this page, and do it once more.",
    nobody: {
      title: "No sign-in",
      text: "This installation is one person's own: nobody signs in, so there is nothing to secure here.",
    },
  },
  id: {
    title: "Masuk",
    lead: "Anda masuk lewat {place}, lalu kembali ke sini.",
    newTitle: "Buat akun Anda",
    newLead: "Masuk dulu lewat {place}. Setelah kembali, Anda menyetujui ketentuannya dan akun Anda dibuat.",
    continue: "Lanjut ke {place}",
    leaving: "Membuka {place}…",
    problems: {
      unavailable: "{place} sedang tidak menjawab. Coba lagi sebentar lagi; yang sudah masuk tetap masuk.",
      unverified:
        "{place} belum mengonfirmasi alamat email Anda, jadi belum bisa dipakai di sini. Hubungi pengelola {place}.",
      "address-known":
        "Alamat email ini sudah punya akun yang belum terhubung ke {place}. Minta pengelola produk ini untuk menghubungkannya.",
      "other-person": "Itu orang lain, bukan yang sedang masuk di sini. Pilih akun Anda sendiri di sana.",
    },
    section: {
      title: "Cara masuk",
      lead: "Bagaimana Anda masuk ke sini.",
      text: "Anda masuk lewat {place}. Kata sandi dan verifikasi dua langkah Anda disimpan dan diubah di sana.",
    },
    unknown: "Bila ada yang tidak Anda kenal, keluarkan, lalu ubah kata sandi Anda di {place}.",
    mails: "Kami menulis ke {email}.",
    stepUp:
      "Untuk ini, {place} perlu memastikan lagi siapa Anda. Anda kembali ke halaman ini, lalu ulangi sekali lagi.",
    nobody: {
      title: "Tanpa proses masuk",
      text: "Instalasi ini milik satu orang: tidak ada yang perlu masuk, jadi tidak ada yang perlu diamankan di sini.",
    },
  },
};

import type { Catalogue } from "../../../languages.ts";

/** What stands around every public page. */
export interface SiteCopy {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly skipToContent: string;
  readonly home: string;
  readonly signIn: string;
  readonly signUp: string;
  readonly pricing: string;
  readonly header: string;
  readonly footer: string;
  readonly docs: string;
  readonly blog: string;
  readonly changelog: string;
  readonly terms: string;
  readonly privacy: string;
  readonly reference: string;
  readonly design: string;
  readonly licence: string;
  readonly language: string;
  /** Each language by its own name, in itself. */
  readonly languages: Readonly<Record<"en" | "id", string>>;
}

const languages = { en: "English", id: "Bahasa Indonesia" } as const;

export const siteCopy: Catalogue<SiteCopy> = {
  en: {
    name: "Ninefold",
    title: "Ninefold: the SaaS template you can trust and keep",
    description:
      "The nine systems that a SaaS product needs, each behind one interface that you own. Two commands, no account, and every rule has a check.",
    skipToContent: "Skip to content",
    home: "Ninefold, front page",
    signIn: "Sign in",
    signUp: "Create account",
    pricing: "Pricing",
    header: "Site",
    footer: "More",
    docs: "Docs",
    blog: "Blog",
    changelog: "Changelog",
    terms: "Terms",
    privacy: "Privacy",
    reference: "API reference",
    design: "Components",
    licence: "MIT licence",
    language: "Language",
    languages,
  },
  id: {
    name: "Ninefold",
    title: "Ninefold: templat SaaS yang bisa dipercaya dan jadi milik Anda",
    description:
      "Sembilan sistem yang dibutuhkan produk SaaS, masing-masing di balik satu antarmuka milik Anda. Dua perintah, tanpa akun, dan setiap aturan ada pemeriksanya.",
    skipToContent: "Langsung ke isi",
    home: "Ninefold, halaman depan",
    signIn: "Masuk",
    signUp: "Buat akun",
    pricing: "Harga",
    header: "Situs",
    footer: "Lainnya",
    docs: "Dokumentasi",
    blog: "Blog",
    changelog: "Perubahan",
    terms: "Ketentuan",
    privacy: "Privasi",
    reference: "Referensi API",
    design: "Komponen",
    licence: "Lisensi MIT",
    language: "Bahasa",
    languages,
  },
};

import type { Catalogue, Language } from "../../../languages.ts";

export interface ReferenceCopy {
  /** What these words are in, for a place inside text of another language. */
  readonly lang: Language;
  readonly title: string;
  readonly lead: string;
  readonly base: string;
  readonly download: string;
  readonly absentTitle: string;
  readonly absent: string;
  readonly contents: string;
  /** Groups of routes that are no system. */
  readonly tags: Readonly<Record<string, string>>;
  readonly session: string;
  readonly parameters: string;
  readonly body: string;
  readonly answer: string;
  readonly problems: string;
  readonly in: Readonly<Record<"path" | "query" | "header" | "cookie", string>>;
  readonly optional: string;
}

export const referenceCopy: Catalogue<ReferenceCopy> = {
  en: {
    lang: "en",
    title: "API reference",
    lead: "Every route of the API, made from the same description that its answers are tested against.",
    base: "All addresses are on the product’s own origin, and a browser sends its session cookie by itself. A failure is a problem document (RFC 9457) with one of the codes listed.",
    download: "The description as OpenAPI 3.1",
    absentTitle: "No description yet",
    absent: "This page is made from docs/reference/openapi.json when the site is built, and that file was not there.",
    contents: "Routes",
    tags: { product: "Product example", api: "This description" },
    session: "Signed in",
    parameters: "Parameters",
    body: "Body",
    answer: "Answer",
    problems: "Problems",
    in: { path: "In the path.", query: "In the query.", header: "As a header.", cookie: "As a cookie." },
    optional: "optional",
  },
  id: {
    lang: "id",
    title: "Referensi API",
    lead: "Semua rute API, dibuat dari deskripsi yang juga dipakai untuk menguji jawabannya. Keterangan setiap rute dalam bahasa Inggris.",
    base: "Semua alamat berada di origin produk ini, dan peramban mengirim kuki sesinya sendiri. Kegagalan adalah dokumen masalah (RFC 9457) dengan salah satu kode yang tertera.",
    download: "Deskripsinya sebagai OpenAPI 3.1",
    absentTitle: "Belum ada deskripsi",
    absent: "Halaman ini dibuat dari docs/reference/openapi.json saat situs dibangun, dan berkas itu tidak ada.",
    contents: "Rute",
    tags: { product: "Contoh produk", api: "Deskripsi ini" },
    session: "Perlu masuk",
    parameters: "Parameter",
    body: "Isi",
    answer: "Jawaban",
    problems: "Masalah",
    in: { path: "Di alamat.", query: "Di kueri.", header: "Sebagai header.", cookie: "Sebagai kuki." },
    optional: "opsional",
  },
};

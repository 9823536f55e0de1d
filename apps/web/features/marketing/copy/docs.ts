import type { Catalogue } from "../../../languages.ts";

export interface DocsCopy {
  readonly title: string;
  readonly pages: string;
  readonly onThisPage: string;
  readonly trail: string;
  readonly previous: string;
  readonly next: string;
  readonly neighbours: string;
  readonly edit: string;
  /** Said where the frame speaks another language than the page; absent where they are the same. */
  readonly written: string | undefined;
  readonly copyCode: string;
  readonly copied: string;
  readonly search: SearchCopy;
  readonly missingTitle: string;
  readonly missing: string;
  readonly toFirstPage: string;
}

export interface SearchCopy {
  readonly open: string;
  readonly label: string;
  readonly close: string;
  readonly hint: string;
  readonly waiting: string;
  readonly failed: string;
  /** `{text}` is what was looked for. */
  readonly none: string;
  /** `{count}`. */
  readonly found: string;
}

export interface BlogCopy {
  readonly title: string;
  readonly lead: string;
  readonly all: string;
  readonly feed: string;
  /** `{author}` and `{date}`. */
  readonly by: string;
}

export const docsCopy: Catalogue<DocsCopy> = {
  en: {
    title: "Docs",
    pages: "Pages",
    onThisPage: "On this page",
    trail: "Where this page is",
    previous: "Previous",
    next: "Next",
    neighbours: "Before and after",
    edit: "Edit this page",
    written: undefined,
    copyCode: "Copy this code",
    copied: "Copied",
    search: {
      open: "Search docs",
      label: "Search docs",
      close: "Close",
      hint: "Type a word. Arrow keys go through the list, Enter opens, Escape closes.",
      waiting: "Loading the index",
      failed: "The index could not be loaded. Close this and try again; the list of pages works without it.",
      none: "Nothing has “{text}” in it. Try fewer or shorter words.",
      found: "Places found: {count}",
    },
    missingTitle: "No such page",
    missing:
      "Nothing in the docs has this address. It may have been renamed: look through the list, or search from the first page.",
    toFirstPage: "First page of the docs",
  },
  id: {
    title: "Dokumentasi",
    pages: "Halaman",
    onThisPage: "Di halaman ini",
    trail: "Letak halaman ini",
    previous: "Sebelumnya",
    next: "Berikutnya",
    neighbours: "Sebelum dan sesudah",
    edit: "Sunting halaman ini",
    written: "Dokumentasi ini ditulis dalam bahasa Inggris.",
    copyCode: "Salin kode ini",
    copied: "Tersalin",
    search: {
      open: "Cari di dokumentasi",
      label: "Cari di dokumentasi",
      close: "Tutup",
      hint: "Ketik satu kata, dalam bahasa Inggris. Tombol panah menelusuri daftar, Enter membuka, Escape menutup.",
      waiting: "Memuat indeks",
      failed: "Indeks tidak dapat dimuat. Tutup ini dan coba lagi; daftar halaman tetap bisa dipakai.",
      none: "Tidak ada yang memuat “{text}”. Coba kata yang lebih sedikit atau lebih pendek.",
      found: "Tempat yang ditemukan: {count}",
    },
    missingTitle: "Halaman tidak ada",
    missing:
      "Tidak ada halaman dokumentasi di alamat ini. Mungkin namanya sudah berubah: lihat daftarnya, atau cari dari halaman pertama.",
    toFirstPage: "Halaman pertama dokumentasi",
  },
};

export const blogCopy: Catalogue<BlogCopy> = {
  en: {
    title: "Blog",
    lead: "What we learned while building this, and what it cost.",
    all: "All posts",
    feed: "Feed",
    by: "{author}, {date}",
  },
  id: {
    title: "Blog",
    lead: "Yang kami pelajari selama membangun ini, dan berapa biayanya. Ditulis dalam bahasa Inggris.",
    all: "Semua tulisan",
    feed: "Umpan",
    by: "{author}, {date}",
  },
};

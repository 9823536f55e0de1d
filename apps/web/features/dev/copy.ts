import type { Catalogue } from "../../languages.ts";
import { type PanelsCopy, panelsCopy } from "./copy/panels.ts";
import { stateWords, type StateWords } from "./copy/states.ts";
import { type VendorsCopy, vendorsCopy } from "./copy/vendors.ts";

export interface DevCopy {
  readonly title: string;
  readonly lead: string;
  /** `live` while it is read every two seconds, `paused` while the tab is hidden, `silent` when the API does not answer. */
  readonly status: Readonly<Record<"live" | "paused" | "silent", string>>;
  readonly silentText: string;
  readonly links: string;
  /** Of the way to each cell, where they stand one below another. */
  readonly cells: string;
  readonly product: string;
  readonly docs: string;
  readonly blog: string;
  readonly reference: string;
  readonly otherLanguage: string;
  /** Where a part could not be read. */
  readonly unread: string;
  /** Where the product talks to real vendors alone. */
  readonly noEmulators: string;
  readonly opensApart: string;
  /** A switch that was refused: the page has another address than the product was told. `{url}` */
  readonly elsewhere: string;
  readonly refused: string;
  readonly panels: PanelsCopy;
  readonly states: StateWords;
  readonly vendors: VendorsCopy;
}

export const devCopy: Catalogue<DevCopy> = {
  en: {
    title: "Development console",
    lead: "The nine systems, live. Use the product in another tab and watch what each of them does; switch a vendor off and see what happens.",
    status: { live: "Live", paused: "Paused", silent: "No answer" },
    silentText: "The API does not answer. What you see is what it said last; it is asked again every two seconds.",
    links: "Elsewhere",
    cells: "The nine systems",
    product: "Product",
    docs: "Docs",
    blog: "Blog",
    reference: "API reference",
    otherLanguage: "Bahasa Indonesia",
    unread: "This could not be read just now.",
    noEmulators: "No emulators run here: the product talks to real vendors. Start it with npm start.",
    opensApart: "(opens in a new tab)",
    elsewhere: "Nothing was changed: switches work at {url} alone.",
    refused: "Nothing was changed. Is everything still running?",
    panels: panelsCopy.en,
    states: stateWords.en,
    vendors: vendorsCopy.en,
  },
  id: {
    title: "Konsol pengembangan",
    lead: "Sembilan sistem secara langsung. Pakai produk di tab lain dan lihat apa yang dilakukan masing-masing; matikan sebuah vendor dan lihat akibatnya.",
    status: { live: "Langsung", paused: "Dijeda", silent: "Tidak ada jawaban" },
    silentText: "API tidak menjawab. Yang tampak adalah jawaban terakhirnya; ditanyakan lagi setiap dua detik.",
    links: "Di tempat lain",
    cells: "Sembilan sistem",
    product: "Produk",
    docs: "Dokumentasi",
    blog: "Blog",
    reference: "Referensi API",
    otherLanguage: "English",
    unread: "Ini sedang tidak bisa dibaca.",
    noEmulators: "Tidak ada emulator di sini: produk berbicara dengan vendor sungguhan. Mulai dengan npm start.",
    opensApart: "(terbuka di tab baru)",
    elsewhere: "Tidak ada yang berubah: sakelar hanya berfungsi di {url}.",
    refused: "Tidak ada yang berubah. Apakah semuanya masih berjalan?",
    panels: panelsCopy.id,
    states: stateWords.id,
    vendors: vendorsCopy.id,
  },
};

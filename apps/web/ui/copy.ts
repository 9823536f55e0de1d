import type { Catalogue } from "../languages.ts";

/** What the primitives say by themselves, whatever they are used for. */
export interface UiCopy {
  readonly close: string;
  readonly cancel: string;
  readonly loading: string;
  readonly readOnly: string;
  readonly skipToContent: string;
  readonly openNavigation: string;
  readonly navigation: string;
  readonly collapseNavigation: string;
  readonly expandNavigation: string;
  readonly breadcrumbs: string;
  readonly toasts: string;
  readonly theme: string;
  readonly themes: Readonly<Record<"system" | "light" | "dark", string>>;
  readonly language: string;
  /** `{name}` is what has to be typed. */
  readonly typeToConfirm: string;
  readonly typedOther: string;
  readonly quote: string;
  readonly whoGrants: string;
}

export const uiCopy: Catalogue<UiCopy> = {
  en: {
    close: "Close",
    cancel: "Cancel",
    loading: "Loading",
    readOnly: "Read only",
    skipToContent: "Skip to content",
    openNavigation: "Open navigation",
    navigation: "Navigation",
    collapseNavigation: "Collapse navigation",
    expandNavigation: "Expand navigation",
    breadcrumbs: "You are here",
    toasts: "Messages",
    theme: "Theme",
    themes: { system: "As the system", light: "Light", dark: "Dark" },
    language: "Language",
    typeToConfirm: "Type {name} to confirm",
    typedOther: "This is not the name. Type it exactly as it is written above.",
    quote: "Quote this when you ask for help",
    whoGrants: "Who can change that",
  },
  id: {
    close: "Tutup",
    cancel: "Batal",
    loading: "Memuat",
    readOnly: "Hanya baca",
    skipToContent: "Langsung ke isi",
    openNavigation: "Buka navigasi",
    navigation: "Navigasi",
    collapseNavigation: "Ciutkan navigasi",
    expandNavigation: "Lebarkan navigasi",
    breadcrumbs: "Posisi Anda",
    toasts: "Pesan",
    theme: "Tema",
    themes: { system: "Ikut sistem", light: "Terang", dark: "Gelap" },
    language: "Bahasa",
    typeToConfirm: "Ketik {name} untuk melanjutkan",
    typedOther: "Namanya berbeda. Ketik persis seperti tertulis di atas.",
    quote: "Sebutkan ini saat meminta bantuan",
    whoGrants: "Yang bisa mengubahnya",
  },
};

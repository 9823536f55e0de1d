import type { Catalogue } from "../../../languages.ts";

export interface PricingCopy {
  readonly title: string;
  readonly lead: string;
  /** `{plan}`. */
  readonly start: string;
  readonly note: string;
}

export const pricingCopy: Catalogue<PricingCopy> = {
  en: {
    title: "Pricing",
    lead: "Begin for free, and pay when a workspace needs more room. You can cancel at any time and keep the plan until its period ends.",
    start: "Start with {plan}",
    note: "An example: the plans are data in one file of the template, and this page, checkout and the limits read them from there. Prices are without tax, which is added where it is due. A plan belongs to a workspace; you choose it there.",
  },
  id: {
    title: "Harga",
    lead: "Mulai tanpa biaya, dan bayar ketika ruang kerja butuh lebih banyak. Anda bisa membatalkan kapan saja dan tetap memakai paket sampai periodenya habis.",
    start: "Mulai dengan {plan}",
    note: "Ini contoh: paket adalah data dalam satu berkas templat, dan halaman ini, pembayaran, serta batas membacanya dari sana. Harga belum termasuk pajak, yang ditambahkan bila berlaku. Paket adalah milik ruang kerja; Anda memilihnya di sana.",
  },
};

import type { Catalogue } from "../../../languages.ts";

export interface OfflineCopy {
  readonly title: string;
  readonly text: string;
  readonly action: string;
}

export const offlineCopy: Catalogue<OfflineCopy> = {
  en: {
    title: "No connection",
    text: "This device can not reach Ninefold. What you had saved is saved. Try again once the connection is back.",
    action: "Try again",
  },
  id: {
    title: "Tidak ada koneksi",
    text: "Perangkat ini tidak bisa menjangkau Ninefold. Yang sudah Anda simpan tetap tersimpan. Coba lagi setelah koneksinya kembali.",
    action: "Coba lagi",
  },
};

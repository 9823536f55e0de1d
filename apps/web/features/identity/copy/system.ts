import type { Catalogue } from "../../../languages.ts";
import type { Hue } from "../../../ui/hues.ts";

/** For operators: how the deployment is, and what each of the nine runs on. */
export interface SystemCopy {
  readonly title: string;
  readonly lead: string;
  readonly place: string;
  readonly leave: string;
  readonly status: Readonly<Record<"ok" | "degraded" | "down", { readonly title: string; readonly text: string }>>;
  /** `{time}` and `{version}` */
  readonly asOf: string;
  readonly refresh: string;
  readonly refreshing: string;
  readonly checks: string;
  readonly check: string;
  readonly result: string;
  readonly results: Readonly<Record<"ok" | "error", string>>;
  readonly systems: string;
  readonly systemsLead: string;
  readonly system: string;
  readonly adapter: string;
  readonly meaning: string;
  readonly abilities: string;
  /** `{list}` */
  readonly can: string;
  readonly cannot: string;
  readonly unknown: string;
  readonly names: Readonly<Record<Hue, string>>;
}

export const systemCopy: Catalogue<SystemCopy> = {
  en: {
    title: "System status",
    lead: "How this deployment is, and what each of the nine systems runs on.",
    place: "Admin: the whole deployment",
    leave: "Leave admin",
    status: {
      ok: { title: "Everything answers", text: "All checks passed." },
      degraded: {
        title: "Something is not well",
        text: "The product works, and one of the checks below does not pass.",
      },
      down: { title: "The database does not answer", text: "People get errors. See the runbook for a lost database." },
    },
    asOf: "Checked {time}, version {version}",
    refresh: "Check again",
    refreshing: "Checking",
    checks: "Health checks",
    check: "Check",
    result: "Result",
    results: { ok: "Passed", error: "Failed" },
    systems: "Nine systems",
    systemsLead: "Each runs on one adapter, which a setting chooses.",
    system: "System",
    adapter: "Adapter",
    meaning: "What that means",
    abilities: "Abilities",
    can: "Can: {list}",
    cannot: "Cannot: {list}",
    unknown: "Not reported",
    names: {
      identity: "Identity",
      billing: "Billing",
      notifications: "Notifications",
      workflows: "Workflows",
      observability: "Observability",
      marketing: "Marketing",
      media: "Media",
      testing: "Testing",
      "ops-safety": "Ops safety",
    },
  },
  id: {
    title: "Status sistem",
    lead: "Keadaan pemasangan ini, dan adapter yang dipakai setiap sistem.",
    place: "Admin: seluruh pemasangan",
    leave: "Tinggalkan admin",
    status: {
      ok: { title: "Semuanya menjawab", text: "Semua pemeriksaan lulus." },
      degraded: {
        title: "Ada yang kurang sehat",
        text: "Produk tetap berjalan, tetapi salah satu pemeriksaan di bawah tidak lulus.",
      },
      down: {
        title: "Basis data tidak menjawab",
        text: "Orang mendapat galat. Lihat runbook untuk basis data yang hilang.",
      },
    },
    asOf: "Diperiksa {time}, versi {version}",
    refresh: "Periksa lagi",
    refreshing: "Memeriksa",
    checks: "Pemeriksaan kesehatan",
    check: "Pemeriksaan",
    result: "Hasil",
    results: { ok: "Lulus", error: "Gagal" },
    systems: "Sembilan sistem",
    systemsLead: "Masing-masing berjalan di atas satu adapter, yang dipilih lewat pengaturan.",
    system: "Sistem",
    adapter: "Adapter",
    meaning: "Artinya",
    abilities: "Kemampuan",
    can: "Bisa: {list}",
    cannot: "Tidak bisa: {list}",
    unknown: "Tidak dilaporkan",
    names: {
      identity: "Identitas",
      billing: "Penagihan",
      notifications: "Notifikasi",
      workflows: "Alur kerja",
      observability: "Pengamatan",
      marketing: "Pemasaran",
      media: "Media",
      testing: "Pengujian",
      "ops-safety": "Keamanan operasi",
    },
  },
};

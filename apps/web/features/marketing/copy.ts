import type { Catalogue } from "../../languages.ts";
import type { SystemName } from "./systems.ts";

interface Fact {
  readonly title: string;
  readonly text: string;
}

interface Command extends Fact {
  readonly command: string;
  readonly steps: readonly string[];
}

export interface MarketingCopy {
  readonly title: string;
  readonly description: string;
  readonly promise: string;
  readonly lead: string;
  readonly signIn: string;
  readonly signUp: string;
  readonly skipToContent: string;
  readonly copyCommand: string;
  readonly copied: string;
  readonly picture: string;
  readonly systems: Readonly<Record<SystemName, { readonly name: string; readonly covers: string }>>;
  readonly commandsTitle: string;
  readonly commandsLead: string;
  readonly commands: readonly Command[];
  readonly insideTitle: string;
  readonly insideLead: string;
  readonly inside: readonly Fact[];
  readonly licence: string;
}

export const marketingCopy: Catalogue<MarketingCopy> = {
  en: {
    title: "Ninefold: the SaaS template you can trust and keep",
    description:
      "Nine production systems in TypeScript, each behind one interface. Two commands, no account, and every rule has a check.",
    promise: "The SaaS template you can trust and keep.",
    lead: "Nine production systems, each behind one interface that you own. Start them all on your own machine, read every line, and change a vendor without changing your product.",
    signIn: "Sign in",
    signUp: "Create account",
    skipToContent: "Skip to content",
    copyCommand: "Copy {command}",
    copied: "Copied",
    picture: "The nine systems",
    systems: {
      identity: { name: "Identity", covers: "People, sessions, workspaces, roles" },
      billing: { name: "Billing", covers: "Plans, subscriptions, usage" },
      notifications: { name: "Notifications", covers: "Email, SMS, in-app messages" },
      workflows: { name: "Workflows", covers: "Jobs, schedules, events" },
      observability: { name: "Observability", covers: "Logs, errors, product analytics" },
      marketing: { name: "Marketing", covers: "Site, documentation, blog" },
      media: { name: "Media", covers: "Uploads, files, images" },
      testing: { name: "Testing", covers: "Journeys and contracts" },
      "ops-safety": { name: "Ops safety", covers: "Flags, breakers, audit" },
    },
    commandsTitle: "Two commands",
    commandsLead: "On a bare clone with Node 20.19 or newer. No account, no container, no key.",
    commands: [
      {
        command: "npm start",
        title: "See it run",
        text: "From a clone to a page you can sign up on.",
        steps: [
          "Installs the pinned runtime and packages",
          "Starts a real PostgreSQL and migrates it",
          "Runs the API, the worker and this site",
        ],
      },
      {
        command: "npm test",
        title: "See it proven",
        text: "Everything that has to hold, checked in one go.",
        steps: [
          "Types, lint, formatting and boundaries",
          "Contracts, on every adapter of every system",
          "Journeys, in a browser and through the API",
        ],
      },
    ],
    insideTitle: "What is inside",
    insideLead: "The parts of a product that take months and show only when they break.",
    inside: [
      {
        title: "One interface per system",
        text: "A system is one package with one port. Pages and routes call the system, never its vendor, so a vendor is one line in one file.",
      },
      {
        title: "Tenants kept apart by the database",
        text: "Row-level security guards every tenant’s rows. A query that forgets its filter finds nothing, instead of somebody else’s data.",
      },
      {
        title: "Contracts that can fail",
        text: "Every adapter passes the same suite, and every case of the suite is shown to fail on an adapter that was broken on purpose.",
      },
      {
        title: "Two thin apps",
        text: "Next.js for pages, Hono for the API. One file builds the whole system, one reads the environment, one turns errors into answers.",
      },
      {
        title: "Boundaries that hold",
        text: "Systems never import one another. The rules run with the tests, and a planted violation of each has to be caught.",
      },
      {
        title: "Yours to keep",
        text: "MIT licence, plain TypeScript, no service of ours behind it. Remove what you do not need; the rest keeps working.",
      },
    ],
    licence: "MIT licence",
  },
  id: {
    title: "Ninefold: templat SaaS yang bisa dipercaya dan jadi milik Anda",
    description:
      "Sembilan sistem siap produksi dalam TypeScript, masing-masing di balik satu antarmuka. Dua perintah, tanpa akun, dan setiap aturan ada pemeriksanya.",
    promise: "Templat SaaS yang bisa dipercaya dan jadi milik Anda.",
    lead: "Sembilan sistem siap produksi, masing-masing di balik satu antarmuka yang Anda kuasai. Jalankan semuanya di komputer sendiri, baca setiap barisnya, dan ganti vendor tanpa mengubah produk.",
    signIn: "Masuk",
    signUp: "Buat akun",
    skipToContent: "Langsung ke isi",
    copyCommand: "Salin {command}",
    copied: "Tersalin",
    picture: "Sembilan sistem",
    systems: {
      identity: { name: "Identitas", covers: "Orang, sesi, ruang kerja, peran" },
      billing: { name: "Penagihan", covers: "Paket, langganan, pemakaian" },
      notifications: { name: "Notifikasi", covers: "Email, SMS, pesan dalam aplikasi" },
      workflows: { name: "Alur kerja", covers: "Tugas, jadwal, peristiwa" },
      observability: { name: "Pemantauan", covers: "Log, galat, analitik produk" },
      marketing: { name: "Pemasaran", covers: "Situs, dokumentasi, blog" },
      media: { name: "Media", covers: "Unggahan, berkas, gambar" },
      testing: { name: "Pengujian", covers: "Alur pengguna dan kontrak" },
      "ops-safety": { name: "Pengaman", covers: "Flag, pemutus, jejak audit" },
    },
    commandsTitle: "Dua perintah",
    commandsLead: "Cukup hasil clone dan Node 20.19 atau lebih baru. Tanpa akun, tanpa kontainer, tanpa kunci.",
    commands: [
      {
        command: "npm start",
        title: "Lihat berjalan",
        text: "Dari hasil clone sampai halaman tempat Anda bisa mendaftar.",
        steps: [
          "Memasang runtime dan paket dengan versi terkunci",
          "Menyalakan PostgreSQL sungguhan beserta migrasinya",
          "Menjalankan API, worker, dan situs ini",
        ],
      },
      {
        command: "npm test",
        title: "Lihat buktinya",
        text: "Semua yang harus benar, diperiksa sekaligus.",
        steps: [
          "Tipe, lint, format, dan batas antarpaket",
          "Kontrak, pada setiap adaptor di setiap sistem",
          "Alur pengguna, di peramban dan lewat API",
        ],
      },
    ],
    insideTitle: "Isinya",
    insideLead: "Bagian produk yang menghabiskan waktu berbulan-bulan dan baru terasa saat rusak.",
    inside: [
      {
        title: "Satu antarmuka per sistem",
        text: "Satu sistem adalah satu paket dengan satu port. Halaman dan rute memanggil sistem, bukan vendornya, jadi vendor hanyalah satu baris di satu berkas.",
      },
      {
        title: "Penyewa dipisahkan oleh basis data",
        text: "Keamanan tingkat baris menjaga data setiap penyewa. Kueri yang lupa menyaring tidak menemukan apa-apa, bukan data milik orang lain.",
      },
      {
        title: "Kontrak yang bisa gagal",
        text: "Semua adaptor lulus pengujian yang sama, dan setiap kasusnya terbukti gagal pada adaptor yang sengaja dirusak.",
      },
      {
        title: "Dua aplikasi tipis",
        text: "Next.js untuk halaman, Hono untuk API. Satu berkas merangkai seluruh sistem, satu membaca lingkungan, satu mengubah galat menjadi jawaban.",
      },
      {
        title: "Batas yang terjaga",
        text: "Sistem tidak pernah saling mengimpor. Aturannya berjalan bersama pengujian, dan pelanggaran yang sengaja ditanam harus tertangkap.",
      },
      {
        title: "Sepenuhnya milik Anda",
        text: "Lisensi MIT, TypeScript biasa, tanpa layanan kami di belakangnya. Buang yang tidak perlu; sisanya tetap berjalan.",
      },
    ],
    licence: "Lisensi MIT",
  },
};

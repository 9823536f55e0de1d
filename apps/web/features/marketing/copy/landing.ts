import type { Catalogue } from "../../../languages.ts";
import type { Screen } from "../screens.ts";
import type { SystemName, SystemState } from "../systems.ts";
import type { Want } from "../wants.ts";

interface Fact {
  readonly title: string;
  readonly text: string;
}

interface Command extends Fact {
  readonly command: string;
  readonly steps: readonly string[];
}

interface SystemCopy {
  readonly name: string;
  readonly covers: string;
  readonly today: string;
  readonly notYet: string;
}

interface ScreenCopy extends Fact {
  /** What it shows, for whoever does not see it. */
  readonly alt: string;
}

export interface LandingCopy {
  readonly promise: string;
  readonly lead: string;
  readonly copyCommand: string;
  readonly copied: string;
  readonly commandsLead: string;
  readonly readDocs: string;
  readonly picture: string;
  readonly systems: Readonly<Record<SystemName, SystemCopy>>;
  readonly states: Readonly<Record<SystemState, string>>;
  readonly screensTitle: string;
  readonly screensLead: string;
  readonly screens: Readonly<Record<Screen, ScreenCopy>>;
  readonly commandsTitle: string;
  readonly commands: readonly Command[];
  readonly statusTitle: string;
  readonly statusLead: string;
  readonly system: string;
  readonly today: string;
  readonly notYet: string;
  readonly insideTitle: string;
  readonly insideLead: string;
  readonly inside: readonly Fact[];
  readonly wantTitle: string;
  readonly wants: Readonly<Record<Want, string>>;
}

export const landingCopy: Catalogue<LandingCopy> = {
  en: {
    promise: "The SaaS template you can trust and keep.",
    lead: "The nine systems that every SaaS product needs, each behind one interface that you own: start them all on your own machine, read every line, and change a vendor without changing your product.",
    copyCommand: "Copy {command}",
    copied: "Copied",
    commandsLead: "On a bare clone with Node 20.19 or newer. No account, no container, no key.",
    readDocs: "Read the docs",
    picture: "The nine systems, and what each runs on",
    systems: {
      identity: {
        name: "Identity",
        covers: "People, sessions, workspaces, roles",
        today:
          "Sign-up with a confirmed address, sign-in, a second factor, password reset, workspaces, roles, invitations.",
        notYet: "Passkeys, sign-in through other providers.",
      },
      billing: {
        name: "Billing",
        covers: "Plans, subscriptions, usage",
        today: "Plans by the month or year, hosted checkout, cancelling, limits that hold under load.",
        notYet: "Changing between paid plans, invoices, refunds, credits.",
      },
      notifications: {
        name: "Notifications",
        covers: "Email, SMS, in-app messages",
        today:
          "Email: queued with its cause, sent once, followed up to its bounce. A live bell; activity mail can be turned off.",
        notYet: "SMS, digests, one-click unsubscribe.",
      },
      workflows: {
        name: "Workflows",
        covers: "Jobs, schedules, events",
        today: "Jobs and events that outlive a crash, in your Postgres or on Trigger.dev; dead ones to replay.",
        notYet: "Schedules, long processes.",
      },
      observability: {
        name: "Observability",
        covers: "Logs, errors, product analytics",
        today: "One id from a click to its mail. Errors, events and metrics, without secrets.",
        notYet: "Traces with spans, alerts, dashboards.",
      },
      marketing: {
        name: "Marketing",
        covers: "Site, documentation, blog",
        today: "This site, its docs with search, blog, changelog, feeds and API reference.",
        notYet: "Docs in a second language, images in pages, a second content source.",
      },
      media: {
        name: "Media",
        covers: "Uploads, files, images",
        today: "Pictures and files straight from the browser to the vendor, looked at first; locally its emulator.",
        notYet: "A second vendor, virus scan, storage quotas.",
      },
      testing: {
        name: "Testing",
        covers: "Journeys, contracts, emulators",
        today:
          "Contract suites, journeys in a browser and over HTTP, an emulator of every vendor, a console that shows it all live.",
        notYet: "Journeys in Firefox and WebKit, the rarer calls of each vendor.",
      },
      "ops-safety": {
        name: "Ops safety",
        covers: "Flags, breakers, audit",
        today:
          "Breakers, retries and kill switches around every vendor call, flags, an audit log, runbooks beside live state.",
        notYet: "Impersonation, erasure, switches for one workspace.",
      },
    },
    states: { works: "Works", part: "In part", none: "Not yet" },
    screensTitle: "What one command starts",
    screensLead:
      "Pictures of the running product, taken by a script. Run the command, and this is on your own machine.",
    screens: {
      console: {
        title: "All nine systems on one page",
        text: "Mails, payments, jobs, events, flags and the clock, live while you use the product. Switch a vendor off and watch what happens.",
        alt: "The development console: nine panels, one a system, with the newest sign-ups, payments, mails, jobs and events.",
      },
      project: {
        title: "A product to begin from",
        text: "Projects with tasks and files, roles, limits of a plan: a worked example to copy or to delete.",
        alt: "A project with its tasks, two of them done, beside the form that adds another.",
      },
      billing: {
        title: "Plans that hold",
        text: "Usage beside its limits, hosted checkout, and access that follows what the vendor confirms.",
        alt: "The billing page of a workspace on the Pro plan, with bars of how much of each limit is used.",
      },
      runs: {
        title: "No job is lost",
        text: "Every job with its state, attempts and last error. What died is replayed with one press.",
        alt: "The operators’ list of runs: each job with its state, how often it was tried and when.",
      },
      docs: {
        title: "Answers beside the code",
        text: "Each system’s page says what it does, what breaks, how to swap its vendor and how to remove it.",
        alt: "A page of the docs with its table of contents, the list of all pages and the search.",
      },
    },
    commandsTitle: "Two commands",
    commands: [
      {
        command: "npm start",
        title: "See it run",
        text: "From a clone to a page you can sign up on.",
        steps: [
          "Installs the pinned runtime and packages",
          "Starts a real PostgreSQL and migrates it",
          "Runs the API, the worker, a stand-in for each vendor, and this site",
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
    statusTitle: "What is true today",
    statusLead:
      "Each does its whole first job unless it is marked, and what it does not do yet stands beside it. Build on it, but do not launch on it yet.",
    system: "System",
    today: "Today",
    notYet: "Not yet",
    insideTitle: "How it holds together",
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
    wantTitle: "I want to…",
    wants: {
      start: "see it run, step by step",
      watch: "watch the nine systems at work",
      find: "find the file that does a thing",
      route: "add a route",
      feature: "add a feature of my own",
      swap: "swap a vendor or remove a system",
      test: "run one test",
      deploy: "deploy it",
      ask: "ask a first question",
    },
  },
  id: {
    promise: "Templat SaaS yang bisa dipercaya dan jadi milik Anda.",
    lead: "Sembilan sistem yang dibutuhkan setiap produk SaaS, masing-masing di balik satu antarmuka milik Anda: jalankan semuanya di komputer sendiri, baca setiap barisnya, dan ganti vendor tanpa mengubah produk.",
    copyCommand: "Salin {command}",
    copied: "Tersalin",
    commandsLead: "Cukup hasil clone dan Node 20.19 atau lebih baru. Tanpa akun, tanpa kontainer, tanpa kunci.",
    readDocs: "Baca dokumentasi",
    picture: "Sembilan sistem dan yang menjalankan masing-masing",
    systems: {
      identity: {
        name: "Identitas",
        covers: "Orang, sesi, ruang kerja, peran",
        today:
          "Pendaftaran dengan alamat terkonfirmasi, masuk, faktor kedua, atur ulang kata sandi, ruang kerja, peran, undangan.",
        notYet: "Passkey, masuk lewat penyedia lain.",
      },
      billing: {
        name: "Penagihan",
        covers: "Paket, langganan, pemakaian",
        today: "Paket bulanan atau tahunan, halaman pembayaran, pembatalan, batas yang bertahan di bawah beban.",
        notYet: "Pindah antarpaket berbayar, faktur, pengembalian dana, kredit.",
      },
      notifications: {
        name: "Notifikasi",
        covers: "Email, SMS, pesan dalam aplikasi",
        today:
          "Email: masuk antrean bersama penyebabnya, terkirim satu kali, dipantau sampai terpental. Lonceng langsung; email kegiatan bisa dimatikan.",
        notYet: "SMS, ringkasan, berhenti langganan sekali klik.",
      },
      workflows: {
        name: "Alur kerja",
        covers: "Tugas, jadwal, peristiwa",
        today:
          "Tugas dan peristiwa yang tetap ada setelah proses mati, di Postgres Anda atau Trigger.dev; yang gagal bisa diulang.",
        notYet: "Jadwal, proses panjang.",
      },
      observability: {
        name: "Pemantauan",
        covers: "Log, galat, analitik produk",
        today: "Satu id dari klik sampai emailnya. Galat, peristiwa, dan metrik, tanpa rahasia.",
        notYet: "Trace dengan span, peringatan, dasbor.",
      },
      marketing: {
        name: "Pemasaran",
        covers: "Situs, dokumentasi, blog",
        today: "Situs ini, dokumentasi dengan pencarian, blog, catatan perubahan, umpan, dan referensi API.",
        notYet: "Dokumentasi dalam bahasa kedua, gambar di halaman, sumber isi kedua.",
      },
      media: {
        name: "Media",
        covers: "Unggahan, berkas, gambar",
        today: "Gambar dan berkas langsung dari peramban ke vendor, diperiksa dahulu; secara lokal lewat emulatornya.",
        notYet: "Vendor kedua, pemindaian virus, kuota penyimpanan.",
      },
      testing: {
        name: "Pengujian",
        covers: "Alur pengguna, kontrak, emulator",
        today:
          "Pengujian kontrak, alur pengguna di peramban dan lewat HTTP, emulator setiap vendor, konsol yang menampilkan semuanya langsung.",
        notYet: "Alur pengguna di Firefox dan WebKit, panggilan vendor yang jarang dipakai.",
      },
      "ops-safety": {
        name: "Pengaman",
        covers: "Flag, pemutus, jejak audit",
        today:
          "Pemutus, percobaan ulang, dan sakelar mati pada setiap panggilan vendor, flag, jejak audit, runbook di samping keadaan langsung.",
        notYet: "Peniruan identitas, penghapusan data, sakelar untuk satu ruang kerja.",
      },
    },
    states: { works: "Jalan", part: "Sebagian", none: "Belum" },
    screensTitle: "Hasil satu perintah",
    screensLead:
      "Gambar produk yang sedang berjalan, diambil oleh skrip. Jalankan perintahnya, dan semua ini ada di komputer Anda.",
    screens: {
      console: {
        title: "Sembilan sistem dalam satu halaman",
        text: "Email, pembayaran, tugas, peristiwa, flag, dan jam, langsung selagi produk dipakai. Matikan satu vendor dan lihat akibatnya.",
        alt: "Konsol pengembangan: sembilan panel, satu untuk setiap sistem, dengan pendaftaran, pembayaran, email, tugas, dan peristiwa terbaru.",
      },
      project: {
        title: "Produk untuk titik awal",
        text: "Proyek dengan tugas dan berkas, peran, batas paket: contoh lengkap untuk disalin atau dihapus.",
        alt: "Sebuah proyek dengan tugas-tugasnya, dua sudah selesai, di samping formulir untuk menambah tugas.",
      },
      billing: {
        title: "Paket yang benar-benar berlaku",
        text: "Pemakaian di samping batasnya, halaman pembayaran vendor, dan akses yang mengikuti konfirmasi vendor.",
        alt: "Halaman penagihan ruang kerja dengan paket Pro, dengan batang pemakaian untuk setiap batas.",
      },
      runs: {
        title: "Tidak ada tugas yang hilang",
        text: "Setiap tugas dengan keadaan, jumlah percobaan, dan galat terakhirnya. Yang mati bisa diulang dengan satu tombol.",
        alt: "Daftar tugas untuk operator: keadaan setiap tugas, berapa kali dicoba, dan kapan.",
      },
      docs: {
        title: "Jawaban di samping kode",
        text: "Halaman setiap sistem menjelaskan tugasnya, yang bisa rusak, cara mengganti vendornya, dan cara membuangnya.",
        alt: "Halaman dokumentasi dengan daftar isi, daftar semua halaman, dan pencarian.",
      },
    },
    commandsTitle: "Dua perintah",
    commands: [
      {
        command: "npm start",
        title: "Lihat berjalan",
        text: "Dari hasil clone sampai halaman tempat Anda bisa mendaftar.",
        steps: [
          "Memasang runtime dan paket dengan versi terkunci",
          "Menyalakan PostgreSQL sungguhan beserta migrasinya",
          "Menjalankan API, worker, pengganti setiap vendor, dan situs ini",
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
    statusTitle: "Yang benar hari ini",
    statusLead:
      "Masing-masing menjalankan tugas pertamanya dengan utuh kecuali yang ditandai, dan yang belum ada tertulis di sampingnya. Silakan membangun di atasnya, tetapi jangan diluncurkan dulu.",
    system: "Sistem",
    today: "Hari ini",
    notYet: "Belum",
    insideTitle: "Yang membuatnya kokoh",
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
    wantTitle: "Saya ingin…",
    wants: {
      start: "melihatnya berjalan, langkah demi langkah",
      watch: "mengamati sembilan sistem bekerja",
      find: "menemukan berkas yang mengerjakan sesuatu",
      route: "menambah rute",
      feature: "menambah fitur saya sendiri",
      swap: "mengganti vendor atau membuang sistem",
      test: "menjalankan satu pengujian",
      deploy: "memasangnya di server",
      ask: "menanyakan hal pertama",
    },
  },
};

import type { Catalogue } from "../../../languages.ts";
import type { Hue } from "../../../ui/hues.ts";

/** Words that stand in for a product's own on the page of components. */
export interface DesignCopy {
  readonly title: string;
  readonly lead: string;
  readonly light: string;
  readonly dark: string;
  readonly frames: string;
  readonly appFrame: string;
  readonly adminFrame: string;
  readonly groups: Readonly<
    Record<"colour" | "buttons" | "fields" | "choices" | "floating" | "messages" | "data" | "places", string>
  >;
  readonly states: Readonly<
    Record<
      "rest" | "hover" | "focus" | "active" | "disabled" | "loading" | "error" | "readOnly" | "small" | "optional",
      string
    >
  >;
  readonly systems: Readonly<Record<Hue, string>>;
  readonly looks: Readonly<Record<"primary" | "secondary" | "quiet" | "danger", string>>;
  readonly tones: Readonly<Record<"none" | "info" | "good" | "warn" | "bad", string>>;
  readonly people: readonly { readonly name: string; readonly email: string; readonly role: string }[];
  readonly workspace: string;
  readonly address: string;
  readonly addressHelp: string;
  readonly addressError: string;
  readonly password: string;
  readonly show: string;
  readonly hide: string;
  readonly note: string;
  readonly role: string;
  readonly roleHelp: string;
  readonly roles: readonly { readonly value: string; readonly label: string; readonly help: string }[];
  readonly weekly: string;
  readonly weeklyHelp: string;
  readonly accept: string;
  readonly acceptError: string;
  readonly invite: string;
  readonly inviting: string;
  readonly inviteLead: string;
  readonly remove: string;
  readonly removing: string;
  readonly removeTitle: string;
  readonly removeText: string;
  readonly deleteWorkspace: string;
  readonly deleting: string;
  readonly deleteTitle: string;
  readonly deleteText: string;
  readonly menu: string;
  readonly rename: string;
  readonly copyLink: string;
  readonly tooltip: string;
  readonly toast: string;
  readonly toastText: string;
  readonly failedToast: string;
  readonly undo: string;
  readonly emptyTitle: string;
  readonly empty: string;
  readonly emptyNext: string;
  readonly errorTitle: string;
  readonly error: string;
  readonly retry: string;
  readonly deniedTitle: string;
  readonly denied: string;
  readonly name: string;
  readonly joined: string;
  readonly actions: string;
  readonly count: string;
  readonly members: string;
  readonly invitations: string;
  readonly workspaces: string;
  readonly search: string;
  readonly copied: string;
  readonly profile: string;
  readonly security: string;
  readonly language: string;
  readonly change: string;
  readonly operators: string;
  readonly back: string;
  readonly overview: string;
  readonly jobs: string;
  readonly settings: string;
}

export const designCopy: Catalogue<DesignCopy> = {
  en: {
    title: "Components",
    lead: "Every component in every state, in both themes. What floats takes the theme of the column it was opened in.",
    light: "Light",
    dark: "Dark",
    frames: "The frames are pages of their own:",
    appFrame: "the app’s",
    adminFrame: "the operators’",
    groups: {
      colour: "Colour",
      buttons: "Buttons",
      fields: "Fields",
      choices: "Choices",
      floating: "What floats",
      messages: "Messages and states",
      data: "Data",
      places: "Places and settings",
    },
    states: {
      rest: "Rest",
      hover: "Hover",
      focus: "Focus",
      active: "Active",
      disabled: "Disabled",
      loading: "Loading",
      error: "Error",
      readOnly: "Read only",
      small: "Small",
      optional: "Optional",
    },
    systems: {
      identity: "People",
      billing: "Billing",
      notifications: "Inbox",
      workflows: "Jobs",
      observability: "Analytics",
      marketing: "Site",
      media: "Files",
      testing: "Checks",
      "ops-safety": "Safety",
    },
    looks: { primary: "Primary", secondary: "Secondary", quiet: "Quiet", danger: "Danger" },
    tones: { none: "Draft", info: "Running", good: "Delivered", warn: "Expires soon", bad: "Failed" },
    people: [
      { name: "Ana Putri", email: "ana@acme.example", role: "Owner" },
      { name: "Maximiliane Schwarzenberger-Lichtenstein", email: "maximiliane@acme.example", role: "Admin" },
      { name: "Łukasz Żak", email: "lukasz@acme.example", role: "Member" },
    ],
    workspace: "Acme",
    address: "Email",
    addressHelp: "The invitation goes there.",
    addressError: "Enter a full address, such as ana@acme.example.",
    password: "Password",
    show: "Show what is typed",
    hide: "Hide what is typed",
    note: "Note",
    role: "Role",
    roleHelp: "It can be changed later.",
    roles: [
      { value: "admin", label: "Admin", help: "Invites people and changes settings." },
      { value: "member", label: "Member", help: "Reads and writes." },
      { value: "viewer", label: "Viewer", help: "Reads." },
    ],
    weekly: "Weekly summary",
    weeklyHelp: "Every Monday, by email.",
    accept: "I accept the terms of service",
    acceptError: "Accept the terms to go on.",
    invite: "Invite people",
    inviting: "Sending invitation",
    inviteLead: "They join with the role you choose.",
    remove: "Remove",
    removing: "Removing",
    removeTitle: "Remove Ana Putri from Acme?",
    removeText: "She loses access at once. What she wrote stays.",
    deleteWorkspace: "Delete workspace",
    deleting: "Deleting",
    deleteTitle: "Delete Acme?",
    deleteText: "All of its 24 projects and 1,310 files are erased. This can not be undone.",
    menu: "Actions",
    rename: "Rename",
    copyLink: "Copy link",
    tooltip: "Copies the address of this page",
    toast: "Ana Putri was removed",
    toastText: "She got a message about it.",
    failedToast: "The invitation was not sent",
    undo: "Undo",
    emptyTitle: "No projects yet",
    empty: "A project holds what a team works on together. This workspace is new, so there is none.",
    emptyNext: "Add the first one.",
    errorTitle: "The members could not be loaded",
    error: "The rest of the page works. Wait a minute, then try again.",
    retry: "Try again",
    deniedTitle: "You can not see invitations",
    denied: "Only owners and admins of this workspace do.",
    name: "Name",
    joined: "Joined",
    actions: "Actions",
    count: "3 members",
    members: "Members",
    invitations: "Invitations",
    workspaces: "Workspaces",
    search: "Search",
    copied: "Copied",
    profile: "Profile",
    security: "Security",
    language: "Language",
    change: "Change",
    operators: "Operators: every workspace",
    back: "Back to the app",
    overview: "Overview",
    jobs: "Jobs",
    settings: "Settings",
  },
  id: {
    title: "Komponen",
    lead: "Semua komponen dalam setiap keadaan, dalam kedua tema. Yang melayang memakai tema kolom tempat ia dibuka.",
    light: "Terang",
    dark: "Gelap",
    frames: "Kerangka punya halaman sendiri:",
    appFrame: "milik aplikasi",
    adminFrame: "milik operator",
    groups: {
      colour: "Warna",
      buttons: "Tombol",
      fields: "Isian",
      choices: "Pilihan",
      floating: "Yang melayang",
      messages: "Pesan dan keadaan",
      data: "Data",
      places: "Tempat dan pengaturan",
    },
    states: {
      rest: "Biasa",
      hover: "Disorot",
      focus: "Fokus",
      active: "Ditekan",
      disabled: "Nonaktif",
      loading: "Memuat",
      error: "Galat",
      readOnly: "Hanya baca",
      small: "Kecil",
      optional: "Opsional",
    },
    systems: {
      identity: "Orang",
      billing: "Tagihan",
      notifications: "Kotak masuk",
      workflows: "Tugas",
      observability: "Analitik",
      marketing: "Situs",
      media: "Berkas",
      testing: "Pemeriksaan",
      "ops-safety": "Pengaman",
    },
    looks: { primary: "Utama", secondary: "Kedua", quiet: "Tenang", danger: "Bahaya" },
    tones: { none: "Draf", info: "Berjalan", good: "Terkirim", warn: "Segera berakhir", bad: "Gagal" },
    people: [
      { name: "Ana Putri", email: "ana@acme.example", role: "Pemilik" },
      { name: "Maximiliane Schwarzenberger-Lichtenstein", email: "maximiliane@acme.example", role: "Admin" },
      { name: "Łukasz Żak", email: "lukasz@acme.example", role: "Anggota" },
    ],
    workspace: "Acme",
    address: "Email",
    addressHelp: "Undangan dikirim ke sana.",
    addressError: "Isi alamat lengkap, misalnya ana@acme.example.",
    password: "Kata sandi",
    show: "Tampilkan ketikan",
    hide: "Sembunyikan ketikan",
    note: "Catatan",
    role: "Peran",
    roleHelp: "Bisa diubah nanti.",
    roles: [
      { value: "admin", label: "Admin", help: "Mengundang orang dan mengubah pengaturan." },
      { value: "member", label: "Anggota", help: "Membaca dan menulis." },
      { value: "viewer", label: "Pelihat", help: "Membaca." },
    ],
    weekly: "Ringkasan mingguan",
    weeklyHelp: "Setiap Senin, lewat email.",
    accept: "Saya menyetujui ketentuan layanan",
    acceptError: "Setujui ketentuannya untuk melanjutkan.",
    invite: "Undang orang",
    inviting: "Mengirim undangan",
    inviteLead: "Mereka bergabung dengan peran yang Anda pilih.",
    remove: "Keluarkan",
    removing: "Mengeluarkan",
    removeTitle: "Keluarkan Ana Putri dari Acme?",
    removeText: "Ia langsung kehilangan akses. Tulisannya tetap ada.",
    deleteWorkspace: "Hapus ruang kerja",
    deleting: "Menghapus",
    deleteTitle: "Hapus Acme?",
    deleteText: "Ke-24 proyek dan 1.310 berkasnya dihapus. Ini tidak bisa dibatalkan.",
    menu: "Tindakan",
    rename: "Ganti nama",
    copyLink: "Salin tautan",
    tooltip: "Menyalin alamat halaman ini",
    toast: "Ana Putri sudah dikeluarkan",
    toastText: "Ia menerima pesan tentang itu.",
    failedToast: "Undangan tidak terkirim",
    undo: "Urungkan",
    emptyTitle: "Belum ada proyek",
    empty: "Proyek menampung yang dikerjakan tim bersama-sama. Ruang kerja ini baru, jadi belum ada satu pun.",
    emptyNext: "Tambahkan yang pertama.",
    errorTitle: "Daftar anggota tidak bisa dimuat",
    error: "Bagian lain halaman ini berjalan. Tunggu satu menit, lalu coba lagi.",
    retry: "Coba lagi",
    deniedTitle: "Anda tidak bisa melihat undangan",
    denied: "Hanya pemilik dan admin ruang kerja ini yang bisa.",
    name: "Nama",
    joined: "Bergabung",
    actions: "Tindakan",
    count: "3 anggota",
    members: "Anggota",
    invitations: "Undangan",
    workspaces: "Ruang kerja",
    search: "Cari",
    copied: "Tersalin",
    profile: "Profil",
    security: "Keamanan",
    language: "Bahasa",
    change: "Ubah",
    operators: "Operator: semua ruang kerja",
    back: "Kembali ke aplikasi",
    overview: "Ringkasan",
    jobs: "Tugas",
    settings: "Pengaturan",
  },
};

import type { Catalogue, CountCopy } from "../../languages.ts";

export interface BellCopy {
  readonly title: string;
  /** The button's name while something is unread. */
  readonly unread: CountCopy;
  readonly many: string;
  /** Said when something comes while the page is open. */
  readonly arrived: CountCopy;
  readonly readAll: string;
  readonly isUnread: string;
  readonly older: string;
  readonly loadingOlder: string;
  readonly emptyTitle: string;
  readonly empty: string;
  readonly failed: string;
  readonly failedText: string;
  readonly retry: string;
  readonly settings: string;
  /** The way to all of them. */
  readonly inbox: string;
  /** By kind; `{person}` and `{workspace}` are names. */
  readonly sentences: Readonly<Record<string, string>>;
  /** Of a kind that this release has no words for. */
  readonly other: string;
  readonly somebody: string;
  readonly leftWorkspace: string;
}

export interface PreferencesCopy {
  readonly title: string;
  readonly lead: string;
  /** On the page of the account. */
  readonly entry: string;
  readonly group: string;
  readonly always: string;
  readonly saving: string;
  readonly failed: string;
  readonly failedText: string;
  readonly categories: Readonly<Record<string, { readonly label: string; readonly text: string }>>;
}

export interface InboxCopy {
  readonly title: string;
  readonly lead: string;
}

export interface NotificationsCopy {
  readonly inbox: InboxCopy;
  readonly bell: BellCopy;
  readonly preferences: PreferencesCopy;
}

export const notificationsCopy: Catalogue<NotificationsCopy> = {
  en: {
    inbox: { title: "Inbox", lead: "What happened in your workspaces that concerns you, newest first." },
    bell: {
      title: "Notifications",
      unread: { one: "Notifications, {count} unread", other: "Notifications, {count} unread" },
      many: "Notifications, 100 or more unread",
      arrived: { one: "New notification. {count} unread.", other: "New notification. {count} unread." },
      readAll: "Mark all as read",
      isUnread: "Unread",
      older: "Show older ones",
      loadingOlder: "Loading",
      emptyTitle: "Nothing yet",
      empty: "When somebody joins a workspace that you help to run, or its plan changes, you read it here.",
      failed: "Notifications could not be read",
      failedText: "Everything else works. Try again in a moment.",
      retry: "Try again",
      settings: "Email settings",
      inbox: "Open inbox",
      sentences: {
        "member-joined": "{person} joined {workspace}",
        "plan-changed": "The plan of {workspace} has changed",
        "payment-overdue": "A payment for {workspace} did not go through",
        "workspace-closed": "A workspace that you own was deleted. You can take it back for 14 days",
        "api-key-made": "There is a new API key of {workspace}",
      },
      other: "Something happened in {workspace}",
      somebody: "Somebody",
      leftWorkspace: "a workspace that you have left",
    },
    preferences: {
      title: "Notifications",
      lead: "What we send you by email. In the product you find everything.",
      entry: "What we send you by email.",
      group: "Email",
      always: "Always sent",
      saving: "Saving",
      failed: "Your choices could not be read",
      failedText: "Nothing about them has changed. Reload the page to try again.",
      categories: {
        workspace_activity: {
          label: "Activity in workspaces",
          text: "Somebody accepted an invitation. Only for workspaces that you help to run.",
        },
        security: {
          label: "Your account and its security",
          text: "Links to confirm your address or to choose a password.",
        },
        billing: {
          label: "Payments",
          text: "A payment did not go through. Only for workspaces that you own.",
        },
        invitations: { label: "Invitations", text: "Somebody invites you to a workspace." },
      },
    },
  },
  id: {
    inbox: {
      title: "Kotak masuk",
      lead: "Yang terjadi di ruang kerja Anda dan perlu Anda ketahui, yang terbaru lebih dulu.",
    },
    bell: {
      title: "Notifikasi",
      unread: { other: "Notifikasi, {count} belum dibaca" },
      many: "Notifikasi, 100 atau lebih belum dibaca",
      arrived: { other: "Ada notifikasi baru. {count} belum dibaca." },
      readAll: "Tandai semua sudah dibaca",
      isUnread: "Belum dibaca",
      older: "Tampilkan yang lebih lama",
      loadingOlder: "Memuat",
      emptyTitle: "Belum ada apa-apa",
      empty:
        "Bila seseorang bergabung dengan ruang kerja yang ikut Anda kelola, atau paketnya berubah, Anda membacanya di sini.",
      failed: "Notifikasi tidak bisa dibaca",
      failedText: "Yang lain tetap berjalan. Coba lagi sebentar lagi.",
      retry: "Coba lagi",
      settings: "Atur email",
      inbox: "Buka kotak masuk",
      sentences: {
        "member-joined": "{person} bergabung dengan {workspace}",
        "plan-changed": "Paket {workspace} berubah",
        "payment-overdue": "Pembayaran untuk {workspace} tidak berhasil",
        "workspace-closed": "Ruang kerja milik Anda dihapus. Anda bisa memulihkannya selama 14 hari",
        "api-key-made": "Ada kunci API baru di {workspace}",
      },
      other: "Ada yang terjadi di {workspace}",
      somebody: "Seseorang",
      leftWorkspace: "ruang kerja yang sudah Anda tinggalkan",
    },
    preferences: {
      title: "Notifikasi",
      lead: "Yang kami kirim lewat email. Di dalam aplikasi semuanya bisa Anda temukan.",
      entry: "Yang kami kirim lewat email.",
      group: "Email",
      always: "Selalu dikirim",
      saving: "Menyimpan",
      failed: "Pilihan Anda tidak bisa dibaca",
      failedText: "Tidak ada yang berubah. Muat ulang halaman ini untuk mencoba lagi.",
      categories: {
        workspace_activity: {
          label: "Kegiatan di ruang kerja",
          text: "Seseorang menerima undangan. Hanya untuk ruang kerja yang ikut Anda kelola.",
        },
        security: {
          label: "Akun Anda dan keamanannya",
          text: "Tautan untuk mengonfirmasi alamat atau membuat kata sandi.",
        },
        billing: {
          label: "Pembayaran",
          text: "Pembayaran tidak berhasil. Hanya untuk ruang kerja milik Anda.",
        },
        invitations: { label: "Undangan", text: "Seseorang mengundang Anda ke sebuah ruang kerja." },
      },
    },
  },
};

import type { Catalogue } from "../../../languages.ts";

export interface AuditCopy {
  readonly title: string;
  /** `{workspace}` */
  readonly lead: string;
  readonly who: string;
  readonly what: string;
  readonly when: string;
  readonly filter: string;
  readonly all: string;
  /** What each action is called, to choose by. */
  readonly kinds: Readonly<Record<string, string>>;
  /** What somebody did, after their name. `{subject}`, `{role}` and `{plan}`. */
  readonly sentences: Readonly<Record<string, string>>;
  readonly left: string;
  /** `{action}`: one that this release has no words for. */
  readonly otherAction: string;
  readonly you: string;
  readonly formerMember: string;
  readonly unknownActor: string;
  readonly unknownActorHelp: string;
  readonly system: string;
  readonly service: string;
  /** An operator of the platform did it for a member. */
  readonly onBehalf: string;
  readonly roles: Readonly<Record<string, string>>;
  /** In place of the name of a role that the workspace has made: the log keeps none. */
  readonly ownRole: string;
  readonly empty: { readonly title: string; readonly text: string; readonly next: string };
  readonly noneOfKind: { readonly title: string; readonly text: string; readonly action: string };
  readonly more: string;
  readonly first: string;
  readonly failed: string;
  readonly failedText: string;
  readonly retry: string;
  readonly denied: { readonly title: string; readonly text: string; readonly managers: string };
}

export const auditCopy: Catalogue<AuditCopy> = {
  en: {
    title: "Audit log",
    lead: "Who did what in {workspace}. Nobody here can change or remove an entry.",
    who: "Who",
    what: "What",
    when: "When",
    filter: "Show",
    all: "Everything",
    kinds: {
      "identity.workspace_created": "Workspace created",
      "identity.workspace_renamed": "Workspace renamed",
      "identity.workspace_moved": "Address changed",
      "identity.invitation_created": "People invited",
      "identity.invitation_resent": "Invitations sent again",
      "identity.member_joined": "People who joined",
      "identity.member_role_changed": "Roles changed",
      "identity.member_removed": "People removed",
      "identity.role_created": "Own roles made",
      "identity.role_changed": "Own roles changed",
      "identity.role_removed": "Own roles removed",
      "identity.team_created": "Teams made",
      "identity.team_renamed": "Teams renamed",
      "identity.team_removed": "Teams removed",
      "identity.team_member_added": "People taken into teams",
      "identity.team_member_removed": "People taken out of teams",
      "billing.checkout_started": "Checkouts opened",
      "billing.cancellation_requested": "Plans cancelled",
      "billing.subscription_started": "Plans begun",
      "billing.subscription_renewed": "Plans renewed",
      "billing.subscription_plan_changed": "Plans changed",
      "billing.cancellation_scheduled": "Plans set to end",
      "billing.cancellation_withdrawn": "Cancellations taken back",
      "billing.payment_overdue": "Payments overdue",
      "billing.subscription_recovered": "Overdue payments that came",
      "billing.subscription_paused": "Plans paused",
      "billing.subscription_resumed": "Plans resumed",
      "billing.subscription_ended": "Plans ended",
      "media.logo_set": "Workspace picture set",
      "media.logo_removed": "Workspace picture removed",
      "media.attachment_added": "Files added",
      "media.attachment_removed": "Files removed",
      "product.project_created": "Projects created",
      "product.project_deleted": "Projects deleted",
      "product.task_deleted": "Tasks deleted",
    },
    sentences: {
      "identity.workspace_created": "created the workspace",
      "identity.workspace_renamed": "renamed the workspace",
      "identity.workspace_moved": "gave the workspace another address",
      "identity.invitation_created": "invited somebody",
      "identity.invitation_resent": "sent an invitation again",
      "identity.member_joined": "joined as {role}",
      "identity.member_role_changed": "made {subject} {role}",
      "identity.member_removed": "removed {subject}",
      "identity.role_created": "made a role",
      "identity.role_changed": "changed a role",
      "identity.role_removed": "removed a role",
      "identity.team_created": "made a team",
      "identity.team_renamed": "renamed a team",
      "identity.team_removed": "removed a team",
      "identity.team_member_added": "took {subject} into a team",
      "identity.team_member_removed": "took {subject} out of a team",
      "billing.checkout_started": "went to pay for the {plan} plan",
      "billing.cancellation_requested": "cancelled the {plan} plan, for the end of its period",
      "billing.subscription_started": "began the {plan} plan, which was paid for",
      "billing.subscription_renewed": "renewed the {plan} plan",
      "billing.subscription_plan_changed": "changed the plan to {plan}",
      "billing.cancellation_scheduled": "set the {plan} plan to end with its period",
      "billing.cancellation_withdrawn": "let the {plan} plan go on",
      "billing.payment_overdue": "found a payment for the {plan} plan overdue",
      "billing.subscription_recovered": "received the overdue payment for the {plan} plan",
      "billing.subscription_paused": "paused the {plan} plan",
      "billing.subscription_resumed": "resumed the {plan} plan",
      "billing.subscription_ended": "ended the {plan} plan",
      "media.logo_set": "set the workspace's picture",
      "media.logo_removed": "removed the workspace's picture",
      "media.attachment_added": "added a file",
      "media.attachment_removed": "removed a file",
      "product.project_created": "created a project",
      "product.project_deleted": "deleted a project, with its tasks and files",
      "product.task_deleted": "deleted a task",
    },
    left: "left the workspace",
    otherAction: "did something that this page has no words for: {action}",
    you: "You",
    formerMember: "a former member",
    unknownActor: "Nobody known",
    unknownActorHelp: "It happened, and no request of a member was found that caused it.",
    system: "Ninefold",
    service: "A service",
    onBehalf: "by an operator of the platform",
    roles: { owner: "owner", admin: "admin", member: "member", viewer: "viewer" },
    ownRole: "a holder of a role of your own",
    empty: {
      title: "Nothing has been written down yet",
      text: "Each change in this workspace appears here within a few seconds, with who made it.",
      next: "Create a project or invite somebody, then look again.",
    },
    noneOfKind: {
      title: "Nothing of this kind",
      text: "Nobody has done this in the workspace so far.",
      action: "Show everything",
    },
    more: "Older entries",
    first: "Newest entries",
    failed: "The log did not come",
    failedText: "The rest of the page works, and nothing is lost. Try again in a moment.",
    retry: "Try again",
    denied: {
      title: "The audit log is for owners and admins",
      text: "It shows what everybody in the workspace did. Your role does not see it.",
      managers: "An owner or admin of this workspace",
    },
  },
  id: {
    title: "Log audit",
    lead: "Siapa melakukan apa di {workspace}. Tidak ada anggota yang bisa mengubah atau menghapus isinya.",
    who: "Siapa",
    what: "Apa",
    when: "Kapan",
    filter: "Tampilkan",
    all: "Semuanya",
    kinds: {
      "identity.workspace_created": "Ruang kerja dibuat",
      "identity.workspace_renamed": "Nama ruang kerja diganti",
      "identity.workspace_moved": "Alamat diganti",
      "identity.invitation_created": "Orang diundang",
      "identity.invitation_resent": "Undangan dikirim ulang",
      "identity.member_joined": "Orang bergabung",
      "identity.member_role_changed": "Peran diubah",
      "identity.member_removed": "Orang dikeluarkan",
      "identity.role_created": "Peran sendiri dibuat",
      "identity.role_changed": "Peran sendiri diubah",
      "identity.role_removed": "Peran sendiri dihapus",
      "identity.team_created": "Tim dibuat",
      "identity.team_renamed": "Nama tim diganti",
      "identity.team_removed": "Tim dihapus",
      "identity.team_member_added": "Orang dimasukkan ke tim",
      "identity.team_member_removed": "Orang dikeluarkan dari tim",
      "billing.checkout_started": "Pembayaran dibuka",
      "billing.cancellation_requested": "Paket dibatalkan",
      "billing.subscription_started": "Paket dimulai",
      "billing.subscription_renewed": "Paket diperpanjang",
      "billing.subscription_plan_changed": "Paket diganti",
      "billing.cancellation_scheduled": "Paket dijadwalkan berakhir",
      "billing.cancellation_withdrawn": "Pembatalan dicabut",
      "billing.payment_overdue": "Pembayaran terlambat",
      "billing.subscription_recovered": "Pembayaran terlambat yang masuk",
      "billing.subscription_paused": "Paket dijeda",
      "billing.subscription_resumed": "Paket dilanjutkan",
      "billing.subscription_ended": "Paket berakhir",
      "media.logo_set": "Gambar ruang kerja dipasang",
      "media.logo_removed": "Gambar ruang kerja dihapus",
      "media.attachment_added": "Berkas ditambahkan",
      "media.attachment_removed": "Berkas dihapus",
      "product.project_created": "Proyek dibuat",
      "product.project_deleted": "Proyek dihapus",
      "product.task_deleted": "Tugas dihapus",
    },
    sentences: {
      "identity.workspace_created": "membuat ruang kerja",
      "identity.workspace_renamed": "mengganti nama ruang kerja",
      "identity.workspace_moved": "mengganti alamat ruang kerja",
      "identity.invitation_created": "mengundang seseorang",
      "identity.invitation_resent": "mengirim ulang sebuah undangan",
      "identity.member_joined": "bergabung sebagai {role}",
      "identity.member_role_changed": "menjadikan {subject} {role}",
      "identity.member_removed": "mengeluarkan {subject}",
      "identity.role_created": "membuat sebuah peran",
      "identity.role_changed": "mengubah sebuah peran",
      "identity.role_removed": "menghapus sebuah peran",
      "identity.team_created": "membuat sebuah tim",
      "identity.team_renamed": "mengganti nama sebuah tim",
      "identity.team_removed": "menghapus sebuah tim",
      "identity.team_member_added": "memasukkan {subject} ke sebuah tim",
      "identity.team_member_removed": "mengeluarkan {subject} dari sebuah tim",
      "billing.checkout_started": "membuka pembayaran paket {plan}",
      "billing.cancellation_requested": "membatalkan paket {plan}, pada akhir periodenya",
      "billing.subscription_started": "memulai paket {plan}, yang telah dibayar",
      "billing.subscription_renewed": "memperpanjang paket {plan}",
      "billing.subscription_plan_changed": "mengganti paket menjadi {plan}",
      "billing.cancellation_scheduled": "menjadwalkan paket {plan} berakhir bersama periodenya",
      "billing.cancellation_withdrawn": "meneruskan paket {plan}",
      "billing.payment_overdue": "mendapati pembayaran paket {plan} terlambat",
      "billing.subscription_recovered": "menerima pembayaran paket {plan} yang terlambat",
      "billing.subscription_paused": "menjeda paket {plan}",
      "billing.subscription_resumed": "melanjutkan paket {plan}",
      "billing.subscription_ended": "mengakhiri paket {plan}",
      "media.logo_set": "memasang gambar ruang kerja",
      "media.logo_removed": "menghapus gambar ruang kerja",
      "media.attachment_added": "menambahkan berkas",
      "media.attachment_removed": "menghapus berkas",
      "product.project_created": "membuat proyek",
      "product.project_deleted": "menghapus proyek beserta tugas dan berkasnya",
      "product.task_deleted": "menghapus tugas",
    },
    left: "keluar dari ruang kerja",
    otherAction: "melakukan sesuatu yang belum bisa dijelaskan halaman ini: {action}",
    you: "Anda",
    formerMember: "mantan anggota",
    unknownActor: "Tidak diketahui",
    unknownActorHelp: "Ini terjadi, dan tidak ditemukan permintaan anggota yang menyebabkannya.",
    system: "Ninefold",
    service: "Sebuah layanan",
    onBehalf: "oleh operator platform",
    roles: { owner: "pemilik", admin: "admin", member: "anggota", viewer: "pelihat" },
    ownRole: "pemegang peran buatan sendiri",
    empty: {
      title: "Belum ada yang tercatat",
      text: "Setiap perubahan di ruang kerja ini muncul di sini dalam beberapa detik, beserta siapa yang melakukannya.",
      next: "Buat proyek atau undang seseorang, lalu lihat lagi.",
    },
    noneOfKind: {
      title: "Belum ada yang seperti ini",
      text: "Belum ada yang melakukan ini di ruang kerja.",
      action: "Tampilkan semuanya",
    },
    more: "Catatan lebih lama",
    first: "Catatan terbaru",
    failed: "Log tidak dapat dimuat",
    failedText: "Bagian lain halaman ini berfungsi, dan tidak ada yang hilang. Coba lagi sebentar lagi.",
    retry: "Coba lagi",
    denied: {
      title: "Log audit hanya untuk pemilik dan admin",
      text: "Isinya semua yang dilakukan orang di ruang kerja. Peran Anda tidak bisa melihatnya.",
      managers: "Pemilik atau admin ruang kerja ini",
    },
  },
};

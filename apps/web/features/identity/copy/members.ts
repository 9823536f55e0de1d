import type { Catalogue, CountCopy } from "../../../languages.ts";
import { type LateMailCopy, lateMailCopy } from "./mail.ts";

export interface InviteCopy {
  readonly title: string;
  readonly lead: string;
  readonly email: string;
  readonly role: string;
  readonly team: string;
  readonly noTeam: string;
  readonly submit: string;
  readonly submitting: string;
  /** `{email}` */
  readonly sent: string;
  readonly emailMissing: string;
  readonly emailUnlikely: string;
  readonly alreadyMember: string;
  readonly alreadyInvited: string;
  readonly invitedRecently: string;
  readonly enoughToday: string;
  readonly roleRefused: string;
  readonly lateMail: LateMailCopy;
}

export interface PendingCopy {
  readonly title: string;
  readonly email: string;
  readonly role: string;
  readonly invited: string;
  /** `{inviter}` and `{time}` */
  readonly invitedBy: string;
  readonly expires: string;
  /** `{role}` and `{time}`, for a phone. */
  readonly brief: string;
  readonly actions: string;
  readonly resend: string;
  /** `{email}` */
  readonly resendOne: string;
  readonly resending: string;
  readonly resent: string;
  readonly notResent: string;
  readonly resentRecently: string;
  readonly resentOften: string;
  readonly resentToMember: string;
  readonly revoke: string;
  /** `{email}` */
  readonly revokeOne: string;
  readonly revokeTitle: string;
  readonly revokeText: string;
  readonly revoking: string;
  readonly revoked: string;
  readonly failed: string;
  readonly empty: string;
}

/** A question before something is done to somebody. `{name}`, `{workspace}` and `{role}`. */
interface QuestionCopy {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly confirming: string;
}

export interface MembersCopy {
  readonly title: string;
  /** `{workspace}` */
  readonly lead: string;
  readonly person: string;
  readonly role: string;
  readonly joined: string;
  readonly actions: string;
  readonly you: string;
  /** `{name}` */
  readonly roleOf: string;
  readonly saving: string;
  /** `{name}` and `{role}` */
  readonly changed: string;
  readonly notChanged: string;
  readonly remove: string;
  readonly removeOne: string;
  readonly removed: string;
  readonly leave: string;
  readonly removeQuestion: QuestionCopy;
  readonly leaveQuestion: QuestionCopy;
  readonly makeOwnerQuestion: QuestionCopy;
  readonly ownRoleQuestion: QuestionCopy;
  readonly lastOwner: string;
  readonly aboveYou: string;
  readonly memberGone: string;
  readonly count: CountCopy;
  readonly more: string;
  readonly first: string;
  readonly failed: string;
  readonly failedText: string;
  readonly retry: string;
  readonly denied: { readonly title: string; readonly text: string; readonly managers: string };
  readonly invite: InviteCopy;
  readonly pending: PendingCopy;
}

export const membersCopy: Catalogue<MembersCopy> = {
  en: {
    title: "People",
    lead: "Who can see {workspace}, and what each of them may do.",
    person: "Person",
    role: "Role",
    joined: "Joined",
    actions: "Actions",
    you: "You",
    roleOf: "Role of {name}",
    saving: "Saving",
    changed: "{name} is now: {role}",
    notChanged: "The role was not changed",
    remove: "Remove",
    removeOne: "Remove {name}",
    removed: "{name} was removed",
    leave: "Leave",
    removeQuestion: {
      title: "Remove {name} from {workspace}?",
      text: "They lose access at once. What they made stays, and they can be invited again.",
      confirm: "Remove",
      confirming: "Removing",
    },
    leaveQuestion: {
      title: "Leave {workspace}?",
      text: "You lose access at once. What you made stays. To come back, somebody has to invite you.",
      confirm: "Leave workspace",
      confirming: "Leaving",
    },
    makeOwnerQuestion: {
      title: "Make {name} an owner of {workspace}?",
      text: "Owners may do everything here, also remove other owners. You stay an owner.",
      confirm: "Make owner",
      confirming: "Saving",
    },
    ownRoleQuestion: {
      title: "Change your own role to {role}?",
      text: "You lose what your present role allows at once, and only somebody else can give it back.",
      confirm: "Change my role",
      confirming: "Saving",
    },
    lastOwner: "A workspace needs an owner, and you are the only one. Make somebody else an owner first.",
    aboveYou: "Their role is above yours, or has become so. Only an owner can do this.",
    memberGone: "This person is no longer in the workspace. Load the page again to see who is.",
    count: { one: "{count} person", other: "{count} people" },
    more: "Next page",
    first: "First page",
    failed: "The list of people did not come",
    failedText: "The rest of the page works. Try again in a moment.",
    retry: "Try again",
    denied: {
      title: "You see the people here, and cannot change them",
      text: "Owners and admins invite people, give roles and remove them.",
      managers: "An owner or admin of this workspace",
    },
    invite: {
      title: "Invite somebody",
      lead: "They get a mail with a link that works for 7 days.",
      email: "Email",
      role: "Role",
      team: "Team",
      noTeam: "No team",
      submit: "Send invitation",
      submitting: "Sending invitation",
      lateMail: lateMailCopy.en,
      sent: "An invitation is on its way to {email}.",
      emailMissing: "Enter the address of whom you want to invite.",
      emailUnlikely: "Enter a full address, such as ana@example.com.",
      alreadyMember: "Whoever has this address is already in the workspace.",
      alreadyInvited: "This address has an open invitation. Withdraw it first to send a new one.",
      invitedRecently: "This address was invited within the last hour. Wait an hour before you invite it again.",
      enoughToday: "That is as many invitations as can be sent in a day. Go on tomorrow.",
      roleRefused: "You can not give this role. Choose another one.",
    },
    pending: {
      title: "Open invitations",
      email: "Email",
      role: "Role",
      invited: "Invited",
      invitedBy: "{time} by {inviter}",
      expires: "Open until",
      brief: "{role}, open until {time}",
      actions: "Actions",
      resend: "Send again",
      resendOne: "Send the invitation to {email} again",
      resending: "Sending",
      resent: "An invitation is on its way to {email} again",
      notResent: "The invitation was not sent again",
      resentRecently: "It was sent within the last hour. Wait an hour.",
      resentOften: "It was sent often enough. Withdraw it, or reach the person another way.",
      resentToMember: "Whoever has this address is already in the workspace.",
      revoke: "Withdraw",
      revokeOne: "Withdraw the invitation to {email}",
      revokeTitle: "Withdraw the invitation to {email}?",
      revokeText: "The link in their mail stops working at once. You can invite the address again.",
      revoking: "Withdrawing",
      revoked: "The invitation to {email} was withdrawn",
      failed: "The open invitations did not come",
      empty: "Nobody waits for an answer. Invitations stand here until they are accepted, declined or expire.",
    },
  },
  id: {
    title: "Orang",
    lead: "Siapa yang bisa melihat {workspace}, dan apa yang boleh dilakukan masing-masing.",
    person: "Orang",
    role: "Peran",
    joined: "Bergabung",
    actions: "Tindakan",
    you: "Anda",
    roleOf: "Peran {name}",
    saving: "Menyimpan",
    changed: "Peran {name} sekarang: {role}",
    notChanged: "Perannya belum diubah",
    remove: "Keluarkan",
    removeOne: "Keluarkan {name}",
    removed: "{name} sudah dikeluarkan",
    leave: "Keluar dari sini",
    removeQuestion: {
      title: "Keluarkan {name} dari {workspace}?",
      text: "Aksesnya langsung berakhir. Hasil kerjanya tetap ada, dan ia bisa diundang lagi.",
      confirm: "Keluarkan",
      confirming: "Mengeluarkan",
    },
    leaveQuestion: {
      title: "Keluar dari {workspace}?",
      text: "Akses Anda langsung berakhir. Hasil kerja Anda tetap ada. Untuk kembali, Anda harus diundang lagi.",
      confirm: "Keluar dari ruang kerja",
      confirming: "Sedang keluar",
    },
    makeOwnerQuestion: {
      title: "Jadikan {name} pemilik {workspace}?",
      text: "Pemilik boleh melakukan segalanya di sini, juga mengeluarkan pemilik lain. Anda tetap pemilik.",
      confirm: "Jadikan pemilik",
      confirming: "Menyimpan",
    },
    ownRoleQuestion: {
      title: "Ubah peran Anda sendiri menjadi {role}?",
      text: "Hak dari peran Anda sekarang langsung hilang, dan hanya orang lain yang bisa mengembalikannya.",
      confirm: "Ubah peran saya",
      confirming: "Menyimpan",
    },
    lastOwner: "Ruang kerja perlu pemilik, dan Anda satu-satunya. Jadikan orang lain pemilik lebih dulu.",
    aboveYou: "Perannya di atas peran Anda, atau baru saja menjadi begitu. Hanya pemilik yang bisa melakukan ini.",
    memberGone: "Orang ini sudah tidak ada di ruang kerja. Muat ulang halaman untuk melihat siapa yang ada.",
    count: { other: "{count} orang" },
    more: "Halaman berikutnya",
    first: "Halaman pertama",
    failed: "Daftar orang tidak dapat dimuat",
    failedText: "Bagian lain halaman ini berfungsi. Coba lagi sebentar lagi.",
    retry: "Coba lagi",
    denied: {
      title: "Anda bisa melihat orang di sini, tidak mengubahnya",
      text: "Pemilik dan admin mengundang orang, memberi peran, dan mengeluarkan orang.",
      managers: "Pemilik atau admin ruang kerja ini",
    },
    invite: {
      title: "Undang seseorang",
      lead: "Ia akan menerima email dengan tautan yang berlaku 7 hari.",
      email: "Email",
      role: "Peran",
      team: "Tim",
      noTeam: "Tanpa tim",
      submit: "Kirim undangan",
      submitting: "Mengirim undangan",
      lateMail: lateMailCopy.id,
      sent: "Undangan sedang dikirim ke {email}.",
      emailMissing: "Isi alamat orang yang ingin Anda undang.",
      emailUnlikely: "Isi alamat lengkap, misalnya ana@example.com.",
      alreadyMember: "Pemilik alamat ini sudah ada di ruang kerja.",
      alreadyInvited: "Alamat ini sudah punya undangan. Tarik dulu undangan itu untuk mengirim yang baru.",
      invitedRecently: "Alamat ini baru diundang dalam satu jam terakhir. Tunggu satu jam sebelum mengundangnya lagi.",
      enoughToday: "Jumlah undangan untuk sehari sudah tercapai. Lanjutkan besok.",
      roleRefused: "Anda tidak bisa memberi peran ini. Pilih yang lain.",
    },
    pending: {
      title: "Undangan yang menunggu",
      email: "Email",
      role: "Peran",
      invited: "Diundang",
      invitedBy: "{time} oleh {inviter}",
      expires: "Berlaku sampai",
      brief: "{role}, berlaku sampai {time}",
      actions: "Tindakan",
      resend: "Kirim ulang",
      resendOne: "Kirim ulang undangan ke {email}",
      resending: "Mengirim",
      resent: "Undangan sedang dikirim ulang ke {email}",
      notResent: "Undangan belum dikirim ulang",
      resentRecently: "Undangan ini baru dikirim dalam satu jam terakhir. Tunggu satu jam.",
      resentOften: "Undangan ini sudah cukup sering dikirim. Tarik saja, atau hubungi orangnya dengan cara lain.",
      resentToMember: "Pemilik alamat ini sudah ada di ruang kerja.",
      revoke: "Tarik",
      revokeOne: "Tarik undangan ke {email}",
      revokeTitle: "Tarik undangan ke {email}?",
      revokeText: "Tautan dalam emailnya langsung tidak berlaku. Alamat itu bisa diundang lagi.",
      revoking: "Menarik",
      revoked: "Undangan ke {email} sudah ditarik",
      failed: "Daftar undangan tidak dapat dimuat",
      empty: "Tidak ada yang menunggu jawaban. Undangan ada di sini sampai diterima, ditolak, atau berakhir.",
    },
  },
};

import type { Catalogue } from "../../../languages.ts";

/** An invitation, as the person who was invited meets it. */
export interface InvitationCopy {
  readonly stranger: {
    readonly title: string;
    readonly lead: string;
    readonly signIn: string;
    readonly signUp: string;
    readonly hint: string;
  };
  readonly page: string;
  /** `{workspace}` */
  readonly title: string;
  /** `{inviter}` and `{role}` */
  readonly lead: string;
  readonly role: string;
  readonly expires: string;
  readonly sentTo: string;
  readonly accept: string;
  readonly accepting: string;
  readonly decline: string;
  readonly declining: string;
  readonly later: string;
  readonly declineTitle: string;
  readonly declineText: string;
  readonly declined: string;
  readonly gone: string;
  /** On the page of somebody for whom there is nothing. `{email}` is theirs. */
  readonly signedInAs: string;
  readonly otherAccount: string;
  readonly leaving: string;
  readonly waiting: string;
  readonly acceptShort: string;
  readonly declineShort: string;
  /** Read out in place of the short words. */
  readonly acceptOne: string;
  readonly declineOne: string;
  readonly from: string;
}

export const invitationCopy: Catalogue<InvitationCopy> = {
  en: {
    stranger: {
      title: "Sign in to see this",
      lead: "If somebody invited you, the invitation waits behind this page. Sign in with the address it was sent to, or create an account with that address.",
      signIn: "Sign in",
      signUp: "Create account",
      hint: "After signing in you come back here. A new account confirms its address first, and finds its invitations on the first page.",
    },
    page: "Invitation",
    title: "Join {workspace}",
    lead: "{inviter} invites you to this workspace.",
    role: "Your role",
    expires: "Open until",
    sentTo: "Sent to",
    accept: "Accept invitation",
    accepting: "Joining",
    decline: "Decline",
    declining: "Declining",
    later: "Decide later",
    declineTitle: "Decline the invitation to {workspace}?",
    declineText: "The invitation ends. If you change your mind, {inviter} or another admin can invite you again.",
    declined: "You declined the invitation to {workspace}.",
    gone: "This invitation is no longer open. Ask whoever invited you for a new one.",
    signedInAs: "You are signed in as {email}. What you look for may belong to another account of yours.",
    otherAccount: "Use another account",
    leaving: "Signing out",
    waiting: "Invitations",
    acceptShort: "Accept",
    declineShort: "Decline",
    acceptOne: "Accept the invitation to {workspace}",
    declineOne: "Decline the invitation to {workspace}",
    from: "{inviter} invites you as {role}",
  },
  id: {
    stranger: {
      title: "Masuk untuk melihat ini",
      lead: "Bila seseorang mengundang Anda, undangannya menunggu di balik halaman ini. Masuklah dengan alamat tujuan undangan itu, atau buat akun dengan alamat tersebut.",
      signIn: "Masuk",
      signUp: "Buat akun",
      hint: "Setelah masuk, Anda kembali ke sini. Akun baru mengonfirmasi alamatnya dulu, lalu menemukan undangannya di halaman pertama.",
    },
    page: "Undangan",
    title: "Bergabung dengan {workspace}",
    lead: "{inviter} mengundang Anda ke ruang kerja ini.",
    role: "Peran Anda",
    expires: "Berlaku sampai",
    sentTo: "Dikirim ke",
    accept: "Terima undangan",
    accepting: "Bergabung",
    decline: "Tolak",
    declining: "Menolak",
    later: "Putuskan nanti",
    declineTitle: "Tolak undangan ke {workspace}?",
    declineText: "Undangan ini berakhir. Bila berubah pikiran, {inviter} atau admin lain bisa mengundang Anda lagi.",
    declined: "Anda menolak undangan ke {workspace}.",
    gone: "Undangan ini tidak berlaku lagi. Minta undangan baru kepada yang mengundang Anda.",
    signedInAs: "Anda masuk sebagai {email}. Yang Anda cari mungkin milik akun Anda yang lain.",
    otherAccount: "Pakai akun lain",
    leaving: "Sedang keluar",
    waiting: "Undangan",
    acceptShort: "Terima",
    declineShort: "Tolak",
    acceptOne: "Terima undangan ke {workspace}",
    declineOne: "Tolak undangan ke {workspace}",
    from: "{inviter} mengundang Anda sebagai {role}",
  },
};

import type { Locale } from "../kinds.ts";

/** The product's name, as mails give it. */
export const BRAND = "Ninefold";

/** Every word of every mail. Names come in fit to print; a language that lacks a sentence does not compile. */
export interface Copy {
  readonly mails: {
    readonly "verify-address": Words;
    readonly "reset-password": Words;
    readonly "sign-in": Words & { readonly codeLabel: string };
    readonly "confirmation-code": Words & { readonly codeLabel: string };
    readonly "password-changed": Words;
    readonly "second-factor-on": Words;
    readonly "second-factor-off": Words;
    readonly "second-factor-reset": Words;
    readonly "recovery-codes-renewed": Words;
    readonly "recovery-code-used": (left: number) => Words;
    readonly "passkey-added": Words;
    readonly "passkey-removed": Words;
    readonly "passkey-copied": Words;
    readonly "address-leaves": (newAddress: string) => Words;
    readonly "address-comes": Words;
    readonly "connection-added": (vendor: string) => Words;
    readonly "connection-removed": (vendor: string) => Words;
    readonly "account-exists": Words & { readonly question: string; readonly alternative: string };
    readonly "workspace-invitation": (names: Names) => Words;
    readonly "member-joined": (
      names: Pick<Names, "workspace"> & { readonly member: string },
    ) => Words & Readonly<Record<"question" | "alternative", string>>;
    readonly "payment-overdue": (names: Pick<Names, "workspace">) => Words;
    /** `until`: a day. */
    readonly "workspace-closed": (names: Pick<Names, "workspace"> & { readonly until: string }) => Words;
    readonly "api-key-made": (names: Pick<Names, "workspace">) => Words;
    /** `until`: a day. */
    readonly "domain-lost": (names: Pick<Names, "workspace"> & Readonly<Record<"domain" | "until", string>>) => Words;
  };
  /** `at` is an instant in UTC. */
  readonly linkUntil: (at: Moment) => string;
  readonly linkSoon: string;
  readonly codeUntil: (at: Moment) => string;
  readonly roles: Readonly<Record<string, string>>;
  readonly somebody: string;
  readonly aWorkspace: string;
  readonly months: readonly string[];
  readonly footer: string;
  /** Of mail to people about their own account. */
  readonly accountFooter: string;
  /** Of mail that somebody who is signed in has asked for. */
  readonly signedInFooter: string;
  /** Of mail to people who belong to a workspace. */
  readonly memberFooter: string;
}

export interface Words {
  readonly subject: string;
  readonly preview: string;
  readonly heading: string;
  readonly lead: string;
  readonly action: string;
  readonly notAsked: string;
}

interface Names {
  readonly inviter: string;
  readonly workspace: string;
  /** Undefined for a role that the catalogue has no word for. */
  readonly role: string | undefined;
}

interface Moment {
  readonly day: string;
  readonly hours: string;
  readonly minutes: string;
}

export const COPY: { readonly [L in Locale]: Copy } = {
  en: {
    mails: {
      "verify-address": {
        subject: "Confirm your address",
        preview: `One step left to finish signing up to ${BRAND}.`,
        heading: "Confirm your address",
        lead: `Somebody signed up to ${BRAND} with this address. If it was you, confirm it to finish.`,
        action: "Confirm address",
        notAsked: "If it was not you, do nothing: without this link nobody can use your address.",
      },
      "reset-password": {
        subject: "Choose a new password",
        preview: `For your ${BRAND} account.`,
        heading: "Choose a new password",
        lead: `Somebody asked for a new password for the ${BRAND} account with this address. If it was you, choose one.`,
        action: "Choose a password",
        notAsked: "If it was not you, do nothing: your password stays as it is.",
      },
      "sign-in": {
        subject: "Your way in",
        preview: `A link and a code for ${BRAND}.`,
        heading: "Sign in",
        lead: `Somebody wants to sign in to the ${BRAND} account with this address. If it was you, open the link, or type the code where you asked for it.`,
        action: "Sign in",
        codeLabel: "The code, for the page that you asked on",
        notAsked:
          "If it was not you, do nothing, and give the code to nobody: we never ask for it by phone, chat or mail.",
      },
      "confirmation-code": {
        subject: "Your code to go on",
        preview: `For something in your ${BRAND} account.`,
        heading: "Is it you?",
        lead: `Somebody who is signed in to your ${BRAND} account wants to do something that has to be confirmed. If it was you, type the code there.`,
        action: "It was not me: see where I am signed in",
        codeLabel: "The code, for the page that asked for it",
        notAsked:
          "If it was you, do nothing with the link. Give the code to nobody: we never ask for it by phone, chat or mail.",
      },
      "password-changed": {
        subject: "Your password was changed",
        preview: `For your ${BRAND} account.`,
        heading: "Your password was changed",
        lead: `The password of your ${BRAND} account was changed, and every other browser and device was signed out.`,
        action: "It was not me: choose a new password",
        notAsked: "If it was you, do nothing.",
      },
      "second-factor-on": {
        subject: "Two-factor sign-in is on",
        preview: `For your ${BRAND} account.`,
        heading: "Two-factor sign-in is on",
        lead: `From now on your ${BRAND} account asks for a code of your authenticator app at each sign-in. Every other browser and device was signed out. Keep the recovery codes where you find them without your phone.`,
        action: "It was not me: choose a new password",
        notAsked: "If it was you, do nothing.",
      },
      "second-factor-off": {
        subject: "Two-factor sign-in was turned off",
        preview: `For your ${BRAND} account.`,
        heading: "Two-factor sign-in was turned off",
        lead: `Your ${BRAND} account asks for no code any more: whoever has your password can sign in. Every other browser and device was signed out.`,
        action: "It was not me: choose a new password",
        notAsked: "If it was you, do nothing.",
      },
      "second-factor-reset": {
        subject: "Your two-factor sign-in was removed",
        preview: `For your ${BRAND} account: sign in and set it up again.`,
        heading: "Two-factor sign-in was removed",
        lead: `Somebody who runs ${BRAND} removed the two-factor sign-in of your account, as is done for people who have lost their app and their recovery codes. Every browser and device was signed out.`,
        action: "I did not ask for it: choose a new password",
        notAsked: "If you asked for it, do nothing about this mail: sign in, and set it up again.",
      },
      "recovery-codes-renewed": {
        subject: "You have new recovery codes",
        preview: `For your ${BRAND} account: the old ones are void.`,
        heading: "New recovery codes",
        lead: `New recovery codes were made for your ${BRAND} account. The ones before no longer work.`,
        action: "It was not me: choose a new password",
        notAsked: "If it was you, do nothing.",
      },
      "recovery-code-used": (left) => ({
        subject: "A recovery code was used",
        preview: `For your ${BRAND} account: ${left} left.`,
        heading: "A recovery code was used",
        lead: `One of the recovery codes of your ${BRAND} account was used in place of a code of your app. It does not work again; ${left === 1 ? "1 is" : `${left} are`} left.`,
        action: "It was not me: choose a new password",
        notAsked: "If it was you, do nothing. When few are left, make new ones under Account, Security.",
      }),
      "passkey-added": {
        subject: "A passkey was added to your account",
        preview: `It signs in to your ${BRAND} account.`,
        heading: "A passkey was added",
        lead: `Somebody who is signed in to your ${BRAND} account has added a passkey. From now on it signs in without the password.`,
        action: "See your passkeys",
        notAsked: "If it was you, do nothing. If it was not, remove the passkey, then change your password.",
      },
      "passkey-removed": {
        subject: "A passkey was removed from your account",
        preview: `It no longer signs in to your ${BRAND} account.`,
        heading: "A passkey was removed",
        lead: `A passkey of your ${BRAND} account was removed. It signs nobody in any more.`,
        action: "See your passkeys",
        notAsked: "If it was you, do nothing. If it was not, change your password, and sign out everywhere else.",
      },
      "passkey-copied": {
        subject: "One of your passkeys may have been copied",
        preview: `A sign-in to your ${BRAND} account was refused.`,
        heading: "A passkey may have been copied",
        lead: `Somebody used one of the passkeys of your ${BRAND} account in a way that only a copy of it can explain. That attempt was refused. The passkey still signs in: remove it, and make a new one.`,
        action: "See your passkeys",
        notAsked: "If you have removed it already, do nothing.",
      },
      "address-leaves": (newAddress) => ({
        subject: "Your address is about to change",
        preview: `Of your ${BRAND} account: say yes or no.`,
        heading: "Shall your address change?",
        lead: `Somebody who is signed in to your ${BRAND} account wants it to have the address ${newAddress} from now on. If it was you, say yes; the new address is asked as well.`,
        action: "Say yes or no",
        notAsked:
          "If it was not you, open the link and stop it, then choose a new password. If you do nothing, your address stays as it is.",
      }),
      "address-comes": {
        subject: "Confirm your new address",
        preview: `For a ${BRAND} account.`,
        heading: "Confirm your new address",
        lead: `Somebody wants to use this address for their ${BRAND} account. If it was you, confirm it. The old address is asked as well.`,
        action: "Confirm address",
        notAsked: "If it was not you, do nothing: without this link nobody can use your address.",
      },
      "connection-added": (vendor) => ({
        subject: `${vendor} was connected to your account`,
        preview: `For your ${BRAND} account.`,
        heading: `${vendor} was connected`,
        lead: `From now on, somebody can sign in to your ${BRAND} account with a ${vendor} account.`,
        action: "See what is connected",
        notAsked: "If it was you, do nothing. If not, open the link, disconnect it, and choose a new password.",
      }),
      "connection-removed": (vendor) => ({
        subject: `${vendor} was disconnected from your account`,
        preview: `For your ${BRAND} account.`,
        heading: `${vendor} was disconnected`,
        lead: `Nobody can sign in to your ${BRAND} account with a ${vendor} account any more.`,
        action: "See what is connected",
        notAsked: "If it was you, do nothing. If not, open the link and choose a new password.",
      }),
      "account-exists": {
        subject: "You already have an account",
        preview: `Sign in to ${BRAND} with this address.`,
        heading: "You already have an account",
        lead: `Somebody tried to sign up to ${BRAND} with this address, which has an account already. If it was you, sign in.`,
        action: "Sign in",
        question: "Forgot your password?",
        alternative: "Choose a new one",
        notAsked: "If it was not you, do nothing: nothing was changed, and nobody was told that you have an account.",
      },
      "workspace-invitation": ({ inviter, workspace, role }) => ({
        subject: `${inviter} invited you to ${workspace}`,
        preview: `Join them on ${BRAND}.`,
        heading: `Join ${workspace}`,
        lead: `${inviter} invited you to the workspace ${workspace} on ${BRAND}${role === undefined ? "" : `, as ${role}`}.`,
        action: "See the invitation",
        notAsked: `If you do not know ${inviter}, do nothing: you join only if you accept.`,
      }),
      "member-joined": ({ member, workspace }) => ({
        subject: `${member} joined ${workspace}`,
        preview: "They accepted the invitation.",
        heading: `${member} joined ${workspace}`,
        lead: `${member} accepted the invitation and now belongs to the workspace ${workspace} on ${BRAND}.`,
        action: "See the members",
        notAsked: "If you know them, do nothing. If they should not be there, remove them on that page.",
        question: "Too many mails?",
        alternative: "Turn off mails about activity",
      }),
      "payment-overdue": ({ workspace }) => ({
        subject: `A payment for ${workspace} did not go through`,
        preview: "Everything works on for some days.",
        heading: "A payment did not go through",
        lead: `The payment for the plan of the workspace ${workspace} on ${BRAND} failed. Everything works on for some days, while the payment is tried again.`,
        action: "See the plan",
        notAsked:
          "If you have just given another card, do nothing. Otherwise the workspace goes back to the free plan.",
      }),
      "workspace-closed": ({ workspace, until }) => ({
        subject: `${workspace} was deleted`,
        preview: `It can be taken back until ${until}.`,
        heading: `${workspace} was deleted`,
        lead: `An owner deleted the workspace ${workspace} on ${BRAND}. Nobody can open it any more. Until ${until} you can take it back as it was; after that everything in it is erased.`,
        action: "See what can be taken back",
        notAsked: "If it shall be gone, do nothing.",
      }),
      "api-key-made": ({ workspace }) => ({
        subject: `A new API key of ${workspace}`,
        preview: "A program can use it from now on.",
        heading: "A new API key",
        lead: `Somebody who may do so made an API key of the workspace ${workspace} on ${BRAND}, or rotated one. Whoever has its secret can do what the key was given.`,
        action: "See the keys",
        notAsked:
          "If you know of it, do nothing. If nobody of you made it, revoke it there, and end the sessions of whoever is named beside it.",
      }),
      "domain-lost": ({ workspace, domain, until }) => ({
        subject: `The record of ${domain} is missing`,
        preview: `Single sign-on by it ends on ${until}.`,
        heading: `The record of ${domain} is missing`,
        lead: `DNS does not show any more that ${domain} belongs to the workspace ${workspace} on ${BRAND}. Unless the TXT record is back by ${until}, nobody signs in by that domain's single sign-on from then on.`,
        action: "See the record",
        notAsked: "If the domain is not yours any more, do nothing.",
      }),
    },
    linkUntil: ({ day, hours, minutes }) => `The link works until ${day}, ${hours}:${minutes} UTC.`,
    linkSoon: "The link works for a short time only. You can ask for another one.",
    codeUntil: ({ day, hours, minutes }) => `This works once, until ${day}, ${hours}:${minutes} UTC.`,
    roles: { owner: "an owner", admin: "an admin", member: "a member", viewer: "a viewer" },
    somebody: "Somebody",
    aWorkspace: "a workspace",
    months: [
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December",
    ],
    footer: `Sent by ${BRAND}, because somebody entered this address there.`,
    accountFooter: `Sent by ${BRAND}, because something about your account there has changed.`,
    signedInFooter: `Sent by ${BRAND}, because somebody who is signed in to your account there asked for it.`,
    memberFooter: `Sent by ${BRAND}, because you help to run this workspace.`,
  },
  id: {
    mails: {
      "verify-address": {
        subject: "Konfirmasikan alamat email Anda",
        preview: `Satu langkah lagi untuk mendaftar di ${BRAND}.`,
        heading: "Konfirmasikan alamat Anda",
        lead: `Seseorang mendaftar di ${BRAND} dengan alamat ini. Jika itu Anda, konfirmasikan alamatnya agar pendaftaran selesai.`,
        action: "Konfirmasikan alamat",
        notAsked: "Jika itu bukan Anda, abaikan saja: tanpa tautan ini, alamat Anda tidak bisa dipakai siapa pun.",
      },
      "reset-password": {
        subject: "Buat kata sandi baru",
        preview: `Untuk akun ${BRAND} Anda.`,
        heading: "Buat kata sandi baru",
        lead: `Seseorang meminta kata sandi baru untuk akun ${BRAND} dengan alamat ini. Jika itu Anda, buatlah yang baru.`,
        action: "Buat kata sandi",
        notAsked: "Jika itu bukan Anda, abaikan saja: kata sandi Anda tidak berubah.",
      },
      "sign-in": {
        subject: "Untuk masuk ke akun Anda",
        preview: `Tautan dan kode untuk ${BRAND}.`,
        heading: "Masuk",
        lead: `Seseorang ingin masuk ke akun ${BRAND} dengan alamat ini. Jika itu Anda, buka tautannya, atau ketik kodenya di halaman tempat Anda memintanya.`,
        action: "Masuk",
        codeLabel: "Kode, untuk halaman tempat Anda memintanya",
        notAsked:
          "Jika itu bukan Anda, abaikan saja, dan jangan berikan kodenya kepada siapa pun: kami tidak pernah memintanya lewat telepon, obrolan, atau email.",
      },
      "confirmation-code": {
        subject: "Kode untuk melanjutkan",
        preview: `Untuk suatu tindakan di akun ${BRAND} Anda.`,
        heading: "Apakah ini Anda?",
        lead: `Seseorang yang sedang masuk ke akun ${BRAND} Anda ingin melakukan sesuatu yang perlu dipastikan. Jika itu Anda, ketik kode ini di sana.`,
        action: "Bukan saya: lihat di mana saya sedang masuk",
        codeLabel: "Kode, untuk halaman yang memintanya",
        notAsked:
          "Jika itu Anda, abaikan saja tautannya. Jangan berikan kodenya kepada siapa pun: kami tidak pernah memintanya lewat telepon, obrolan, atau email.",
      },
      "password-changed": {
        subject: "Kata sandi Anda diubah",
        preview: `Untuk akun ${BRAND} Anda.`,
        heading: "Kata sandi Anda diubah",
        lead: `Kata sandi akun ${BRAND} Anda baru saja diubah, dan semua peramban serta perangkat lain sudah dikeluarkan.`,
        action: "Bukan saya: buat kata sandi baru",
        notAsked: "Jika itu Anda, abaikan saja email ini.",
      },
      "second-factor-on": {
        subject: "Verifikasi dua langkah sudah aktif",
        preview: `Untuk akun ${BRAND} Anda.`,
        heading: "Verifikasi dua langkah sudah aktif",
        lead: `Mulai sekarang, akun ${BRAND} Anda meminta kode dari aplikasi autentikator setiap kali masuk. Semua peramban dan perangkat lain sudah dikeluarkan. Simpan kode pemulihan di tempat yang bisa Anda buka tanpa ponsel.`,
        action: "Bukan saya: buat kata sandi baru",
        notAsked: "Jika itu Anda, abaikan saja email ini.",
      },
      "second-factor-off": {
        subject: "Verifikasi dua langkah dimatikan",
        preview: `Untuk akun ${BRAND} Anda.`,
        heading: "Verifikasi dua langkah dimatikan",
        lead: `Akun ${BRAND} Anda tidak lagi meminta kode: siapa pun yang tahu kata sandi Anda bisa masuk. Semua peramban dan perangkat lain sudah dikeluarkan.`,
        action: "Bukan saya: buat kata sandi baru",
        notAsked: "Jika itu Anda, abaikan saja email ini.",
      },
      "second-factor-reset": {
        subject: "Verifikasi dua langkah Anda dihapus",
        preview: `Untuk akun ${BRAND} Anda: masuk, lalu aktifkan lagi.`,
        heading: "Verifikasi dua langkah dihapus",
        lead: `Pengelola ${BRAND} menghapus verifikasi dua langkah akun Anda, seperti yang dilakukan bagi orang yang kehilangan aplikasi dan kode pemulihannya. Semua peramban dan perangkat sudah dikeluarkan.`,
        action: "Saya tidak memintanya: buat kata sandi baru",
        notAsked: "Jika Anda yang memintanya, abaikan saja email ini: masuk, lalu aktifkan lagi.",
      },
      "recovery-codes-renewed": {
        subject: "Anda punya kode pemulihan baru",
        preview: `Untuk akun ${BRAND} Anda: kode lama tidak berlaku lagi.`,
        heading: "Kode pemulihan baru",
        lead: `Kode pemulihan baru dibuat untuk akun ${BRAND} Anda. Kode yang lama tidak berlaku lagi.`,
        action: "Bukan saya: buat kata sandi baru",
        notAsked: "Jika itu Anda, abaikan saja email ini.",
      },
      "recovery-code-used": (left) => ({
        subject: "Kode pemulihan dipakai",
        preview: `Untuk akun ${BRAND} Anda: tersisa ${left}.`,
        heading: "Kode pemulihan dipakai",
        lead: `Salah satu kode pemulihan akun ${BRAND} Anda dipakai sebagai ganti kode dari aplikasi. Kode itu tidak bisa dipakai lagi; tersisa ${left}.`,
        action: "Bukan saya: buat kata sandi baru",
        notAsked:
          "Jika itu Anda, abaikan saja email ini. Bila sisanya tinggal sedikit, buat yang baru di Akun, Keamanan.",
      }),
      "passkey-added": {
        subject: "Passkey ditambahkan ke akun Anda",
        preview: `Bisa dipakai masuk ke akun ${BRAND} Anda.`,
        heading: "Passkey ditambahkan",
        lead: `Seseorang yang sedang masuk ke akun ${BRAND} Anda menambahkan sebuah passkey. Mulai sekarang, passkey itu bisa dipakai masuk tanpa kata sandi.`,
        action: "Lihat passkey Anda",
        notAsked: "Jika itu Anda, abaikan saja email ini. Jika bukan, hapus passkey itu, lalu ubah kata sandi Anda.",
      },
      "passkey-removed": {
        subject: "Passkey dihapus dari akun Anda",
        preview: `Tidak bisa dipakai lagi untuk akun ${BRAND} Anda.`,
        heading: "Passkey dihapus",
        lead: `Sebuah passkey akun ${BRAND} Anda sudah dihapus dan tidak bisa dipakai masuk lagi.`,
        action: "Lihat passkey Anda",
        notAsked:
          "Jika itu Anda, abaikan saja email ini. Jika bukan, ubah kata sandi Anda dan keluarkan semua perangkat lain.",
      },
      "passkey-copied": {
        subject: "Salah satu passkey Anda mungkin disalin",
        preview: `Satu upaya masuk ke akun ${BRAND} Anda ditolak.`,
        heading: "Passkey Anda mungkin disalin",
        lead: `Seseorang memakai salah satu passkey akun ${BRAND} Anda dengan cara yang hanya mungkin bila passkey itu sudah disalin. Upaya itu ditolak. Passkey itu masih berlaku: hapus, lalu buat yang baru.`,
        action: "Lihat passkey Anda",
        notAsked: "Jika sudah Anda hapus, abaikan saja email ini.",
      },
      "address-leaves": (newAddress) => ({
        subject: "Alamat email Anda akan diubah",
        preview: `Untuk akun ${BRAND} Anda: setujui atau tolak.`,
        heading: "Setujui perubahan alamat?",
        lead: `Seseorang yang sedang masuk ke akun ${BRAND} Anda ingin memakai alamat ${newAddress} mulai sekarang. Jika itu Anda, setujui; alamat yang baru juga akan ditanya.`,
        action: "Setujui atau tolak",
        notAsked:
          "Jika itu bukan Anda, buka tautannya dan tolak, lalu buat kata sandi baru. Jika Anda abaikan saja, alamat Anda tidak berubah.",
      }),
      "address-comes": {
        subject: "Konfirmasikan alamat baru Anda",
        preview: `Untuk sebuah akun ${BRAND}.`,
        heading: "Konfirmasikan alamat baru Anda",
        lead: `Seseorang ingin memakai alamat ini untuk akun ${BRAND} miliknya. Jika itu Anda, konfirmasikan. Alamat yang lama juga akan ditanya.`,
        action: "Konfirmasikan alamat",
        notAsked: "Jika itu bukan Anda, abaikan saja: tanpa tautan ini, alamat Anda tidak bisa dipakai siapa pun.",
      },
      "connection-added": (vendor) => ({
        subject: `${vendor} dihubungkan ke akun Anda`,
        preview: `Untuk akun ${BRAND} Anda.`,
        heading: `${vendor} sudah terhubung`,
        lead: `Mulai sekarang, akun ${BRAND} Anda bisa dimasuki dengan sebuah akun ${vendor}.`,
        action: "Lihat yang terhubung",
        notAsked: "Jika itu Anda, abaikan saja. Jika bukan, buka tautannya, putuskan, lalu buat kata sandi baru.",
      }),
      "connection-removed": (vendor) => ({
        subject: `${vendor} diputus dari akun Anda`,
        preview: `Untuk akun ${BRAND} Anda.`,
        heading: `${vendor} sudah diputus`,
        lead: `Akun ${BRAND} Anda tidak bisa lagi dimasuki dengan akun ${vendor}.`,
        action: "Lihat yang terhubung",
        notAsked: "Jika itu Anda, abaikan saja. Jika bukan, buka tautannya dan buat kata sandi baru.",
      }),
      "account-exists": {
        subject: "Anda sudah punya akun",
        preview: `Masuk ke ${BRAND} dengan alamat ini.`,
        heading: "Anda sudah punya akun",
        lead: `Seseorang mencoba mendaftar di ${BRAND} dengan alamat ini, padahal akunnya sudah ada. Jika itu Anda, silakan masuk.`,
        action: "Masuk",
        question: "Lupa kata sandi?",
        alternative: "Buat yang baru",
        notAsked:
          "Jika itu bukan Anda, abaikan saja: tidak ada yang berubah, dan tidak ada yang diberi tahu bahwa Anda punya akun.",
      },
      "workspace-invitation": ({ inviter, workspace, role }) => ({
        subject: `${inviter} mengundang Anda ke ${workspace}`,
        preview: `Bergabunglah di ${BRAND}.`,
        heading: `Bergabung dengan ${workspace}`,
        lead: `${inviter} mengundang Anda ke ruang kerja ${workspace} di ${BRAND}${role === undefined ? "" : ` sebagai ${role}`}.`,
        action: "Lihat undangan",
        notAsked: `Jika Anda tidak mengenal ${inviter}, abaikan saja: Anda baru bergabung setelah menerima undangan ini.`,
      }),
      "member-joined": ({ member, workspace }) => ({
        subject: `${member} bergabung dengan ${workspace}`,
        preview: "Undangannya sudah diterima.",
        heading: `${member} bergabung dengan ${workspace}`,
        lead: `${member} menerima undangan dan kini menjadi bagian dari ruang kerja ${workspace} di ${BRAND}.`,
        action: "Lihat anggota",
        notAsked:
          "Jika Anda mengenalnya, abaikan saja email ini. Jika orang ini tidak seharusnya ada di sana, keluarkan melalui halaman itu.",
        question: "Terlalu banyak email?",
        alternative: "Matikan email tentang aktivitas",
      }),
      "payment-overdue": ({ workspace }) => ({
        subject: `Pembayaran untuk ${workspace} tidak berhasil`,
        preview: "Semuanya tetap berjalan selama beberapa hari.",
        heading: "Pembayaran tidak berhasil",
        lead: `Pembayaran paket untuk ruang kerja ${workspace} di ${BRAND} gagal. Semuanya tetap berjalan selama beberapa hari, sementara pembayaran dicoba lagi.`,
        action: "Lihat paket",
        notAsked:
          "Jika Anda baru saja mengganti kartu, abaikan saja email ini. Jika tidak, ruang kerja kembali ke paket gratis.",
      }),
      "workspace-closed": ({ workspace, until }) => ({
        subject: `${workspace} dihapus`,
        preview: `Masih bisa dipulihkan sampai ${until}.`,
        heading: `${workspace} dihapus`,
        lead: `Seorang pemilik menghapus ruang kerja ${workspace} di ${BRAND}. Tidak ada lagi yang bisa membukanya. Sampai ${until} Anda bisa memulihkannya seperti semula; setelah itu seluruh isinya dihapus untuk selamanya.`,
        action: "Lihat yang bisa dipulihkan",
        notAsked: "Jika memang harus dihapus, abaikan saja email ini.",
      }),
      "api-key-made": ({ workspace }) => ({
        subject: `Kunci API baru di ${workspace}`,
        preview: "Sebuah program bisa memakainya mulai sekarang.",
        heading: "Kunci API baru",
        lead: `Seseorang yang berwenang membuat atau memutar kunci API untuk ruang kerja ${workspace} di ${BRAND}. Siapa pun yang memegang rahasianya bisa melakukan apa yang diizinkan untuk kunci itu.`,
        action: "Lihat kunci API",
        notAsked:
          "Jika Anda mengetahuinya, abaikan saja email ini. Jika tidak ada di antara Anda yang membuatnya, cabut kunci itu di sana, lalu akhiri sesi orang yang namanya tertera di sampingnya.",
      }),
      "domain-lost": ({ workspace, domain, until }) => ({
        subject: `Catatan DNS ${domain} tidak ditemukan`,
        preview: `Masuk lewat SSO dengan domain ini berakhir ${until}.`,
        heading: `Catatan DNS ${domain} tidak ditemukan`,
        lead: `DNS tidak lagi menunjukkan bahwa ${domain} milik ruang kerja ${workspace} di ${BRAND}. Jika catatan TXT itu belum kembali sampai ${until}, tidak ada lagi yang bisa masuk lewat SSO dengan domain tersebut.`,
        action: "Lihat catatannya",
        notAsked: "Jika domain itu memang bukan milik Anda lagi, abaikan saja email ini.",
      }),
    },
    linkUntil: ({ day, hours, minutes }) => `Tautan ini berlaku sampai ${day} pukul ${hours}.${minutes} UTC.`,
    linkSoon: "Tautan ini hanya berlaku sebentar. Anda bisa meminta yang baru.",
    codeUntil: ({ day, hours, minutes }) => `Ini berlaku satu kali, sampai ${day} pukul ${hours}.${minutes} UTC.`,
    roles: { owner: "pemilik", admin: "admin", member: "anggota", viewer: "pelihat" },
    somebody: "Seseorang",
    aWorkspace: "sebuah ruang kerja",
    months: [
      "Januari",
      "Februari",
      "Maret",
      "April",
      "Mei",
      "Juni",
      "Juli",
      "Agustus",
      "September",
      "Oktober",
      "November",
      "Desember",
    ],
    footer: `Dikirim oleh ${BRAND}, karena seseorang memasukkan alamat ini di sana.`,
    accountFooter: `Dikirim oleh ${BRAND}, karena ada yang berubah pada akun Anda di sana.`,
    signedInFooter: `Dikirim oleh ${BRAND}, karena diminta seseorang yang sedang masuk ke akun Anda di sana.`,
    memberFooter: `Dikirim oleh ${BRAND}, karena Anda ikut mengelola ruang kerja ini.`,
  },
};

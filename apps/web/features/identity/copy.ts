import type { Catalogue } from "../../languages.ts";
import type { Role } from "./workspaces.ts";

/** The fields and failures that signing up and signing in share. */
export interface CredentialsCopy {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly passwordHelp: string;
  readonly showPassword: string;
  readonly hidePassword: string;
  readonly nameMissing: string;
  readonly nameTooLong: string;
  readonly emailMissing: string;
  readonly emailUnlikely: string;
  readonly emailTaken: string;
  readonly passwordMissing: string;
  readonly passwordTooShort: string;
  readonly passwordTooLong: string;
  readonly wrongCredentials: string;
  readonly limited: string;
  readonly unavailable: string;
  readonly refused: string;
}

export interface EntryCopy {
  readonly title: string;
  readonly lead: string;
  readonly submit: string;
  readonly submitting: string;
  readonly otherQuestion: string;
  readonly other: string;
}

export interface NewWorkspaceCopy {
  readonly title: string;
  readonly name: string;
  readonly nameHelp: string;
  readonly slug: string;
  readonly slugHelp: string;
  readonly optional: string;
  readonly submit: string;
  readonly submitting: string;
  readonly nameMissing: string;
  readonly nameRefused: string;
  readonly slugTaken: string;
  readonly slugRefused: string;
  readonly signedOut: string;
  readonly limited: string;
  readonly unavailable: string;
  readonly refused: string;
}

export interface FrameCopy {
  readonly skipToContent: string;
  readonly home: string;
  readonly switchWorkspace: string;
  readonly allWorkspaces: string;
  readonly signOut: string;
  readonly signingOut: string;
  readonly signOutFailed: string;
}

export interface IdentityCopy {
  readonly credentials: CredentialsCopy;
  readonly signUp: EntryCopy;
  readonly signIn: EntryCopy;
  readonly frame: FrameCopy;
  readonly home: {
    readonly title: string;
    readonly lead: string;
    readonly workspaces: string;
    readonly emptyTitle: string;
    readonly empty: string;
    readonly emptyNext: string;
  };
  readonly newWorkspace: NewWorkspaceCopy;
  readonly roles: Readonly<Record<Role, string>>;
}

export const identityCopy: Catalogue<IdentityCopy> = {
  en: {
    credentials: {
      name: "Name",
      email: "Email",
      password: "Password",
      passwordHelp: "At least 12 characters. A few words in a row are easy to remember.",
      showPassword: "Show what is typed",
      hidePassword: "Hide what is typed",
      nameMissing: "Enter your name, as others should see it.",
      nameTooLong: "Use 100 characters or fewer.",
      emailMissing: "Enter your email address.",
      emailUnlikely: "Enter a full address, such as ana@example.com.",
      emailTaken: "This address already has an account. Sign in, or use another address.",
      passwordMissing: "Enter your password.",
      passwordTooShort: "Use at least 12 characters. This has {count}.",
      passwordTooLong: "Use 128 characters or fewer. This has {count}.",
      wrongCredentials: "The email address and password do not match an account. Check both and try again.",
      limited: "Too many attempts from here. Wait a minute, then try again.",
      unavailable:
        "We could not reach the service, so nothing was sent. What you typed is still here: try again in a moment.",
      refused: "That was not accepted. Check what you typed and try again.",
    },
    signUp: {
      title: "Create your account",
      lead: "One account for all your workspaces.",
      submit: "Create account",
      submitting: "Creating account",
      otherQuestion: "You have an account?",
      other: "Sign in",
    },
    signIn: {
      title: "Sign in",
      lead: "Go on where you left off.",
      submit: "Sign in",
      submitting: "Signing in",
      otherQuestion: "New here?",
      other: "Create account",
    },
    frame: {
      skipToContent: "Skip to content",
      home: "Ninefold, your workspaces",
      switchWorkspace: "Switch workspace",
      allWorkspaces: "All workspaces",
      signOut: "Sign out",
      signingOut: "Signing out",
      signOutFailed: "You are still signed in: the service did not answer. Try again.",
    },
    home: {
      title: "Welcome, {name}",
      lead: "Everything you work on lives in a workspace.",
      workspaces: "Your workspaces",
      emptyTitle: "No workspace yet",
      empty:
        "A workspace holds what a team works on and the people who may see it. Nobody outside it can see in. You have just arrived, so there is none.",
      emptyNext: "Create the first one. You will be its owner.",
    },
    newWorkspace: {
      title: "New workspace",
      name: "Workspace name",
      nameHelp: "A team, a company, a project.",
      slug: "Address",
      slugHelp: "Lower-case letters, digits and hyphens. Left empty, it is made from the name.",
      optional: "Optional",
      submit: "Create workspace",
      submitting: "Creating workspace",
      nameMissing: "Enter a name for the workspace.",
      nameRefused: "This name can not be used. Use 1 to 80 characters.",
      slugTaken: "This address is taken. Choose another one.",
      slugRefused:
        "Use 2 to 40 lower-case letters, digits and single hyphens. A few words, such as “admin”, are reserved.",
      signedOut: "You have been signed out. Sign in again in another tab, then come back: what you typed stays here.",
      limited: "Too many requests. Wait a minute, then try again.",
      unavailable: "We could not reach the service. What you typed is still here: try again in a moment.",
      refused: "The workspace was not created. Check what you typed and try again.",
    },
    roles: { owner: "Owner", admin: "Admin", member: "Member", viewer: "Viewer" },
  },
  id: {
    credentials: {
      name: "Nama",
      email: "Email",
      password: "Kata sandi",
      passwordHelp: "Minimal 12 karakter. Rangkaian beberapa kata mudah diingat.",
      showPassword: "Tampilkan ketikan",
      hidePassword: "Sembunyikan ketikan",
      nameMissing: "Isi nama Anda, seperti yang akan dilihat orang lain.",
      nameTooLong: "Gunakan paling banyak 100 karakter.",
      emailMissing: "Isi alamat email Anda.",
      emailUnlikely: "Isi alamat lengkap, misalnya ana@example.com.",
      emailTaken: "Alamat ini sudah punya akun. Silakan masuk, atau pakai alamat lain.",
      passwordMissing: "Isi kata sandi Anda.",
      passwordTooShort: "Gunakan minimal 12 karakter. Ini baru {count}.",
      passwordTooLong: "Gunakan paling banyak 128 karakter. Ini {count}.",
      wrongCredentials:
        "Alamat email dan kata sandi tidak cocok dengan akun mana pun. Periksa keduanya, lalu coba lagi.",
      limited: "Terlalu banyak percobaan dari sini. Tunggu satu menit, lalu coba lagi.",
      unavailable:
        "Layanan tidak terjangkau, jadi belum ada yang terkirim. Ketikan Anda masih ada: coba lagi sebentar lagi.",
      refused: "Permintaan tidak diterima. Periksa isian Anda, lalu coba lagi.",
    },
    signUp: {
      title: "Buat akun",
      lead: "Satu akun untuk semua ruang kerja Anda.",
      submit: "Buat akun",
      submitting: "Membuat akun",
      otherQuestion: "Sudah punya akun?",
      other: "Masuk",
    },
    signIn: {
      title: "Masuk",
      lead: "Lanjutkan dari terakhir kali.",
      submit: "Masuk",
      submitting: "Sedang masuk",
      otherQuestion: "Baru di sini?",
      other: "Buat akun",
    },
    frame: {
      skipToContent: "Langsung ke isi",
      home: "Ninefold, ruang kerja Anda",
      switchWorkspace: "Ganti ruang kerja",
      allWorkspaces: "Semua ruang kerja",
      signOut: "Keluar",
      signingOut: "Sedang keluar",
      signOutFailed: "Anda belum keluar: layanan tidak menjawab. Coba lagi.",
    },
    home: {
      title: "Selamat datang, {name}",
      lead: "Semua pekerjaan Anda ada di dalam ruang kerja.",
      workspaces: "Ruang kerja Anda",
      emptyTitle: "Belum ada ruang kerja",
      empty:
        "Ruang kerja menampung pekerjaan sebuah tim dan orang-orang yang boleh melihatnya. Orang di luar tidak bisa melihat isinya. Anda baru tiba, jadi belum ada satu pun.",
      emptyNext: "Buat yang pertama. Anda akan menjadi pemiliknya.",
    },
    newWorkspace: {
      title: "Ruang kerja baru",
      name: "Nama ruang kerja",
      nameHelp: "Sebuah tim, perusahaan, atau proyek.",
      slug: "Alamat",
      slugHelp: "Huruf kecil, angka, dan tanda hubung. Bila kosong, dibuat dari namanya.",
      optional: "Opsional",
      submit: "Buat ruang kerja",
      submitting: "Membuat ruang kerja",
      nameMissing: "Isi nama ruang kerja.",
      nameRefused: "Nama ini tidak bisa dipakai. Gunakan 1 sampai 80 karakter.",
      slugTaken: "Alamat ini sudah dipakai. Pilih yang lain.",
      slugRefused:
        "Gunakan 2 sampai 40 huruf kecil, angka, dan tanda hubung tunggal. Beberapa kata, misalnya “admin”, tidak bisa dipakai.",
      signedOut: "Sesi Anda sudah berakhir. Masuk lagi di tab lain, lalu kembali: ketikan Anda tetap ada di sini.",
      limited: "Terlalu banyak permintaan. Tunggu satu menit, lalu coba lagi.",
      unavailable: "Layanan tidak terjangkau. Ketikan Anda masih ada: coba lagi sebentar lagi.",
      refused: "Ruang kerja belum dibuat. Periksa isian Anda, lalu coba lagi.",
    },
    roles: { owner: "Pemilik", admin: "Admin", member: "Anggota", viewer: "Pelihat" },
  },
};

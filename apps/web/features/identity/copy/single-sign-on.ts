import type { Catalogue } from "../../../languages.ts";

/** Signing in by the provider of a workspace, and setting it up. */
export interface SingleSignOnCopy {
  readonly entry: {
    /** On the page of the other ways in. */
    readonly link: string;
    readonly title: string;
    readonly lead: string;
    readonly email: string;
    readonly submit: string;
    readonly submitting: string;
    readonly off: string;
    readonly unavailable: string;
    readonly required: string;
    readonly back: string;
    /** `{email}` and `{workspace}` */
    readonly newcomer: string;
  };
  readonly own: {
    readonly title: string;
    readonly lead: string;
    readonly connect: string;
    readonly connecting: string;
    readonly disconnect: string;
    readonly disconnecting: string;
    /** `{workspace}` */
    readonly connectOne: string;
    readonly disconnectOne: string;
    readonly question: string;
    readonly disconnected: string;
    readonly off: string;
    readonly connected: string;
  };
  readonly settings: SignInSettingsCopy;
}

export interface SignInSettingsCopy {
  readonly title: string;
  readonly denied: { readonly title: string; readonly text: string };
  readonly domains: {
    readonly title: string;
    readonly lead: string;
    readonly name: string;
    readonly help: string;
    readonly add: string;
    readonly adding: string;
    readonly none: string;
    readonly states: Readonly<Record<"claimed" | "verified" | "lost", string>>;
    readonly record: string;
    readonly recordName: string;
    readonly recordValue: string;
    readonly copyName: string;
    readonly copyValue: string;
    readonly copied: string;
    /** `{day}` */
    readonly expires: string;
    readonly ends: string;
    readonly keep: string;
    readonly verify: string;
    readonly verifying: string;
    readonly remove: string;
    readonly removing: string;
    /** `{domain}` */
    readonly verifyOne: string;
    readonly removeOne: string;
    readonly removeText: string;
    readonly removed: string;
    readonly verified: string;
    readonly invalid: string;
    readonly shared: string;
    readonly tooMany: string;
    readonly notThere: string;
    readonly taken: string;
    readonly gone: string;
    readonly unreachable: string;
  };
  readonly connection: {
    readonly title: string;
    readonly lead: string;
    readonly redirect: string;
    readonly redirectHelp: string;
    readonly copyRedirect: string;
    readonly issuer: string;
    readonly issuerHelp: string;
    readonly clientId: string;
    readonly secret: string;
    readonly secretKept: string;
    readonly role: string;
    readonly roleHelp: string;
    readonly save: string;
    readonly saving: string;
    readonly saved: string;
    readonly missing: string;
    readonly invalidIssuer: string;
    readonly invalidRole: string;
    readonly secretMissing: string;
    readonly on: string;
    readonly off: string;
    readonly test: string;
    readonly testing: string;
    readonly tested: string;
    readonly refused: string;
    readonly switchOn: string;
    readonly switchOff: string;
    readonly switching: string;
    readonly noDomain: string;
    readonly switchTitle: string;
    readonly switchOnText: string;
    readonly offText: string;
    readonly required: string;
    readonly requiredHelp: string;
    readonly remove: string;
    readonly removing: string;
    readonly removeTitle: string;
    readonly removeText: string;
    readonly removed: string;
    readonly gone: string;
  };
}

export const singleSignOnCopy: Catalogue<SingleSignOnCopy> = {
  en: {
    entry: {
      link: "Use single sign-on",
      title: "Single sign-on",
      lead: "Type your work address. You go on to your company's own sign-in.",
      email: "Work email",
      submit: "Continue with single sign-on",
      submitting: "Opening your company's sign-in…",
      off: "No workspace here has single sign-on for this domain. Sign in another way, or ask whoever runs your workspace.",
      unavailable: "Your company's sign-in does not answer at the moment. Try again in a minute.",
      required: "This workspace opens only for whoever signs in by the company's own sign-in.",
      back: "Sign in another way",
      newcomer: "Your account will have the address {email}, and you become a member of {workspace}.",
    },
    own: {
      title: "Single sign-on",
      lead: "Your company's own sign-in, at workspaces that you belong to.",
      connect: "Connect",
      connecting: "Opening…",
      disconnect: "Disconnect",
      disconnecting: "Disconnecting…",
      connectOne: "Connect the single sign-on of {workspace}",
      disconnectOne: "Disconnect the single sign-on of {workspace}",
      question:
        "You can't sign in by it any more. Where the workspace asks for single sign-on, you can't open it until you connect it again.",
      disconnected: "Single sign-on of {workspace} is disconnected",
      off: "This workspace has no single sign-on for you any more. Load the page again.",
      connected: "Single sign-on is connected. You can sign in by it from now on.",
    },
    settings: {
      title: "Single sign-on",
      denied: {
        title: "You can't change how people sign in",
        text: "Your role here does not include single sign-on and domains.",
      },
      domains: {
        title: "Domains",
        lead: "People with an address in a verified domain can sign in by the provider below.",
        name: "Domain",
        help: "What stands behind the @ of your company's addresses, such as example.com.",
        add: "Add domain",
        adding: "Adding…",
        none: "No domain yet. Add the one of your company's addresses first.",
        states: { claimed: "Not verified", verified: "Verified", lost: "Record missing" },
        record: "Set this TXT record where your company's DNS is kept, then verify. It can take a while to be seen.",
        recordName: "Name",
        recordValue: "Value",
        copyName: "Copy the record's name",
        copyValue: "Copy the record's value",
        copied: "Copied",
        expires: "The record has to be there by {day}.",
        ends: "The record is missing. Unless it is back by {day}, nobody signs in by this domain.",
        keep: "Leave the record in place: it is looked at every day.",
        verify: "Verify",
        verifying: "Looking…",
        remove: "Remove",
        removing: "Removing…",
        verifyOne: "Verify {domain}",
        removeOne: "Remove {domain}",
        removeText: "Nobody signs in by single sign-on with this domain any more. Their accounts stay.",
        removed: "{domain} is removed",
        verified: "{domain} is verified",
        invalid: "Type a domain such as example.com, without https:// and without @.",
        shared: "Many have addresses in this domain. Only a domain of your company's own will do.",
        tooMany: "No more domains fit into one workspace. Remove one first.",
        notThere: "The record is not there yet, or has another value. DNS can take up to a day.",
        taken: "Another workspace has verified this domain. It has to remove it first.",
        gone: "This domain is not here any more. Load the page again.",
        unreachable: "DNS can't be asked at the moment. Try again in a minute.",
      },
      connection: {
        title: "Identity provider",
        lead: "Any provider that speaks OpenID Connect: Entra ID, Okta, Google Workspace, Keycloak and others.",
        redirect: "Redirect address",
        redirectHelp: "Register a web application at your provider, and give it this address.",
        copyRedirect: "Copy the redirect address",
        issuer: "Issuer",
        issuerHelp: "As your provider writes it. It serves /.well-known/openid-configuration below it.",
        clientId: "Client ID",
        secret: "Client secret",
        secretKept: "Leave it empty to keep the one that is there. It is never shown again.",
        role: "Role of newcomers",
        roleHelp: "What people become who sign in here for the first time.",
        save: "Save provider",
        saving: "Saving…",
        saved: "Saved",
        missing: "Fill this in.",
        invalidIssuer: "Type an address that begins with https:// and has no ? or # in it.",
        invalidRole: "Choose a role that may no more than yours.",
        secretMissing: "Another provider needs a secret of its own. Type it.",
        on: "On",
        off: "Off",
        test: "Test",
        testing: "Testing…",
        tested: "The provider answers as it should.",
        refused:
          "Nothing that is usable answers at this issuer. Check its spelling to the letter: it has to be public, over https, and an OpenID provider.",
        switchOn: "Switch on",
        switchOff: "Switch off",
        switching: "One moment…",
        noDomain: "Verify a domain first: people are known by it.",
        switchTitle: "Sign-in",
        switchOnText: "People of your domains can sign in by this provider.",
        offText: "Nobody signs in by this provider yet.",
        required: "Require single sign-on",
        requiredHelp:
          "People of your domains open this workspace only after signing in by this provider. Owners get in any way, so that nobody is locked out.",
        remove: "Remove provider",
        removing: "Removing…",
        removeTitle: "Remove this provider?",
        removeText: "Everybody's connection to it ends. People sign in by their address or password again.",
        removed: "The provider is removed",
        gone: "There is no provider here any more. Load the page again.",
      },
    },
  },
  id: {
    entry: {
      link: "Masuk dengan SSO",
      title: "Masuk dengan SSO",
      lead: "Ketik alamat email kantor Anda. Anda akan dibawa ke halaman masuk milik perusahaan Anda.",
      email: "Email kantor",
      submit: "Lanjutkan dengan SSO",
      submitting: "Membuka halaman masuk perusahaan Anda…",
      off: "Belum ada ruang kerja di sini yang memakai SSO untuk domain ini. Masuk dengan cara lain, atau tanyakan kepada pengelola ruang kerja Anda.",
      unavailable: "Halaman masuk perusahaan Anda sedang tidak menjawab. Coba lagi sebentar lagi.",
      required: "Ruang kerja ini hanya terbuka bagi yang masuk lewat halaman masuk milik perusahaan.",
      back: "Masuk dengan cara lain",
      newcomer: "Akun Anda akan memakai alamat {email}, dan Anda menjadi anggota {workspace}.",
    },
    own: {
      title: "SSO perusahaan",
      lead: "Halaman masuk milik perusahaan Anda, di ruang kerja yang Anda ikuti.",
      connect: "Hubungkan",
      connecting: "Membuka…",
      disconnect: "Putuskan",
      disconnecting: "Memutuskan…",
      connectOne: "Hubungkan SSO {workspace}",
      disconnectOne: "Putuskan SSO {workspace}",
      question:
        "Anda tidak bisa lagi masuk lewat SSO ini. Jika ruang kerjanya mewajibkan SSO, Anda tidak bisa membukanya sampai SSO dihubungkan lagi.",
      disconnected: "SSO {workspace} sudah diputus",
      off: "Ruang kerja ini sudah tidak menyediakan SSO untuk Anda. Muat ulang halaman ini.",
      connected: "SSO sudah terhubung. Mulai sekarang Anda bisa masuk dengannya.",
    },
    settings: {
      title: "SSO",
      denied: {
        title: "Anda tidak bisa mengubah cara masuk",
        text: "Peran Anda di sini tidak mencakup SSO dan domain.",
      },
      domains: {
        title: "Domain",
        lead: "Orang dengan alamat email di domain yang terverifikasi bisa masuk lewat penyedia di bawah ini.",
        name: "Nama domain",
        help: "Bagian setelah @ pada alamat email perusahaan Anda, misalnya example.com.",
        add: "Tambahkan domain",
        adding: "Menambahkan…",
        none: "Belum ada domain. Tambahkan dulu domain alamat email perusahaan Anda.",
        states: { claimed: "Belum terverifikasi", verified: "Terverifikasi", lost: "Catatan hilang" },
        record:
          "Pasang catatan TXT ini di pengaturan DNS perusahaan Anda, lalu verifikasi. Perlu beberapa waktu sampai terlihat.",
        recordName: "Nama catatan",
        recordValue: "Isi catatan",
        copyName: "Salin nama catatan",
        copyValue: "Salin isi catatan",
        copied: "Tersalin",
        expires: "Catatan harus sudah terpasang sebelum {day}.",
        ends: "Catatannya tidak ditemukan. Jika belum kembali sampai {day}, tidak ada yang bisa masuk lewat domain ini.",
        keep: "Biarkan catatan ini terpasang: kami memeriksanya setiap hari.",
        verify: "Verifikasi",
        verifying: "Memeriksa…",
        remove: "Hapus",
        removing: "Menghapus…",
        verifyOne: "Verifikasi {domain}",
        removeOne: "Hapus {domain}",
        removeText: "Tidak ada lagi yang bisa masuk lewat SSO dengan domain ini. Akun mereka tetap ada.",
        removed: "{domain} sudah dihapus",
        verified: "{domain} sudah terverifikasi",
        invalid: "Ketik nama domain seperti example.com, tanpa https:// dan tanpa @.",
        shared: "Domain ini dipakai banyak orang. Gunakan domain milik perusahaan Anda sendiri.",
        tooMany: "Jumlah domain di ruang kerja ini sudah penuh. Hapus salah satu dulu.",
        notThere: "Catatannya belum ada, atau isinya berbeda. DNS bisa butuh waktu sampai satu hari.",
        taken: "Domain ini sudah diverifikasi ruang kerja lain. Harus dihapus dulu di sana.",
        gone: "Domain ini sudah tidak ada di sini. Muat ulang halaman ini.",
        unreachable: "DNS sedang tidak bisa ditanya. Coba lagi sebentar lagi.",
      },
      connection: {
        title: "Penyedia identitas",
        lead: "Penyedia apa pun yang mendukung OpenID Connect: Entra ID, Okta, Google Workspace, Keycloak, dan lainnya.",
        redirect: "Alamat pengalihan",
        redirectHelp: "Daftarkan aplikasi web di penyedia Anda, lalu isi dengan alamat ini.",
        copyRedirect: "Salin alamat pengalihan",
        issuer: "Issuer (penerbit)",
        issuerHelp: "Persis seperti ditulis penyedia Anda. /.well-known/openid-configuration ada di bawahnya.",
        clientId: "ID klien",
        secret: "Rahasia klien",
        secretKept: "Kosongkan untuk tetap memakai yang ada. Rahasia ini tidak pernah ditampilkan lagi.",
        role: "Peran pendatang baru",
        roleHelp: "Peran orang yang baru pertama kali masuk ke sini.",
        save: "Simpan penyedia",
        saving: "Menyimpan…",
        saved: "Tersimpan",
        missing: "Isi bagian ini.",
        invalidIssuer: "Ketik alamat yang diawali https:// dan tidak memuat ? atau #.",
        invalidRole: "Pilih peran yang haknya tidak melebihi hak Anda.",
        secretMissing: "Penyedia lain perlu rahasianya sendiri. Ketik rahasianya.",
        on: "Aktif",
        off: "Nonaktif",
        test: "Uji",
        testing: "Menguji…",
        tested: "Penyedia menjawab sebagaimana mestinya.",
        refused:
          "Tidak ada yang bisa dipakai di issuer ini. Periksa ejaannya huruf demi huruf: harus publik, lewat https, dan berupa penyedia OpenID.",
        switchOn: "Aktifkan",
        switchOff: "Nonaktifkan",
        switching: "Sebentar…",
        noDomain: "Verifikasi satu domain dulu: dari situlah orang dikenali.",
        switchTitle: "Cara masuk",
        switchOnText: "Orang dari domain Anda bisa masuk lewat penyedia ini.",
        offText: "Belum ada yang bisa masuk lewat penyedia ini.",
        required: "Wajibkan SSO",
        requiredHelp:
          "Orang dari domain Anda hanya bisa membuka ruang kerja ini setelah masuk lewat penyedia ini. Pemilik tetap bisa masuk dengan cara apa pun, agar tidak ada yang terkunci.",
        remove: "Hapus penyedia",
        removing: "Menghapus…",
        removeTitle: "Hapus penyedia ini?",
        removeText: "Semua yang terhubung dengannya terputus. Orang kembali masuk dengan alamat email atau kata sandi.",
        removed: "Penyedia sudah dihapus",
        gone: "Sudah tidak ada penyedia di sini. Muat ulang halaman ini.",
      },
    },
  },
};

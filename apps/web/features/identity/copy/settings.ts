import type { Permission } from "@ninefold/identity/permissions";
import type { Catalogue } from "../../../languages.ts";

export interface SettingsCopy {
  readonly title: string;
  /** `{workspace}` */
  readonly lead: string;
  readonly sections: string;
  readonly general: string;
  readonly people: string;
  readonly save: string;
  readonly saving: string;
  readonly saved: string;
  readonly failed: string;
  readonly failedText: string;
  readonly retry: string;
  readonly managers: string;
  readonly form: {
    readonly title: string;
    readonly lead: string;
    readonly slugHelp: string;
    readonly nothing: string;
    readonly tooMany: string;
  };
  readonly denied: { readonly title: string; readonly text: string };
  readonly handOver: {
    readonly title: string;
    readonly lead: string;
    readonly whom: string;
    readonly choose: string;
    readonly submit: string;
    /** `{name}` and `{workspace}` */
    readonly question: string;
    readonly text: string;
    readonly confirming: string;
    readonly done: string;
    readonly nobody: string;
    readonly gone: string;
  };
  readonly teams: TeamsCopy;
  readonly ownRoles: RolesCopy;
}

export interface TeamsCopy {
  readonly title: string;
  readonly lead: string;
  readonly name: string;
  readonly make: string;
  readonly making: string;
  readonly emptyTitle: string;
  readonly empty: string;
  readonly emptyNext: string;
  readonly nobody: string;
  readonly rename: string;
  /** `{team}` in each of these. */
  readonly renameOne: string;
  readonly remove: string;
  readonly removeOne: string;
  readonly removeText: string;
  readonly removing: string;
  readonly removed: string;
  /** `{team}`: the choice of whom to take in. */
  readonly add: string;
  readonly addOne: string;
  /** `{name}` and `{team}` */
  readonly takeOut: string;
  readonly notChanged: string;
  readonly nameMissing: string;
  readonly nameTaken: string;
  readonly tooMany: string;
  readonly gone: string;
  readonly denied: { readonly title: string; readonly text: string };
}

export interface RolesCopy {
  readonly title: string;
  readonly lead: string;
  readonly builtIn: string;
  readonly own: string;
  readonly emptyTitle: string;
  readonly empty: string;
  readonly emptyNext: string;
  readonly make: string;
  readonly name: string;
  readonly permissions: string;
  readonly permissionsHelp: string;
  readonly edit: string;
  /** `{role}` in each of these. */
  readonly editOne: string;
  readonly remove: string;
  readonly removeOne: string;
  readonly removeText: string;
  readonly removing: string;
  readonly removed: string;
  readonly inUse: string;
  /** `{count}` people have it. */
  readonly moveText: string;
  readonly moveTo: string;
  readonly moveAndRemove: string;
  readonly nameMissing: string;
  readonly nameTaken: string;
  readonly tooMany: string;
  readonly refused: string;
  readonly gone: string;
  readonly yours: string;
  readonly may: Readonly<Record<Permission, string>>;
  readonly denied: { readonly title: string; readonly text: string };
}

export const settingsCopy: Catalogue<SettingsCopy> = {
  en: {
    title: "Settings",
    lead: "What {workspace} is called, and who may do what in it.",
    sections: "Parts of the settings",
    general: "General",
    people: "People",
    save: "Save changes",
    saving: "Saving",
    saved: "Saved",
    failed: "This part did not come",
    failedText: "The rest of the page works. Try again in a moment.",
    retry: "Try again",
    managers: "An owner or admin of this workspace",
    form: {
      title: "Name and address",
      lead: "Links to the old address lead here for 90 days.",
      slugHelp: "Lower-case letters, digits and hyphens. It can change three times in 90 days.",
      nothing: "Nothing has changed yet.",
      tooMany: "The last three addresses still lead here. Another one is possible once the oldest has run out.",
    },
    denied: {
      title: "You see the settings, and cannot change them",
      text: "Owners and admins change the workspace's name, address and picture.",
    },
    handOver: {
      title: "Hand over",
      lead: "Somebody else becomes the owner, and you become an admin.",
      whom: "New owner",
      choose: "Choose somebody",
      submit: "Hand over the workspace",
      question: "Make {name} the owner of {workspace}?",
      text: "You become an admin at once. Only an owner can make you one again.",
      confirming: "Handing over",
      done: "{name} is the owner now",
      nobody: "Nobody else is here yet. Invite somebody first.",
      gone: "This person is no longer in the workspace. Load the page again to see who is.",
    },
    teams: {
      title: "Teams",
      lead: "People who work together, under one name. A team allows nothing by itself: roles do.",
      name: "Team name",
      make: "Make team",
      making: "Making team",
      emptyTitle: "No teams yet",
      empty: "A team is some people of this workspace under one name, such as Design or Support.",
      emptyNext: "Make the first one, then take people in.",
      nobody: "Nobody is in it yet.",
      rename: "Rename",
      renameOne: "Rename {team}",
      remove: "Remove",
      removeOne: "Remove {team}",
      removeText: "Its people stay in the workspace. Open invitations into it bring into no team.",
      removing: "Removing",
      removed: "{team} was removed",
      add: "Take somebody in",
      addOne: "Take somebody into {team}",
      takeOut: "Take {name} out of {team}",
      notChanged: "The team was not changed",
      nameMissing: "Enter a name of 1 to 80 letters, digits and signs.",
      nameTaken: "There is a team of this name. Choose another one.",
      tooMany: "A workspace has 200 teams at most. Remove one you no longer need.",
      gone: "The team or the person is no longer here. Load the page again.",
      denied: {
        title: "You see the teams, and cannot change them",
        text: "Owners and admins make teams and say who is in them.",
      },
    },
    ownRoles: {
      title: "Roles",
      lead: "What people may do. Four roles are built in; make others where those do not fit.",
      builtIn: "Built in",
      own: "Your own",
      emptyTitle: "No roles of your own",
      empty: "A role of your own allows exactly what you tick, such as a bookkeeper who sees billing and nothing else.",
      emptyNext: "Make one, then give it to somebody under People.",
      make: "Make role",
      name: "Role name",
      permissions: "May",
      permissionsHelp: "You can tick what you may yourself. Everybody sees the workspace.",
      edit: "Edit",
      editOne: "Edit {role}",
      remove: "Remove",
      removeOne: "Remove {role}",
      removeText: "It can be made again. Nobody may have it, or be invited to it.",
      removing: "Removing",
      removed: "{role} was removed",
      inUse: "Somebody has this role, or is invited to it. Give them another one first.",
      moveText: "People who have it now: {count}. They get another role first, from their next click on.",
      moveTo: "They get",
      moveAndRemove: "Move and remove",
      nameMissing: "Enter a name of 1 to 80 letters, digits and signs.",
      nameTaken: "There is a role of this name. Choose another one.",
      tooMany: "A workspace has 50 roles at most. Remove one you no longer need.",
      refused: "This role may more than yours, or is yours. Somebody whose role may as much can change it.",
      gone: "This role is no longer here. Load the page again.",
      yours: "Your role",
      may: {
        "workspace:read": "See the workspace",
        "workspace:update": "Change its name, address and picture",
        "workspace:transfer": "Hand the workspace over",
        "workspace:delete": "Delete the workspace",
        "member:read": "See people, teams and roles",
        "member:manage": "Give roles and remove people",
        "invitation:manage": "Invite people",
        "role:manage": "Make and change roles",
        "team:manage": "Make and change teams",
        "key:manage": "Make service accounts and API keys",
        "sign-in:manage": "Change domains and single sign-on",
        "project:read": "See projects and files",
        "project:write": "Make projects, add and remove files",
        "project:delete": "Delete projects",
        "task:read": "See tasks",
        "task:create": "Add tasks",
        "task:change": "Change tasks",
        "task:delete": "Delete tasks",
        "billing:read": "See billing",
        "billing:manage": "Buy and cancel plans",
        "audit:read": "See the audit log",
        "run:read": "See background work",
        "run:cancel": "Call background work off",
      },
      denied: {
        title: "You see the roles, and cannot change them",
        text: "Owners and admins make roles. People get one under People.",
      },
    },
  },
  id: {
    title: "Pengaturan",
    lead: "Nama {workspace}, dan siapa boleh melakukan apa di dalamnya.",
    sections: "Bagian pengaturan",
    general: "Umum",
    people: "Orang",
    save: "Simpan perubahan",
    saving: "Menyimpan",
    saved: "Tersimpan",
    failed: "Bagian ini tidak dapat dimuat",
    failedText: "Bagian lain halaman ini berfungsi. Coba lagi sebentar lagi.",
    retry: "Coba lagi",
    managers: "Pemilik atau admin ruang kerja ini",
    form: {
      title: "Nama dan alamat",
      lead: "Tautan ke alamat lama masih menuju ke sini selama 90 hari.",
      slugHelp: "Huruf kecil, angka, dan tanda hubung. Bisa diganti tiga kali dalam 90 hari.",
      nothing: "Belum ada yang berubah.",
      tooMany: "Tiga alamat terakhir masih menuju ke sini. Alamat lain bisa dipakai setelah yang tertua berakhir.",
    },
    denied: {
      title: "Anda bisa melihat pengaturan, tidak mengubahnya",
      text: "Pemilik dan admin mengubah nama, alamat, dan gambar ruang kerja.",
    },
    handOver: {
      title: "Serahkan",
      lead: "Orang lain menjadi pemilik, dan Anda menjadi admin.",
      whom: "Pemilik baru",
      choose: "Pilih seseorang",
      submit: "Serahkan ruang kerja",
      question: "Jadikan {name} pemilik {workspace}?",
      text: "Anda langsung menjadi admin. Hanya pemilik yang bisa menjadikan Anda pemilik lagi.",
      confirming: "Menyerahkan",
      done: "{name} sekarang pemiliknya",
      nobody: "Belum ada orang lain di sini. Undang seseorang dulu.",
      gone: "Orang ini sudah tidak ada di ruang kerja. Muat ulang halaman untuk melihat siapa yang ada.",
    },
    teams: {
      title: "Tim",
      lead: "Orang yang bekerja bersama, dengan satu nama. Tim tidak memberi hak apa pun: peranlah yang memberi.",
      name: "Nama tim",
      make: "Buat tim",
      making: "Membuat tim",
      emptyTitle: "Belum ada tim",
      empty: "Tim adalah beberapa orang di ruang kerja ini dengan satu nama, misalnya Desain atau Dukungan.",
      emptyNext: "Buat yang pertama, lalu masukkan orangnya.",
      nobody: "Belum ada orang di dalamnya.",
      rename: "Ganti nama",
      renameOne: "Ganti nama {team}",
      remove: "Hapus",
      removeOne: "Hapus {team}",
      removeText: "Orangnya tetap di ruang kerja. Undangan ke tim ini tidak lagi membawa ke tim mana pun.",
      removing: "Menghapus",
      removed: "{team} sudah dihapus",
      add: "Masukkan seseorang",
      addOne: "Masukkan seseorang ke {team}",
      takeOut: "Keluarkan {name} dari {team}",
      notChanged: "Timnya belum diubah",
      nameMissing: "Isi nama dengan 1 sampai 80 huruf, angka, dan tanda baca.",
      nameTaken: "Sudah ada tim dengan nama ini. Pilih yang lain.",
      tooMany: "Sebuah ruang kerja punya paling banyak 200 tim. Hapus yang tidak diperlukan lagi.",
      gone: "Tim atau orangnya sudah tidak ada. Muat ulang halaman ini.",
      denied: {
        title: "Anda bisa melihat tim, tidak mengubahnya",
        text: "Pemilik dan admin membuat tim dan menentukan siapa di dalamnya.",
      },
    },
    ownRoles: {
      title: "Peran",
      lead: "Apa yang boleh dilakukan orang. Empat peran sudah tersedia; buat yang lain bila belum cocok.",
      builtIn: "Bawaan",
      own: "Buatan sendiri",
      emptyTitle: "Belum ada peran buatan sendiri",
      empty: "Peran buatan sendiri mengizinkan tepat yang Anda centang, misalnya pembuku yang melihat tagihan saja.",
      emptyNext: "Buat satu, lalu berikan kepada seseorang di bagian Orang.",
      make: "Buat peran",
      name: "Nama peran",
      permissions: "Boleh",
      permissionsHelp: "Anda bisa mencentang yang boleh Anda lakukan sendiri. Semua orang melihat ruang kerja.",
      edit: "Ubah",
      editOne: "Ubah {role}",
      remove: "Hapus",
      removeOne: "Hapus {role}",
      removeText: "Peran ini bisa dibuat lagi. Tidak boleh ada yang memegangnya atau diundang dengannya.",
      removing: "Menghapus",
      removed: "{role} sudah dihapus",
      inUse: "Ada yang memegang peran ini, atau diundang dengannya. Beri mereka peran lain dulu.",
      moveText:
        "Orang yang memegangnya sekarang: {count}. Mereka lebih dulu mendapat peran lain, mulai klik berikutnya.",
      moveTo: "Mereka mendapat",
      moveAndRemove: "Pindahkan dan hapus",
      nameMissing: "Isi nama dengan 1 sampai 80 huruf, angka, dan tanda baca.",
      nameTaken: "Sudah ada peran dengan nama ini. Pilih yang lain.",
      tooMany: "Sebuah ruang kerja punya paling banyak 50 peran. Hapus yang tidak diperlukan lagi.",
      refused:
        "Hak peran ini lebih banyak dari hak Anda, atau ini peran Anda. Orang dengan hak yang cukup bisa mengubahnya.",
      gone: "Peran ini sudah tidak ada. Muat ulang halaman ini.",
      yours: "Peran Anda",
      may: {
        "workspace:read": "Melihat ruang kerja",
        "workspace:update": "Mengubah nama, alamat, dan gambarnya",
        "workspace:transfer": "Menyerahkan ruang kerja",
        "workspace:delete": "Menghapus ruang kerja",
        "member:read": "Melihat orang, tim, dan peran",
        "member:manage": "Memberi peran dan mengeluarkan orang",
        "invitation:manage": "Mengundang orang",
        "role:manage": "Membuat dan mengubah peran",
        "team:manage": "Membuat dan mengubah tim",
        "key:manage": "Membuat akun layanan dan kunci API",
        "sign-in:manage": "Mengubah domain dan SSO",
        "project:read": "Melihat proyek dan berkas",
        "project:write": "Membuat proyek, menambah dan menghapus berkas",
        "project:delete": "Menghapus proyek",
        "task:read": "Melihat tugas",
        "task:create": "Menambah tugas",
        "task:change": "Mengubah tugas",
        "task:delete": "Menghapus tugas",
        "billing:read": "Melihat tagihan",
        "billing:manage": "Membeli dan membatalkan paket",
        "audit:read": "Melihat log audit",
        "run:read": "Melihat pekerjaan latar",
        "run:cancel": "Menghentikan pekerjaan latar",
      },
      denied: {
        title: "Anda bisa melihat peran, tidak mengubahnya",
        text: "Pemilik dan admin membuat peran. Orang mendapatkannya di bagian Orang.",
      },
    },
  },
};

import type { Catalogue } from "../../languages.ts";
import type { AwayCopy } from "../identity/failure.ts";

/** What may be said of any upload. */
export interface UploadCopy {
  readonly uploading: string;
  readonly checking: string;
  readonly removing: string;
  readonly tooLarge: string;
  readonly wrongType: string;
  readonly empty: string;
  readonly tooMany: string;
  /** The vendor, or the way to it, did not take the bytes: a browser can not tell which. */
  readonly notSent: string;
  readonly expired: string;
  readonly away: AwayCopy;
  /** The same file once more. */
  readonly retry: string;
}

export interface PictureCopy extends UploadCopy {
  readonly title: string;
  readonly help: string;
  /** What the choice of a file is called to a screen reader. */
  readonly input: string;
  readonly choose: string;
  readonly change: string;
  readonly remove: string;
  /** The button's, where it is read without its place. */
  readonly removeLabel: string;
  readonly saved: string;
  readonly removed: string;
}

export interface FilesCopy extends UploadCopy {
  readonly title: string;
  readonly failed: string;
  readonly failedText: string;
  readonly notFetched: string;
  readonly none: string;
  readonly noneYet: string;
  readonly add: string;
  /** `{project}`. */
  readonly input: string;
  readonly help: string;
  /** `{name}`. */
  readonly download: string;
  /** `{name}`. */
  readonly remove: string;
  /** `{name}`. */
  readonly removed: string;
  /** `{name}`. */
  readonly added: string;
}

/** The page with the files of all projects. */
export interface AllFilesCopy {
  readonly title: string;
  /** `{workspace}` */
  readonly lead: string;
  readonly name: string;
  readonly project: string;
  readonly size: string;
  readonly added: string;
  readonly actions: string;
  /** Its project has gone, and it will too. */
  readonly leaving: string;
  readonly empty: { readonly title: string; readonly text: string; readonly next: string; readonly action: string };
  readonly more: string;
  readonly first: string;
}

export interface MediaCopy {
  readonly all: AllFilesCopy;
  readonly avatar: PictureCopy;
  readonly logo: PictureCopy;
  readonly files: FilesCopy;
}

const EN = {
  uploading: "Uploading",
  checking: "Checking",
  removing: "Removing",
  empty: "This file is empty. Choose another one.",
  tooMany: "There are too many files here, or under way. Remove some, or wait for one to end.",
  notSent:
    "The file did not arrive: the place where files are kept can't be reached from here. Nothing was changed, and everything else works. Try again in a minute, or check your connection.",
  expired: "The upload took too long. Choose the file again.",
  away: {
    silent:
      "The place where files are kept does not answer. Nothing was changed, and everything else works. Try again in a minute. If it lasts, tell us and quote {id}.",
    off: "Pictures and files are switched off right now. Everything else works.",
  },
  retry: "Try again",
};
const EN_PICTURE = {
  ...EN,
  help: "PNG, JPEG or WebP, up to 2 MB.",
  choose: "Upload picture",
  change: "Change",
  remove: "Remove",
  removeLabel: "Remove picture",
  tooLarge: "This picture is larger than 2 MB. Choose a smaller one.",
  wrongType: "This is not a PNG, JPEG or WebP picture. Choose another one.",
  saved: "Your picture is saved.",
  removed: "Your picture is removed.",
};
const ID = {
  uploading: "Mengunggah",
  checking: "Memeriksa",
  removing: "Menghapus",
  empty: "Berkas ini kosong. Pilih yang lain.",
  tooMany: "Terlalu banyak berkas di sini, atau sedang diunggah. Hapus beberapa, atau tunggu sebentar.",
  notSent:
    "Berkas tidak sampai: tempat penyimpanan berkas tidak terjangkau dari sini. Tidak ada yang berubah, dan bagian lainnya berfungsi. Coba lagi semenit lagi, atau periksa sambungan Anda.",
  expired: "Unggahan terlalu lama. Pilih berkasnya lagi.",
  away: {
    silent:
      "Tempat penyimpanan berkas tidak menjawab. Tidak ada yang berubah, dan bagian lainnya berfungsi. Coba lagi semenit lagi. Bila berlanjut, beri tahu kami dan sebutkan {id}.",
    off: "Gambar dan berkas sedang dimatikan. Bagian lainnya berfungsi.",
  },
  retry: "Coba lagi",
};
const ID_PICTURE = {
  ...ID,
  help: "PNG, JPEG atau WebP, paling besar 2 MB.",
  choose: "Unggah gambar",
  change: "Ganti",
  remove: "Hapus",
  removeLabel: "Hapus gambar",
  tooLarge: "Gambar ini lebih besar dari 2 MB. Pilih yang lebih kecil.",
  wrongType: "Ini bukan gambar PNG, JPEG atau WebP. Pilih yang lain.",
  saved: "Gambar Anda tersimpan.",
  removed: "Gambar Anda dihapus.",
};

export const mediaCopy: Catalogue<MediaCopy> = {
  en: {
    all: {
      title: "Files",
      lead: "What has been added to the projects of {workspace}. Everybody in it can download these.",
      name: "Name",
      project: "Project",
      size: "Size",
      added: "Added",
      actions: "Download",
      leaving: "A project that was deleted",
      empty: {
        title: "No files yet",
        text: "Files are added to a project, and all of them are found here.",
        next: "Open a project and add the first one, up to 10 MB.",
        action: "See projects",
      },
      more: "Older files",
      first: "Newest files",
    },
    avatar: { ...EN_PICTURE, title: "Your picture", input: "Choose your picture" },
    logo: {
      ...EN_PICTURE,
      title: "Workspace picture",
      input: "Choose a picture for the workspace",
      saved: "The workspace's picture is saved.",
      removed: "The workspace's picture is removed.",
    },
    files: {
      ...EN,
      tooLarge: "This file is larger than 10 MB. Choose a smaller one.",
      wrongType: "Web pages, scripts and programs are not taken, nor a file that is not what its name says.",
      title: "Files",
      failed: "The files did not come",
      failedText: "The rest of the page works. Try again in a moment.",
      notFetched:
        "The file can't be fetched: the place where files are kept can't be reached from here. The file is safe, and everything else works. Try again in a minute.",
      none: "No files.",
      noneYet: "No files yet. What you add here everybody in this workspace can download.",
      add: "Add file",
      input: "Choose a file for {project}",
      help: "Up to 10 MB.",
      download: "Download {name}",
      remove: "Remove {name}",
      removed: "“{name}” was removed.",
      added: "“{name}” was added.",
    },
  },
  id: {
    all: {
      title: "Berkas",
      lead: "Yang ditambahkan ke proyek-proyek {workspace}. Semua anggotanya bisa mengunduhnya.",
      name: "Nama",
      project: "Proyek",
      size: "Ukuran",
      added: "Ditambahkan",
      actions: "Unduh",
      leaving: "Proyek yang sudah dihapus",
      empty: {
        title: "Belum ada berkas",
        text: "Berkas ditambahkan ke sebuah proyek, dan semuanya bisa ditemukan di sini.",
        next: "Buka sebuah proyek dan tambahkan yang pertama, paling besar 10 MB.",
        action: "Lihat proyek",
      },
      more: "Berkas yang lebih lama",
      first: "Berkas terbaru",
    },
    avatar: { ...ID_PICTURE, title: "Gambar Anda", input: "Pilih gambar Anda" },
    logo: {
      ...ID_PICTURE,
      title: "Gambar ruang kerja",
      input: "Pilih gambar untuk ruang kerja",
      saved: "Gambar ruang kerja tersimpan.",
      removed: "Gambar ruang kerja dihapus.",
    },
    files: {
      ...ID,
      tooLarge: "Berkas ini lebih besar dari 10 MB. Pilih yang lebih kecil.",
      wrongType: "Halaman web, skrip dan program tidak diterima, juga berkas yang isinya tidak sesuai namanya.",
      title: "Berkas",
      failed: "Daftar berkas tidak dapat dimuat",
      failedText: "Bagian lain halaman ini berfungsi. Coba lagi sebentar lagi.",
      notFetched:
        "Berkas tidak bisa diambil: tempat penyimpanan berkas tidak terjangkau dari sini. Berkasnya aman, dan bagian lainnya berfungsi. Coba lagi semenit lagi.",
      none: "Tidak ada berkas.",
      noneYet: "Belum ada berkas. Semua orang di ruang kerja ini bisa mengunduh yang Anda tambahkan.",
      add: "Tambah berkas",
      input: "Pilih berkas untuk {project}",
      help: "Paling besar 10 MB.",
      download: "Unduh {name}",
      remove: "Hapus {name}",
      removed: "“{name}” sudah dihapus.",
      added: "“{name}” sudah ditambahkan.",
    },
  },
};

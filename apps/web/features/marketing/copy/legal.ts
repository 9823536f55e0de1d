import type { Catalogue } from "../../../languages.ts";

/** `[Square brackets]` are places that whoever runs the product fills in. They are shown marked. */
export interface LegalText {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly { readonly title: string; readonly paragraphs: readonly string[] }[];
}

export interface LegalCopy {
  readonly version: string;
  readonly template: string;
  readonly other: string;
  readonly contents: string;
  readonly terms: LegalText;
  readonly privacy: LegalText;
}

export const legalCopy: Catalogue<LegalCopy> = {
  en: {
    version: "In force from {date}. Version {version}.",
    template:
      "This text is a template and nobody’s contract yet. Fill in every marked place, delete what does not apply, and have a lawyer of your country read it before anybody is asked to accept it.",
    other: "Read also",
    contents: "On this page",
    terms: {
      title: "Terms of service",
      lead: "What [Company] offers with [Product], and what it expects of the people who use it.",
      sections: [
        {
          title: "Who this is between",
          paragraphs: [
            "These terms are a contract between [Company], [address], and the person who opens an account. Whoever opens one for an organisation says with it that they may act for that organisation, which is then bound as well.",
          ],
        },
        {
          title: "Your account",
          paragraphs: [
            "You need an email address that is yours, and you are at least [16] years old. Keep your password to yourself. Tell us at [contact address] as soon as you think that somebody else uses your account.",
            "One account is for one person. It can be a member of as many workspaces as invite it.",
          ],
        },
        {
          title: "Workspaces",
          paragraphs: [
            "A workspace belongs to its owners. They decide who is invited, in which role, and who is removed. What a member writes in a workspace stays in it when they leave.",
          ],
        },
        {
          title: "What you put in",
          paragraphs: [
            "What you put into [Product] remains yours. You allow us to store it, copy it for backups and show it to the members of its workspace, so far as running the service needs it and for no other purpose.",
            "You answer for what you put in: that you may use it, and that it breaks no law and nobody’s rights.",
          ],
        },
        {
          title: "What is not allowed",
          paragraphs: [
            "Do not try to reach what other people keep here, do not disturb the service, do not use it to send mail that nobody asked for, and do not use it for anything that is against the law in [country]. Looking for weaknesses is welcome within the rules of [security policy].",
          ],
        },
        {
          title: "Price and payment",
          paragraphs: [
            "The plan that is marked as free costs nothing. For the others the price, the period and the tax are shown before you pay. A subscription runs on until it is cancelled; you can cancel at any time, and what you paid for stays available until its period ends. [Refunds.]",
          ],
        },
        {
          title: "What we promise, and what not",
          paragraphs: [
            "We run [Product] with care, announce planned interruptions [48 hours] ahead and keep backups. We do not promise that it never fails.",
            "[Liability, as the law of your country allows it to be limited.]",
          ],
        },
        {
          title: "Ending it",
          paragraphs: [
            "You can close your account at any time. We may close an account that breaks these terms; before that we say so and give [14 days] to mend it, unless waiting would harm others. Before an account or a workspace is removed you can take out what is yours.",
          ],
        },
        {
          title: "Changes",
          paragraphs: [
            "When these terms change, they get a new version and a new date. Members are told by email at least [30 days] before. Whoever does not agree can close the account until then; the version that each person accepted is on record with the time.",
          ],
        },
        {
          title: "Law and place",
          paragraphs: [
            "The law of [country] applies. Disputes are heard at [court], unless the law that protects consumers gives you another place. Questions: [contact address].",
          ],
        },
      ],
    },
    privacy: {
      title: "Privacy",
      lead: "What [Company] knows about the people who use [Product], why, for how long, and what they can do about it.",
      sections: [
        {
          title: "Who is responsible",
          paragraphs: [
            "[Company], [address], [contact address]. [Data protection officer, where the law asks for one.] For what members of a workspace put into it, the organisation that owns the workspace is responsible, and we work on its behalf.",
          ],
        },
        {
          title: "What is stored, and why",
          paragraphs: [
            "Your account: name, email address, language, a scrambled form of your password, and which version of the terms you accepted when. Without it there is no account (contract).",
            "Your sessions: when you signed in, from which network address and with which browser. It lets you and us see a sign-in that was not you (legitimate interest).",
            "What you put into workspaces. That is the service (contract).",
            "Records of requests: time, address called, outcome and a random id, without contents. They let us find faults and attacks (legitimate interest).",
            "Mail that we sent you: which kind and whether it arrived. Its text is erased after sending (contract).",
          ],
        },
        {
          title: "Cookies",
          paragraphs: [
            "One cookie keeps you signed in. Three more remember choices that you made about how pages look: theme, language, and whether the navigation is collapsed. There are no others, and none follow you to other sites.",
          ],
        },
        {
          title: "Who else sees it",
          paragraphs: [
            "Those who run parts of the service for us, under contract and on our instructions only: [hosting], [database], [mail delivery]. [List each with its country, and the safeguard for each outside of yours.] We sell nothing to anybody.",
          ],
        },
        {
          title: "For how long",
          paragraphs: [
            "Your account and what is in it: until you close it, then [30 days], and in backups until those are overwritten, [35 days] at most. Sessions: until they end. Records of requests: [30 days]. What the law makes us keep, such as invoices, for as long as it says.",
          ],
        },
        {
          title: "What you can do",
          paragraphs: [
            "You can see, correct and take out what is yours, have it erased, and object to what rests on our interest. Write to [contact address]; we answer within [one month]. You can also complain to [supervisory authority].",
          ],
        },
        {
          title: "How it is kept safe",
          paragraphs: [
            "Connections are encrypted. Rows of each workspace are kept apart by the database itself. Passwords can not be read back by anybody. If something leaks all the same, we tell those concerned and [supervisory authority] within [72 hours].",
          ],
        },
        {
          title: "Changes",
          paragraphs: [
            "When this page changes, it gets a new version and a new date. Members are told by email before a change that concerns them takes effect.",
          ],
        },
      ],
    },
  },
  id: {
    version: "Berlaku sejak {date}. Versi {version}.",
    template:
      "Teks ini adalah templat dan belum menjadi kontrak siapa pun. Isi setiap bagian yang ditandai, hapus yang tidak berlaku, dan minta ahli hukum di negara Anda membacanya sebelum ada yang diminta menyetujuinya.",
    other: "Baca juga",
    contents: "Di halaman ini",
    terms: {
      title: "Ketentuan layanan",
      lead: "Apa yang ditawarkan [Perusahaan] melalui [Produk], dan apa yang diharapkan dari penggunanya.",
      sections: [
        {
          title: "Para pihak",
          paragraphs: [
            "Ketentuan ini adalah perjanjian antara [Perusahaan], [alamat], dan orang yang membuka akun. Siapa pun yang membuka akun untuk sebuah organisasi menyatakan bahwa ia berwenang mewakilinya, dan organisasi itu ikut terikat.",
          ],
        },
        {
          title: "Akun Anda",
          paragraphs: [
            "Anda memerlukan alamat email milik sendiri, dan berusia paling sedikit [16] tahun. Jangan bagikan kata sandi Anda. Beri tahu kami di [alamat kontak] segera setelah Anda menduga akun Anda dipakai orang lain.",
            "Satu akun untuk satu orang. Akun itu bisa menjadi anggota di semua ruang kerja yang mengundangnya.",
          ],
        },
        {
          title: "Ruang kerja",
          paragraphs: [
            "Ruang kerja adalah milik para pemiliknya. Merekalah yang menentukan siapa yang diundang, dengan peran apa, dan siapa yang dikeluarkan. Yang ditulis anggota di ruang kerja tetap di sana setelah ia pergi.",
          ],
        },
        {
          title: "Yang Anda masukkan",
          paragraphs: [
            "Yang Anda masukkan ke [Produk] tetap milik Anda. Anda mengizinkan kami menyimpannya, menyalinnya untuk cadangan, dan menampilkannya kepada anggota ruang kerjanya, sejauh diperlukan untuk menjalankan layanan dan bukan untuk tujuan lain.",
            "Anda bertanggung jawab atas yang Anda masukkan: bahwa Anda berhak memakainya, dan bahwa itu tidak melanggar hukum maupun hak orang lain.",
          ],
        },
        {
          title: "Yang tidak diperbolehkan",
          paragraphs: [
            "Jangan mencoba menjangkau milik orang lain di sini, jangan mengganggu layanan, jangan memakainya untuk mengirim email yang tidak diminta, dan jangan memakainya untuk apa pun yang melanggar hukum di [negara]. Mencari kelemahan dipersilakan, sesuai aturan [kebijakan keamanan].",
          ],
        },
        {
          title: "Harga dan pembayaran",
          paragraphs: [
            "Paket yang ditandai gratis tidak dipungut biaya. Untuk paket lain, harga, jangka waktu, dan pajaknya ditampilkan sebelum Anda membayar. Langganan berjalan terus sampai dibatalkan; Anda bisa membatalkannya kapan saja, dan yang sudah dibayar tetap tersedia sampai jangka waktunya habis. [Pengembalian dana.]",
          ],
        },
        {
          title: "Yang kami janjikan, dan yang tidak",
          paragraphs: [
            "Kami menjalankan [Produk] dengan saksama, mengumumkan gangguan terencana [48 jam] sebelumnya, dan menyimpan cadangan. Kami tidak menjanjikan bahwa layanan tidak pernah gagal.",
            "[Tanggung jawab, sejauh hukum di negara Anda membolehkan pembatasannya.]",
          ],
        },
        {
          title: "Mengakhirinya",
          paragraphs: [
            "Anda bisa menutup akun kapan saja. Kami boleh menutup akun yang melanggar ketentuan ini; sebelumnya kami memberi tahu dan memberi waktu [14 hari] untuk memperbaikinya, kecuali bila menunggu akan merugikan orang lain. Sebelum akun atau ruang kerja dihapus, Anda bisa mengambil yang menjadi milik Anda.",
          ],
        },
        {
          title: "Perubahan",
          paragraphs: [
            "Bila ketentuan ini berubah, versinya dan tanggalnya baru. Anggota diberi tahu lewat email paling lambat [30 hari] sebelumnya. Yang tidak setuju bisa menutup akunnya sampai saat itu; versi yang disetujui setiap orang tercatat beserta waktunya.",
          ],
        },
        {
          title: "Hukum dan tempat",
          paragraphs: [
            "Hukum [negara] yang berlaku. Sengketa diperiksa di [pengadilan], kecuali bila hukum perlindungan konsumen memberi Anda tempat lain. Pertanyaan: [alamat kontak].",
          ],
        },
      ],
    },
    privacy: {
      title: "Privasi",
      lead: "Apa yang diketahui [Perusahaan] tentang pengguna [Produk], untuk apa, berapa lama, dan apa yang bisa mereka lakukan.",
      sections: [
        {
          title: "Yang bertanggung jawab",
          paragraphs: [
            "[Perusahaan], [alamat], [alamat kontak]. [Petugas pelindungan data, bila diwajibkan hukum.] Atas yang dimasukkan anggota ke ruang kerja, organisasi pemilik ruang kerja itulah yang bertanggung jawab, dan kami bekerja atas namanya.",
          ],
        },
        {
          title: "Yang disimpan, dan untuk apa",
          paragraphs: [
            "Akun Anda: nama, alamat email, bahasa, bentuk teracak dari kata sandi Anda, dan versi ketentuan yang Anda setujui beserta waktunya. Tanpa itu tidak ada akun (perjanjian).",
            "Sesi Anda: kapan Anda masuk, dari alamat jaringan mana, dan dengan peramban apa. Dengan begitu Anda dan kami bisa melihat orang lain yang masuk (kepentingan yang sah).",
            "Yang Anda masukkan ke ruang kerja. Itulah layanannya (perjanjian).",
            "Catatan permintaan: waktu, alamat yang dipanggil, hasil, dan sebuah nomor acak, tanpa isi. Dengan itu kami menemukan kerusakan dan serangan (kepentingan yang sah).",
            "Email yang kami kirim kepada Anda: jenisnya dan apakah sampai. Teksnya dihapus setelah terkirim (perjanjian).",
          ],
        },
        {
          title: "Kuki",
          paragraphs: [
            "Satu kuki membuat Anda tetap masuk. Tiga lagi mengingat pilihan Anda tentang tampilan halaman: tema, bahasa, dan apakah navigasi diciutkan. Tidak ada yang lain, dan tidak ada yang mengikuti Anda ke situs lain.",
          ],
        },
        {
          title: "Siapa lagi yang melihatnya",
          paragraphs: [
            "Mereka yang menjalankan bagian layanan untuk kami, dengan kontrak dan hanya atas perintah kami: [hosting], [basis data], [pengiriman email]. [Sebutkan masing-masing beserta negaranya, dan jaminannya bila di luar negara Anda.] Kami tidak menjual apa pun kepada siapa pun.",
          ],
        },
        {
          title: "Berapa lama",
          paragraphs: [
            "Akun Anda dan isinya: sampai Anda menutupnya, lalu [30 hari], dan dalam cadangan sampai tertimpa, paling lama [35 hari]. Sesi: sampai berakhir. Catatan permintaan: [30 hari]. Yang wajib kami simpan menurut hukum, seperti faktur, selama yang ditentukan.",
          ],
        },
        {
          title: "Yang bisa Anda lakukan",
          paragraphs: [
            "Anda bisa melihat, memperbaiki, dan mengambil yang menjadi milik Anda, meminta penghapusannya, dan berkeberatan atas yang didasarkan pada kepentingan kami. Tulis ke [alamat kontak]; kami menjawab dalam [satu bulan]. Anda juga bisa mengadu ke [lembaga pengawas].",
          ],
        },
        {
          title: "Cara menjaganya",
          paragraphs: [
            "Sambungan dienkripsi. Baris data setiap ruang kerja dipisahkan oleh basis data itu sendiri. Kata sandi tidak bisa dibaca kembali oleh siapa pun. Bila tetap ada yang bocor, kami memberi tahu yang bersangkutan dan [lembaga pengawas] dalam [72 jam].",
          ],
        },
        {
          title: "Perubahan",
          paragraphs: [
            "Bila halaman ini berubah, versinya dan tanggalnya baru. Anggota diberi tahu lewat email sebelum perubahan yang menyangkut mereka berlaku.",
          ],
        },
      ],
    },
  },
};

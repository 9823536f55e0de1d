import type { Catalogue, CountCopy } from "../../languages.ts";
import type { AwayCopy } from "../identity/failure.ts";
import type { Billing, LimitName, PlanKey, SubscriptionStatus } from "./billing.ts";

interface Question {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly confirming: string;
}

/** What is said wherever plans are shown. */
export interface PlansCopy {
  readonly plans: Readonly<Record<PlanKey, string>>;
  readonly month: string;
  readonly year: string;
  readonly intervals: string;
  readonly perMonth: string;
  readonly perYear: string;
  /** `{price}`: a twelfth of the year. */
  readonly perMonthOfYear: string;
  readonly limits: Readonly<Record<LimitName, CountCopy>>;
  readonly unlimited: Readonly<Record<LimitName, string>>;
}

export interface CheckoutCopy extends AwayCopy {
  readonly choose: string;
  readonly opening: string;
  readonly current: string;
  readonly alreadySubscribed: string;
  readonly inProgress: string;
  readonly expired: string;
}

export interface ConfirmingCopy {
  readonly waiting: string;
  readonly late: string;
}

export interface BillingCopy extends PlansCopy {
  readonly title: string;
  readonly lead: string;
  readonly planTitle: string;
  readonly usageTitle: string;
  readonly usageLead: string;
  readonly chooseTitle: string;
  readonly chooseLead: string;
  readonly failed: string;
  readonly failedText: string;
  readonly retry: string;
  readonly denied: { readonly title: string; readonly text: string; readonly managers: string };
  readonly status: Readonly<Record<SubscriptionStatus, string>>;
  /** In place of its status, once it will not be renewed. */
  readonly ending: string;
  readonly withoutSubscription: string;
  readonly nothingSold: string;
  readonly renews: string;
  readonly ends: string;
  readonly grace: string;
  readonly suspended: string;
  readonly changeLater: string;
  readonly changeAfterEnd: string;
  readonly limitNames: Readonly<Record<LimitName, string>>;
  readonly used: string;
  readonly usedUnlimited: string;
  readonly resets: string;
  readonly full: string;
  readonly confirming: ConfirmingCopy;
  readonly active: string;
  readonly declined: string;
  readonly checkout: CheckoutCopy;
  readonly cancel: string;
  readonly cancelled: string;
  readonly cancelQuestion: Question;
  readonly nothingToCancel: string;
  readonly notCancelled: AwayCopy;
}

export const billingCopy: Catalogue<BillingCopy> = {
  en: {
    title: "Billing",
    lead: "Plan, usage and payment of {workspace}.",
    planTitle: "Plan",
    usageTitle: "Usage",
    usageLead: "What the plan includes, and how much of it is used.",
    chooseTitle: "Choose a plan",
    chooseLead: "You pay on a page of our payment partner. Your card never reaches us.",
    failed: "Billing could not be loaded",
    failedText: "Your plan is not affected. Try again in a moment.",
    retry: "Try again",
    denied: {
      title: "Billing is for owners and admins",
      text: "Your role sees what the workspace does, not what it pays.",
      managers: "An owner or admin of this workspace",
    },
    plans: {
      free: "To try it, and for small things.",
      pro: "For a team that works in it every day.",
      business: "For many teams, without counting projects and tasks.",
    },
    month: "Monthly",
    year: "Yearly",
    intervals: "How often to pay",
    perMonth: "per month",
    perYear: "per year",
    perMonthOfYear: "{price} a month, paid once a year",
    limits: {
      projects: { one: "{count} project", other: "{count} projects" },
      tasks: { one: "{count} task", other: "{count} tasks" },
      exports: { one: "{count} export a month", other: "{count} exports a month" },
    },
    unlimited: {
      projects: "Projects without limit",
      tasks: "Tasks without limit",
      exports: "Exports without limit",
    },
    status: {
      incomplete: "Not paid yet",
      trialing: "Trial",
      active: "Active",
      past_due: "Payment late",
      unpaid: "Not paid",
      paused: "Paused",
      ended: "Ended",
    },
    ending: "Cancelled",
    withoutSubscription: "There is nothing to pay.",
    nothingSold: "Nothing is sold here: everyone is on this plan.",
    renews: "Renews on {date}.",
    ends: "Ends on {date}. Until then everything works, and nothing more is charged.",
    grace:
      "The last payment did not come through. Everything works until {date}. To keep it, pay through the link that our payment partner mails to whoever bought the plan.",
    suspended:
      "The plan is suspended until it is paid, through the link that our payment partner mails to whoever bought it. Your data is safe, and the limits of the free plan hold.",
    changeLater:
      "To move to another paid plan, cancel this one first. It works until its period ends, and then you can choose again.",
    changeAfterEnd: "You can choose another plan from {date} on.",
    limitNames: { projects: "Projects", tasks: "Tasks", exports: "Exports this month" },
    used: "{used} of {allowed}",
    usedUnlimited: "{used}, without limit",
    resets: "Starts afresh on {date}.",
    full: "Used up. A larger plan includes more.",
    confirming: {
      waiting: "Your payment is being confirmed. This page changes by itself when it is done.",
      late: "This takes longer than usual. If you paid, the plan changes as soon as we hear of it, here and also when you leave this page. If you did not, nothing is charged and you can choose again.",
    },
    active: "Thank you. {plan} is active.",
    declined: "The payment did not come through, and nothing was charged. Choose a plan again to try another card.",
    checkout: {
      choose: "Choose {plan}",
      opening: "Opening the payment page",
      current: "Your plan",
      alreadySubscribed: "This workspace has a subscription already. Load the page again to see it.",
      inProgress: "The payment page is being opened already. Try again in a moment.",
      expired: "That payment page has expired. Press once more for a new one.",
      silent:
        "The payment page can't be opened: our payment partner does not answer. Nothing was charged, your plan is as it was, and everything else works. Try again in a minute. If it lasts, tell us and quote {id}.",
      off: "Buying is switched off right now. Your plan is as it was, and everything else works. Try again later.",
    },
    cancel: "Cancel plan",
    cancelled: "The plan ends with its period",
    cancelQuestion: {
      title: "Cancel {plan} for {workspace}?",
      text: "Everything works until {date}. After that the workspace is on the free plan: what is above its limits stays readable, and nothing new can be added above them.",
      confirm: "Cancel plan",
      confirming: "Cancelling",
    },
    nothingToCancel: "There is no subscription to cancel any more. Load the page again.",
    notCancelled: {
      silent:
        "The plan was not cancelled: our payment partner does not answer. Nothing has changed, and everything else works. Try again in a minute. If it lasts, tell us and quote {id}.",
      off: "Cancelling is switched off right now. Nothing has changed, and everything else works. Try again later.",
    },
  },
  id: {
    title: "Tagihan",
    lead: "Paket, pemakaian, dan pembayaran {workspace}.",
    planTitle: "Paket",
    usageTitle: "Pemakaian",
    usageLead: "Yang termasuk dalam paket, dan seberapa banyak yang sudah dipakai.",
    chooseTitle: "Pilih paket",
    chooseLead: "Anda membayar di halaman mitra pembayaran kami. Data kartu Anda tidak pernah sampai ke kami.",
    failed: "Tagihan tidak dapat dimuat",
    failedText: "Paket Anda tidak terpengaruh. Coba lagi sebentar lagi.",
    retry: "Coba lagi",
    denied: {
      title: "Tagihan untuk pemilik dan admin",
      text: "Peran Anda melihat apa yang dikerjakan ruang kerja ini, bukan apa yang dibayarnya.",
      managers: "Pemilik atau admin ruang kerja ini",
    },
    plans: {
      free: "Untuk mencoba, dan untuk hal kecil.",
      pro: "Untuk tim yang memakainya setiap hari.",
      business: "Untuk banyak tim, tanpa menghitung proyek.",
    },
    month: "Bulanan",
    year: "Tahunan",
    intervals: "Seberapa sering membayar",
    perMonth: "per bulan",
    perYear: "per tahun",
    perMonthOfYear: "{price} sebulan, dibayar setahun sekali",
    limits: {
      projects: { other: "{count} proyek" },
      tasks: { other: "{count} tugas" },
      exports: { other: "{count} ekspor per bulan" },
    },
    unlimited: { projects: "Proyek tanpa batas", tasks: "Tugas tanpa batas", exports: "Ekspor tanpa batas" },
    status: {
      incomplete: "Belum dibayar",
      trialing: "Masa coba",
      active: "Aktif",
      past_due: "Pembayaran terlambat",
      unpaid: "Tidak dibayar",
      paused: "Dijeda",
      ended: "Berakhir",
    },
    ending: "Dibatalkan",
    withoutSubscription: "Tidak ada yang perlu dibayar.",
    nothingSold: "Di sini tidak ada yang dijual: semua orang memakai paket ini.",
    renews: "Diperpanjang pada {date}.",
    ends: "Berakhir pada {date}. Sampai saat itu semuanya berfungsi, dan tidak ada tagihan lagi.",
    grace:
      "Pembayaran terakhir tidak berhasil. Semuanya berfungsi sampai {date}. Agar tetap berlaku, bayar lewat tautan yang dikirim mitra pembayaran kami ke email pembeli paket.",
    suspended:
      "Paket ditangguhkan sampai dibayar, lewat tautan yang dikirim mitra pembayaran kami ke email pembelinya. Data Anda aman, dan batas paket gratis yang berlaku.",
    changeLater:
      "Untuk pindah ke paket berbayar lain, batalkan dulu yang ini. Paket tetap berfungsi sampai periodenya habis, lalu Anda bisa memilih lagi.",
    changeAfterEnd: "Anda bisa memilih paket lain mulai {date}.",
    limitNames: { projects: "Proyek", tasks: "Tugas", exports: "Ekspor bulan ini" },
    used: "{used} dari {allowed}",
    usedUnlimited: "{used}, tanpa batas",
    resets: "Dimulai lagi pada {date}.",
    full: "Sudah habis. Paket yang lebih besar memuat lebih banyak.",
    confirming: {
      waiting: "Pembayaran Anda sedang dipastikan. Halaman ini berubah sendiri setelah selesai.",
      late: "Ini lebih lama dari biasanya. Jika Anda sudah membayar, paket berubah begitu kami mendapat kabar, juga bila Anda meninggalkan halaman ini. Jika belum, tidak ada yang ditagih dan Anda bisa memilih lagi.",
    },
    active: "Terima kasih. {plan} sudah aktif.",
    declined: "Pembayaran tidak berhasil, dan tidak ada yang ditagih. Pilih paket lagi untuk mencoba kartu lain.",
    checkout: {
      choose: "Pilih {plan}",
      opening: "Membuka halaman pembayaran",
      current: "Paket Anda",
      alreadySubscribed: "Ruang kerja ini sudah berlangganan. Muat ulang halaman untuk melihatnya.",
      inProgress: "Halaman pembayaran sedang dibuka. Coba lagi sebentar lagi.",
      expired: "Halaman pembayaran itu sudah kedaluwarsa. Tekan sekali lagi untuk yang baru.",
      silent:
        "Halaman pembayaran tidak bisa dibuka: mitra pembayaran kami tidak menjawab. Tidak ada yang ditagih, paket Anda tetap seperti semula, dan bagian lainnya berfungsi. Coba lagi semenit lagi. Bila berlanjut, beri tahu kami dan sebutkan {id}.",
      off: "Pembelian sedang dimatikan. Paket Anda tetap seperti semula, dan bagian lainnya berfungsi. Coba lagi nanti.",
    },
    cancel: "Batalkan paket",
    cancelled: "Paket berakhir bersama periodenya",
    cancelQuestion: {
      title: "Batalkan {plan} untuk {workspace}?",
      text: "Semuanya berfungsi sampai {date}. Setelah itu ruang kerja memakai paket gratis: yang melebihi batasnya tetap bisa dibaca, dan tidak ada yang baru bisa ditambahkan di atasnya.",
      confirm: "Batalkan paket",
      confirming: "Membatalkan",
    },
    nothingToCancel: "Tidak ada langganan untuk dibatalkan lagi. Muat ulang halaman.",
    notCancelled: {
      silent:
        "Paket belum dibatalkan: mitra pembayaran kami tidak menjawab. Tidak ada yang berubah, dan bagian lainnya berfungsi. Coba lagi semenit lagi. Bila berlanjut, beri tahu kami dan sebutkan {id}.",
      off: "Pembatalan sedang dimatikan. Tidak ada yang berubah, dan bagian lainnya berfungsi. Coba lagi nanti.",
    },
  },
};

/** What a subscription's state means to whoever pays, as one sentence; `{date}` is put in by the caller. */
export function stateSentence(billing: Billing, copy: BillingCopy): { readonly text: string; readonly date?: string } {
  const { subscription, canBuy } = billing;
  if (subscription === null) return { text: canBuy ? copy.withoutSubscription : copy.nothingSold };
  if (subscription.access === "suspended") return { text: copy.suspended };
  if (subscription.access === "grace") {
    return { text: copy.grace, date: subscription.graceEndsAt ?? subscription.currentPeriodEnd };
  }
  const text = subscription.cancelAtPeriodEnd ? copy.ends : copy.renews;
  return { text, date: subscription.currentPeriodEnd };
}

/** The vendor's cards for trying things out (docs.dodopayments.com/miscellaneous/testing-process, read 2026-11-21). */
export const CARDS = [
  { number: "4242 4242 4242 4242", says: "Is charged", first: true, later: true },
  { number: "4000 0000 0000 0002", says: "Is declined", first: false, later: false },
  { number: "4000 0000 0000 9995", says: "Has insufficient funds", first: false, later: false },
  { number: "4000 0000 0000 0341", says: "Is charged now and declined at the next renewal", first: true, later: false },
] as const;

export const GOOD_CARD = CARDS[0].number;
export const DECLINED_CARD = CARDS[1].number;

const known = (card: string) => CARDS.find(({ number }) => number.endsWith(card.slice(-4)));

/** Whether a charge goes through; a card that is not in the table is a good one. */
export function charges(card: string, when: "first" | "later"): boolean {
  return known(card)?.[when] ?? true;
}

export function declineCode(card: string): string {
  return card.endsWith("9995") ? "INSUFFICIENT_FUNDS" : "CARD_DECLINED";
}

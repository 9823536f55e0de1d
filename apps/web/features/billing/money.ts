import type { Money } from "@ninefold/billing/catalogue";

/** `$19`, `$15.83`: cents only where there are some. */
export function formatMoney({ amountMinor, currency }: Money, language: string): string {
  const style = { style: "currency", currency } as const;
  const digits = new Intl.NumberFormat(language, style).resolvedOptions().maximumFractionDigits ?? 2;
  const amount = amountMinor / 10 ** digits;
  const fraction = Number.isInteger(amount) ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {};
  return new Intl.NumberFormat(language, { ...style, ...fraction }).format(amount);
}

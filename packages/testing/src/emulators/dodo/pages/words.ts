import { html } from "hono/html";
import type { Product } from "../catalogue.ts";
import type { Html } from "../../pages/shell.ts";

/** `$19.00`. */
export function money(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

export function price({ amount, currency, interval }: Product, quantity = 1): string {
  return `${money(amount * quantity, currency)} a ${interval.toLowerCase()}`;
}

/** `21 Nov 2026, 16:56`, in this machine's zone. */
export function moment(iso: string): string {
  return new Date(iso).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}

export const day = (iso: string) => new Date(iso).toLocaleDateString("en-GB", { dateStyle: "medium" });

const TONES: Readonly<Record<string, string>> = {
  active: "good",
  succeeded: "good",
  success: "good",
  paid: "good",
  open: "quiet",
  cancelled: "quiet",
  expired: "quiet",
  pending: "quiet",
  held: "quiet",
  failed: "bad",
  on_hold: "bad",
};

export const chip = (status: string): Html =>
  html`<span class="chip ${TONES[status] ?? ""}">${status.replace("_", " ")}</span>`;

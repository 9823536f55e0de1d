import { html } from "hono/html";
import type { Mail } from "../mail.ts";

const FATES: Readonly<Record<string, readonly [tone: string, words: string]>> = {
  bounced: ["bad", "bounced"],
  suppressed: ["bad", "suppressed"],
  complained: ["bad", "marked as spam"],
  scheduled: ["", "scheduled"],
  canceled: ["", "cancelled"],
};

/** Said only of a mail that did not simply arrive. */
export function chip({ lastEvent }: Mail) {
  const [tone, words] = FATES[lastEvent] ?? [];
  return words === undefined ? "" : html`<span class="chip ${tone ?? ""}">${words}</span>`;
}

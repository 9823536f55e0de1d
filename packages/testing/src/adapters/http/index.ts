import { mailSeer } from "../../mail-link.ts";
import type { AppDriver, Mailbox } from "../../port.ts";
import { httpAccount } from "./account.ts";
import { openApi } from "./api.ts";
import { httpBuying } from "./buying.ts";
import { httpOperating } from "./operating.ts";
import { httpTeaming } from "./teaming.ts";
import { httpVisiting } from "./visiting.ts";
import { whereIs } from "./where.ts";
import { httpWorking } from "./working.ts";

export interface HttpDriverOptions {
  /** The product's one origin, pages and API alike. */
  readonly baseUrl: string;
  /** Where the product's mail arrives. */
  readonly mailbox: Mailbox;
  /** Which terms a person who signs up accepts. */
  readonly termsVersion: string;
  /** For an app that runs in this process. */
  readonly fetch?: typeof fetch;
  /** For one request; 10 seconds when absent. */
  readonly timeoutMs?: number;
  /** For what comes later: a mail, a plan that was paid for, a job's end. As long as for a request when absent. */
  readonly patienceMs?: number;
}

/**
 * The same journeys without a browser, in milliseconds: for everything a person's eyes are not needed for. It knows the
 * API by the document that the product itself serves, and takes no answer that is not in it.
 */
export function httpDriver(options: HttpDriverOptions): AppDriver {
  const { baseUrl, mailbox, termsVersion, fetch: send = fetch, timeoutMs = 10_000 } = options;
  const { patienceMs = timeoutMs } = options;
  const { origin } = new URL(baseUrl);
  const closing = new AbortController();
  const api = openApi({ origin, send, timeoutMs, closed: closing.signal });
  const at = { api, mailbox, patienceMs, places: whereIs(api) };

  return {
    ...httpVisiting(at),
    ...httpAccount({ ...at, termsVersion }),
    ...httpTeaming(at),
    ...httpWorking(at),
    ...httpBuying(at),
    ...httpOperating(at),
    seesMail: mailSeer(mailbox, patienceMs),
    close: async () => closing.abort(),
  };
}

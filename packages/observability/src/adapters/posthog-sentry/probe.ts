import { ObservabilityError } from "../../errors.ts";
import type { FlushOptions } from "../../port.ts";
import type { SentryOptions } from "./errors.ts";
import type { PosthogOptions } from "./events.ts";

/**
 * Whether PostHog answers and takes the key. Captures nothing: it asks for the flags of nobody
 * (posthog.com/docs/api/flags, read 2026-11-21).
 * @throws ObservabilityError `observability.unavailable`, saying what was answered.
 */
export async function probePosthog(
  { apiKey, host }: Pick<PosthogOptions, "apiKey" | "host">,
  options: FlushOptions = {},
): Promise<void> {
  const body = JSON.stringify({ token: apiKey, distinct_id: "system-doctor" });
  const headers = { "content-type": "application/json" };
  await ask(`${host.replace(/\/+$/, "")}/flags/?v=2`, { ...options, body, headers });
}

/**
 * Whether Sentry answers at the DSN's address. Reports nothing: the envelope is empty, and for an empty one the vendor's
 * relay may not look at the key (develop.sentry.dev/sdk/data-model/envelopes, read 2026-11-21).
 * @throws ObservabilityError `observability.unavailable`, saying what was answered.
 */
export async function probeSentry({ dsn }: Pick<SentryOptions, "dsn">, options: FlushOptions = {}): Promise<void> {
  const { origin, username, pathname } = new URL(dsn);
  const [project = "", ...folders] = pathname.split("/").filter(Boolean).toReversed();
  const base = [origin, ...folders.toReversed()].join("/");
  const url = `${base}/api/${project}/envelope/?sentry_key=${username}&sentry_version=7`;
  await ask(url, { ...options, body: "{}\n", headers: { "content-type": "application/x-sentry-envelope" } });
}

async function ask(url: string, init: { body: string; headers: Record<string, string>; signal?: AbortSignal }) {
  const response = await fetch(url, { method: "POST", ...init }).catch((cause: unknown) => {
    throw new ObservabilityError("observability.unavailable", "the vendor did not answer", { cause });
  });
  await response.arrayBuffer();
  if (response.ok) return;
  const meaning = response.status === 401 || response.status === 403 ? ": it does not take the key" : "";
  throw new ObservabilityError("observability.unavailable", `the vendor answered ${response.status}${meaning}`);
}

import { AsyncLocalStorage } from "node:async_hooks";
import { gunzipSync } from "node:zlib";
import { PostHog } from "posthog-node";
import { ObservabilityError } from "../../errors.ts";
import type { AnalyticsEvent, AnalyticsFact } from "../../port.ts";
import { toCapture } from "./translate.ts";

export interface PosthogOptions {
  /** The project's key, `phc_…`. */
  readonly apiKey: string;
  readonly host: string;
  /** For one request, 5_000 when absent. */
  readonly timeoutMs?: number;
}

/** More than this wait for nobody: the oldest go. */
const MOST_QUEUED = 1_000;

/** The events' half: buffered and sent in batches, save for facts, which are sent one by one while a job waits. */
export function posthogEvents({ apiKey, host, timeoutMs = 5_000 }: PosthogOptions) {
  let captured = 0;
  let delivered = 0;
  /** The SDK resolves whatever the vendor says; who waits for an answer finds it here. */
  const waiting = new AsyncLocalStorage<{ status?: number }>();

  const client = new PostHog(apiKey, {
    host: host.replace(/\/+$/, ""),
    flushAt: 20,
    flushInterval: 5_000,
    maxQueueSize: MOST_QUEUED,
    requestTimeout: timeoutMs,
    // A lost connection keeps a batch, any answer but a good one drops it (5.70): a fact is repeated by its job instead.
    fetchRetryCount: 1,
    fetchRetryDelay: 1_000,
    disableGeoip: true,
    enableExceptionAutocapture: false,
    enableLocalEvaluation: false,
    fetch: async (url, options) => {
      const asked = waiting.getStore();
      const response = await fetch(url, options);
      if (asked !== undefined) asked.status = response.status;
      else if (response.ok) delivered += sizeOf(options.body);
      return response;
    },
  });

  return {
    capture(event: AnalyticsEvent): void {
      captured += 1;
      client.capture(toCapture(event));
    },

    async captureOnce(fact: AnalyticsFact, signal: AbortSignal | undefined): Promise<void> {
      const answer: { status?: number } = {};
      const asked = waiting.run(answer, () =>
        client.captureImmediate({ ...toCapture(fact), uuid: fact.id, timestamp: fact.occurredAt }),
      );
      await Promise.race([asked, whenAborted(signal)]);
      const { status } = answer;
      if (status !== undefined && status >= 200 && status < 300) return;
      throw new ObservabilityError("observability.unavailable", `the vendor answered ${status ?? "nothing"}`);
    },

    /** Sends what waits. Answers how many never arrived. */
    async flush(signal: AbortSignal | undefined): Promise<number> {
      const flushed = client.flush().catch(() => undefined);
      if (!signal?.aborted) await Promise.race([flushed, whenAborted(signal)]);
      return captured - delivered;
    },
  };
}

/** How many events a batch held: the SDK does not say. */
function sizeOf(body: unknown): number {
  const text = body instanceof Uint8Array ? gunzipSync(body).toString() : typeof body === "string" ? body : "{}";
  const sent: unknown = JSON.parse(text);
  const batch = typeof sent === "object" && sent !== null && "batch" in sent ? sent.batch : [];
  return Array.isArray(batch) ? batch.length : 0;
}

function whenAborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener("abort", () => resolve(), { once: true });
  });
}

import { randomBytes } from "node:crypto";
import { createTransport, NodeClient } from "@sentry/node";
import { redactFields } from "../../domain/redact.ts";
import type { Fields } from "../../port.ts";
import { toEvent } from "./translate.ts";

export interface SentryOptions {
  /** `https://<key>@<host>/<project>`. */
  readonly dsn: string;
  /** `production`, `staging`, … */
  readonly environment: string;
  /** Which build this is. */
  readonly release: string;
  /** For one error in all, 5_000 when absent: the SDK itself would wait for ever. */
  readonly timeoutMs?: number;
}

/**
 * The errors' half. The SDK's client alone, and none of its integrations: it watches nothing, patches nothing and
 * collects nothing by itself, so what the vendor gets is what `toEvent` wrote, and that was redacted before.
 */
export function sentryErrors({ dsn, environment, release, timeoutMs = 5_000 }: SentryOptions) {
  let captured = 0;
  let delivered = 0;
  const client = new NodeClient({
    dsn,
    environment,
    release,
    integrations: [],
    stackParser: () => [],
    enableRuntimeChannelInjection: false,
    traceLifecycle: "static",
    sendClientReports: false,
    includeServerName: false,
    maxBreadcrumbs: 0,
    normalizeDepth: 12,
    normalizeMaxBreadth: 200,
    // Each is on unless it is turned off here (v11, "Data collection"). Nothing of ours would use them; this says so.
    dataCollection: {
      userInfo: false,
      cookies: false,
      httpHeaders: false,
      httpBodies: [],
      urlQueryParams: false,
      graphQL: { document: false, variables: false },
      genAI: { inputs: false, outputs: false },
      databaseQueryData: false,
      queues: false,
      stackFrameVariables: false,
      frameContextLines: 0,
    },
    // The last look before it leaves: whatever another release of the SDK may add is taken out again.
    beforeSend: ({
      request: _request,
      breadcrumbs: _breadcrumbs,
      modules: _modules,
      server_name: _name,
      ...event
    }) => ({
      ...event,
      ...(event.user && { user: event.user.id === undefined ? {} : { id: event.user.id } }),
      extra: { ...redactFields(event.extra) },
    }),
    transport: (options) =>
      createTransport(options, async ({ body }) => {
        const response = await fetch(options.url, {
          method: "POST",
          body: typeof body === "string" ? body : new Uint8Array(body),
          signal: AbortSignal.timeout(timeoutMs),
        });
        // Unread, an answer would hold its connection.
        await response.arrayBuffer();
        if (response.ok) delivered += 1;
        return {
          statusCode: response.status,
          headers: {
            "retry-after": response.headers.get("retry-after"),
            "x-sentry-rate-limits": response.headers.get("x-sentry-rate-limits"),
          },
        };
      }),
  });

  return {
    capture(error: unknown, fields: Fields): void {
      captured += 1;
      client.captureEvent(toEvent(error, fields, () => randomBytes(8).toString("hex")));
    },
    /** Waits for what is under way. Answers how many never arrived. */
    async flush(signal: AbortSignal | undefined): Promise<number> {
      if (!signal?.aborted) await Promise.race([client.flush(timeoutMs), whenAborted(signal)]);
      return captured - delivered;
    },
  };
}

function whenAborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
}

import { randomUUID } from "node:crypto";
import type { Env } from "../../apps/api/src/env.ts";
import { objectKey } from "@ninefold/media";
import type { Ports } from "./open.ts";
import type { Reached } from "./report.ts";
import { sayError, within } from "./within.ts";

const DEADLINE_MS = 5_000;

interface Look {
  readonly ports: Ports;
  readonly env: Env;
  readonly signal: AbortSignal;
}

/**
 * One cheap question for each system, which changes nothing at the vendor. Mostly a read through the port for what there
 * is not, so that it works for whichever adapter is chosen.
 */
const THROUGH_PORT: Readonly<Record<string, (look: Look) => Promise<unknown>>> = {
  identity: ({ ports, signal }) => ports.identity.findPerson(randomUUID(), { signal }),
  billing: ({ ports, signal }) => ports.billing.findCheckout("system-doctor", { signal }),
  workflows: ({ ports, signal }) => ports.workflows.findRun(randomUUID(), { signal }),
  media: ({ ports, signal }) =>
    ports.media.find(objectKey({ tenantId: randomUUID() }, "system-doctor/none"), { signal }),
  "ops-safety": ({ ports, signal }) => ports["ops-safety"].listSwitches({ signal }),
};

/** Where the port can only send, the adapter has a question of its own. */
const OF_ADAPTER: Readonly<Record<string, (look: Look) => Promise<unknown>>> = {
  async resend({ env, signal }) {
    const { probeResend } = await import("@ninefold/notifications/resend");
    await probeResend({ apiKey: env.RESEND_API_KEY ?? "", baseUrl: env.RESEND_BASE_URL }, { signal });
  },
  async oidc({ ports, env, signal }) {
    const { probeOpenid } = await import("@ninefold/identity/oidc");
    await ports.identity.findPerson(randomUUID(), { signal });
    await probeOpenid(env.OIDC_ISSUER ?? "", { signal });
  },
  async "posthog-sentry"({ env, signal }) {
    const { probePosthog, probeSentry } = await import("@ninefold/observability/posthog-sentry");
    const posthog = probePosthog({ apiKey: env.POSTHOG_API_KEY ?? "", host: env.POSTHOG_HOST }, { signal });
    const sentry = probeSentry({ dsn: env.SENTRY_DSN ?? "" }, { signal });
    const [events, errors] = await Promise.allSettled([posthog, sentry]);
    const failed = [
      ...(events.status === "rejected" ? [`PostHog: ${sayError(events.reason)}`] : []),
      ...(errors.status === "rejected" ? [`Sentry: ${sayError(errors.reason)}`] : []),
    ];
    if (failed.length > 0) throw new Error(failed.join("; "));
  },
};

/** Asks whoever is behind an adapter. Never rejects. */
export async function reach(system: string, adapter: string, { ports, env }: Omit<Look, "signal">): Promise<Reached> {
  const ask = OF_ADAPTER[adapter] ?? THROUGH_PORT[system];
  if (ask === undefined) {
    return { isReached: null, detail: "no question that sends nothing; `doctor --live` sends" };
  }
  const outcome = await within(DEADLINE_MS, (signal) => ask({ ports, env, signal }));
  const { latencyMs } = outcome;
  if ("value" in outcome || hasAnswered(outcome.error)) return { isReached: true, latencyMs, detail: "answers" };
  return { isReached: false, latencyMs, detail: sayError(outcome.error) };
}

/** A refusal of this one question is an answer as well; a key that is not taken is none that helps. */
function hasAnswered(error: unknown): boolean {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return (
    typeof code === "string" && /^(billing|media|workflows|notifications)[.](refused|not_found|invalid_)/.test(code)
  );
}

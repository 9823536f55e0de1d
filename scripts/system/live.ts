import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { plans } from "@ninefold/billing/catalogue";
import { objectKey } from "@ninefold/media";
import { mailboxOf } from "@ninefold/notifications";
import type { Run, Task } from "@ninefold/workflows";
import type { Env } from "../../apps/api/src/env.ts";
import type { Ports } from "./open.ts";
import type { Step } from "./report.ts";
import { sayError, within } from "./within.ts";

interface Trial {
  readonly ports: Ports;
  readonly env: Env;
  /** Of the systems whose settings are right. */
  readonly adapters: ReadonlyMap<string, string>;
  /** Who gets the test mail. Absent: the vendor's own address for tests, where it has one. */
  readonly mailTo?: string | undefined;
}
/** What is done marks itself with it everywhere. */
interface Attempt extends Trial {
  readonly mark: string;
  readonly signal: AbortSignal;
}

interface Did {
  readonly id: string;
  readonly detail: string;
}

interface Kind {
  readonly step: string;
  readonly system: string;
  /** Why this can't be tried; `undefined` when it can. */
  readonly lacks: (trial: Trial) => string | undefined;
  readonly attempt: (attempt: Attempt) => Promise<Did>;
}

const DEADLINE_MS = 15_000;
/** How long an engine is watched before its run is taken back. */
const JOB_MS = 10_000;

/** Addresses at which a vendor swallows mail: nobody reads it, and its dashboard shows it. */
const SWALLOWED_AT: Readonly<Record<string, string>> = { resend: "delivered@resend.dev" };

const KINDS: readonly Kind[] = [
  {
    step: "error",
    system: "observability",
    lacks: ({ ports }) => (ports.observability.capabilities.hasConsole ? undefined : "errors go to the log alone"),
    async attempt({ ports, mark, signal }) {
      const before = await ports.observability.flush({ signal });
      const error = new Error(`Test error of system doctor ${mark}`);
      ports.observability.captureError({ name: error.name, message: error.message }, { test: mark });
      const { lost } = await ports.observability.flush({ signal });
      if (lost > before.lost) throw new Error("the vendor did not take it");
      return { id: mark, detail: "sent; search for the id" };
    },
  },
  {
    step: "analytics event",
    system: "observability",
    lacks: ({ ports }) => (ports.observability.capabilities.hasConsole ? undefined : "events go to the log alone"),
    async attempt({ ports, mark, signal }) {
      const id = randomUUID();
      const fact = { id, name: "system.doctor_test", actorId: "system-doctor", tenantId: null, occurredAt: new Date() };
      await ports.observability.trackOnce({ ...fact, properties: { test: mark } }, { signal });
      return { id, detail: "taken as system.doctor_test" };
    },
  },
  {
    step: "mail",
    system: "notifications",
    lacks({ ports, adapters, mailTo }) {
      if (!ports.notifications.capabilities.delivers) return "no mail is sent";
      const recipient = mailTo ?? SWALLOWED_AT[adapters.get("notifications") ?? ""];
      return recipient === undefined ? "say who gets it: --mail-to ADDRESS" : undefined;
    },
    async attempt({ ports, env, adapters, mailTo, mark, signal }) {
      const address = mailTo ?? SWALLOWED_AT[adapters.get("notifications") ?? ""] ?? "";
      const message = {
        channel: "email",
        from: mailboxOf(env.NOTIFICATIONS_FROM ?? ""),
        to: { address },
        subject: `Test mail of system doctor ${mark}`,
        text: "This is a test. Nobody has to do anything.",
      } as const;
      const receipt = await ports.notifications.send(message, { idempotencyKey: mark, signal });
      if (receipt.status !== "accepted") throw new Error("it was skipped");
      return { id: receipt.ref, detail: `accepted for ${address}` };
    },
  },
  {
    step: "upload",
    system: "media",
    lacks: ({ ports }) => (ports.media.capabilities.stores ? undefined : "uploads are off"),
    async attempt({ ports, mark, signal }) {
      const key = objectKey({ tenantId: "system-doctor" }, `${mark}/test.txt`);
      const body = new TextEncoder().encode(`Test file of system doctor ${mark}`);
      try {
        await ports.media.put(key, body, { signal });
        const stored = await ports.media.find(key, { signal });
        if (stored?.sizeBytes !== body.byteLength) throw new Error("what was stored is not what was sent");
      } finally {
        await ports.media.remove(key, { signal });
      }
      if ((await ports.media.find(key, { signal })) !== undefined) throw new Error(`it is still there: remove ${key}`);
      return { id: key, detail: "stored, read and removed" };
    },
  },
  { step: "job", system: "workflows", lacks: () => undefined, attempt: tryJob },
  {
    step: "checkout",
    system: "billing",
    lacks: ({ ports }) => (ports.billing.capabilities.sells ? undefined : "nothing is sold"),
    async attempt({ ports, env, mark, signal }) {
      const plan = plans.find(({ prices }) => prices.month.amountMinor > 0);
      if (plan === undefined) throw new Error("the catalogue has no plan that costs anything");
      const checkout = await ports.billing.createCheckout(
        {
          tenantId: randomUUID(),
          planKey: plan.key,
          interval: "month",
          customerEmail: env.NOTIFICATIONS_FROM ? mailboxOf(env.NOTIFICATIONS_FROM).address : "system@doctor.test",
          returnUrl: env.APP_URL,
          cancelUrl: env.APP_URL,
        },
        { operationKey: mark, signal },
      );
      return { id: checkout.ref, detail: `opened for ${plan.name}, to be paid by nobody; it expires by itself` };
    },
  },
];

/** Sends one of each kind through whatever is configured, at once; none waits for another, and none stops another. */
export async function runLive(trial: Trial): Promise<readonly Step[]> {
  const mark = `doctor-${randomUUID().slice(0, 8)}`;
  return Promise.all(KINDS.map((kind) => tryOne(kind, trial, mark)));
}

async function tryOne(kind: Kind, trial: Trial, mark: string): Promise<Step> {
  const { step, system } = kind;
  const adapter = trial.adapters.get(system);
  const about = { step, system, adapter: adapter ?? "" };
  const lacking =
    adapter === undefined ? "its settings must be right first" : (isIdle(adapter, system) ?? kind.lacks(trial));
  if (lacking !== undefined) return { ...about, status: "not configured", detail: lacking };
  const outcome = await within(DEADLINE_MS, (signal) => kind.attempt({ ...trial, mark, signal }));
  const { latencyMs } = outcome;
  if ("value" in outcome) return { ...about, status: "passed", latencyMs, ...outcome.value };
  return { ...about, status: "failed", latencyMs, detail: sayError(outcome.error) };
}

/** Whatever it would say, nothing would have left this process. */
const isIdle = (adapter: string, system: string) =>
  adapter === "memory" ? `${system} is kept in each process` : undefined;

/**
 * Through the engine's own port, past the ledger: a task of this process alone where the engine runs tasks in processes.
 * An engine whose runs execute elsewhere has no such task: there it is taken, found and taken back.
 */
async function tryJob({ ports: { workflows: engine }, mark, signal }: Attempt): Promise<Did> {
  const ran = Promise.withResolvers<void>();
  // Of its own, or another doctor's run might end here.
  const name = "system.doctor";
  const task: Task = {
    name,
    attempts: 1,
    backoffMs: 1_000,
    deadlineMs: JOB_MS,
    run: async (payload) => {
      if (Object(payload).mark === mark) ran.resolve();
    },
  };
  await engine.start([task], { signal });
  try {
    const request = { task: name, payload: { mark }, idempotencyKey: mark, tenantId: null, requestId: mark };
    const run = await engine.enqueue(request, { signal });
    const hasRun = await Promise.race([ran.promise.then(() => true), delay(JOB_MS, false, { signal })]);
    if (hasRun) return { id: run.id, detail: `taken and run after ${await waited(engine, run)} attempt(s)` };
    const found = await engine.findRun(run.id, { signal });
    await engine.cancel(run.id, { signal });
    if (found === undefined) throw new Error("it was taken, and is not there any more");
    return { id: run.id, detail: "taken, found and cancelled; what runs it is deployed elsewhere" };
  } finally {
    await engine.stop({ graceMs: 1_000 });
  }
}

async function waited(engine: Ports["workflows"], run: Run): Promise<number> {
  return (await engine.findRun(run.id).catch(() => undefined))?.attempts ?? 1;
}

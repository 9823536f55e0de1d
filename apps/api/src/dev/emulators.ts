import { z } from "zod";
import { DevelopmentError } from "./errors.ts";

/** How a vendor behaves: as it should, slowly, answering 500, or not at all. `other`: by rules that were set elsewhere. */
export const MODES = ["up", "slow", "failing", "down"] as const;
export type Mode = (typeof MODES)[number];

/** Three seconds: less than the product waits for a vendor, and long enough to be seen. */
export const SLOW_MS = 3_000;
const RULES: Readonly<Partial<Record<Mode, object>>> = {
  slow: { route: "*", latencyMs: SLOW_MS },
  failing: { route: "*", status: 500 },
};

const ANSWER_MS = 3_000;
/** Whatever becomes due is done before a clock has moved, webhooks that nobody takes included. */
const MOVE_MS = 60_000;
/** Of each kind of record. */
const NEWEST = 20;

const Rule = z.looseObject({
  route: z.string(),
  times: z.number().optional(),
  skip: z.number().optional(),
  status: z.number().optional(),
  latencyMs: z.number().optional(),
});
const Faults = z.object({ faults: z.array(z.object({ id: z.string(), rule: Rule })) });
const Listed = z.object({
  emulators: z.array(
    z.object({
      name: z.string(),
      url: z.url(),
      listening: z.boolean(),
      isTimed: z.boolean(),
      requests: z.number(),
      unknownRequests: z.number(),
    }),
  ),
});
const Clock = z.object({ now: z.iso.datetime(), fixed: z.boolean(), aheadMs: z.number() });
const Records = z.record(z.string(), z.array(z.unknown()));

export type Emulators = ReturnType<typeof emulatorsAt>;
export type Vendor = Awaited<ReturnType<Emulators["list"]>>[number];

/**
 * The emulators' control port, as the server asks it; no browser does.
 * @param settings what the product was told: an emulator whose address is not among it is not in use.
 */
export function emulatorsAt(controlUrl: string, settings: readonly string[]) {
  async function ask(method: string, path: string, { body, timeoutMs = ANSWER_MS }: Question = {}): Promise<unknown> {
    const init: RequestInit = { method, signal: AbortSignal.timeout(timeoutMs) };
    if (body !== undefined) init.body = JSON.stringify(body);
    const answer = await fetch(new URL(path, controlUrl), init).catch((cause: unknown) => {
      throw new DevelopmentError("development.unavailable", "The emulators do not answer.", { cause });
    });
    const said: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => undefined);
    if (answer.ok) return said;
    if (answer.status === 404) throw new DevelopmentError("development.not_found", "No emulator has that.");
    throw new DevelopmentError("development.unavailable", `The emulators answered ${answer.status}.`);
  }

  const faultsOf = async (name: string) => Faults.parse(await ask("GET", at(name, "faults"))).faults;
  const listed = async () => Listed.parse(await ask("GET", "/emulators")).emulators;

  return {
    /** Every emulator, how it behaves, what time it has, and the newest of what it holds. */
    async list() {
      const emulators = await listed();
      return Promise.all(
        emulators.map(async ({ listening, ...emulator }) => {
          const { name, url } = emulator;
          const [faults, clock, records] = await Promise.all([
            faultsOf(name),
            ask("GET", at(name, "clock")).then((said) => Clock.parse(said)),
            ask("GET", at(name, `state?newest=${NEWEST}`)).then((said) => Records.parse(said)),
          ]);
          const isUsed = settings.some((value) => value.includes(new URL(url).host));
          return { ...emulator, isUsed, mode: modeOf(listening, faults), clock, records };
        }),
      );
    },

    /** @throws DevelopmentError `development.not_found` for a vendor that is not there. */
    async setMode(name: string, mode: Mode): Promise<void> {
      // Rules that a test set, and not this, stay.
      const ours = (await faultsOf(name)).filter(({ rule }) => ruleMode(rule) !== "other");
      for (const { id } of ours) await ask("DELETE", at(name, `faults/${id}`));
      const rule = RULES[mode];
      if (rule !== undefined) await ask("POST", at(name, "faults"), { body: rule });
      await ask("POST", at(name, mode === "down" ? "stop" : "start"));
    },

    /**
     * Moves on the clocks by which something comes due, and sets all back. The others only judge moments that the product
     * wrote by its own time: a month ahead, every picture's address would have expired and every upload be refused.
     */
    async move(wish: { readonly advance: Step } | { readonly follow: true }): Promise<void> {
      const found = (await listed()).filter(({ isTimed }) => isTimed || "follow" in wish);
      await Promise.all(
        found.map(async ({ name }) => {
          const { now } = Clock.parse(await ask("GET", at(name, "clock")));
          const body = "advance" in wish ? { advanceMs: stepMs(wish.advance, new Date(now)) } : wish;
          await ask("POST", at(name, "clock"), { body, timeoutMs: MOVE_MS });
        }),
      );
    },

    /** @throws DevelopmentError `development.not_found` for a vendor or a delivery that is not there. */
    async replay(name: string, deliveryId: string): Promise<void> {
      await ask("POST", at(name, `replay/${encodeURIComponent(deliveryId)}`));
    },
  };
}

const at = (name: string, rest: string) => `/emulators/${encodeURIComponent(name)}/${rest}`;

interface Question {
  readonly body?: object;
  readonly timeoutMs?: number;
}

export const STEPS = ["hour", "day", "month"] as const;
export type Step = (typeof STEPS)[number];
const HOUR_MS = 3_600_000;

/** A month is to the same day of the next one, or a little past its end, so that what is billed by the month comes due. */
function stepMs(step: Step, now: Date): number {
  if (step !== "month") return step === "hour" ? HOUR_MS : 24 * HOUR_MS;
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() + 1);
  return then.getTime() - now.getTime();
}

function modeOf(listening: boolean, faults: readonly { readonly rule: z.infer<typeof Rule> }[]): Mode | "other" {
  if (!listening) return "down";
  const modes = faults.map(({ rule }) => ruleMode(rule));
  return modes.find((mode) => mode !== "other") ?? modes[0] ?? "up";
}

/** Which of ours a rule is: the same words, and no more of them. */
function ruleMode(rule: z.infer<typeof Rule>): Mode | "other" {
  const found = MODES.find((mode) => {
    const own = Object.entries(RULES[mode] ?? {});
    return (
      own.length > 0 && own.length === Object.keys(rule).length && own.every(([key, value]) => rule[key] === value)
    );
  });
  return found ?? "other";
}

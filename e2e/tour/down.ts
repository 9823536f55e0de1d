import assert from "node:assert/strict";
import { eventually, type Person, TestingError } from "@ninefold/testing";
import type { EmulatorName } from "@ninefold/testing/emulators";
import type { Step } from "../journeys/the-tour.ts";
import { aftermathAt } from "./aftermath.ts";
import { stageHand } from "./stage-hand.ts";

/**
 * What the product does without a vendor. `refuses`: it says so, in these words, and the step is done again. `waits`: it
 * takes the step all the same, says that it is late, and ends it by itself. `unseen`: nobody is told anything.
 */
const WITHOUT = {
  resend: { how: "waits" },
  dodo: { how: "refuses", words: /payment (?:vendor|partner) does not answer.+everything else works.+Try again/su },
  imagekit: {
    how: "refuses",
    words: /where files are kept (?:does not answer|can't be reached).+everything else works.+Try again/su,
  },
  posthog: { how: "unseen" },
  sentry: { how: "unseen" },
  trigger: { how: "unseen" },
  // The tour signs in with passwords.
  google: { how: "unseen" },
  github: { how: "unseen" },
  apple: { how: "unseen" },
  openid: { how: "unseen" },
  dns: { how: "unseen" },
} as const satisfies Readonly<Record<EmulatorName, { readonly how: string; readonly words?: RegExp }>>;

interface Parted {
  readonly vendor: EmulatorName;
  readonly people: readonly [Person, Person, Person];
  /** Whether somebody who waits for a mail reads that mail is late. */
  readonly lateMail: () => Promise<boolean>;
}

/** A breaker lets a call try at least once a minute: longer than that, "try again in a minute" would be a lie. */
const MINUTE_MS = 75_000;

/**
 * The tour with a vendor away from before the first step until after the last one. Only for a step that can not be done
 * without the vendor does it come back: at the first of these once the product has said what it has to say, at later ones
 * before. At the end everything that was accepted has to be there, once.
 */
export function withoutVendor(steps: readonly Step[], { vendor, people, lateMail }: Parted): readonly Step[] {
  const { takesAway, bringsBack } = stageHand;
  const aftermath = aftermathAt(vendor, people);
  let isFirst = true;

  async function meets(step: Step): Promise<void> {
    const without = WITHOUT[vendor];
    if (without.how === "waits") {
      const done = step.run();
      // Its failure is told where it is awaited.
      done.catch(() => undefined);
      const look = async () => ((await lateMail()) ? true : undefined);
      await eventually(look, { what: "the word that mail is late", timeoutMs: 30_000, everyMs: 250 });
      await bringsBack(vendor);
      return done;
    }
    if (without.how === "unseen") throw new Error(`no step is without ${vendor}: say what the product does`);
    const isSaid = (error: unknown) =>
      error instanceof TestingError && error.code === "testing.refused" && without.words.test(error.message);
    await assert.rejects(step.run(), isSaid, `the product does not say, in words, that ${vendor} is away`);
    await bringsBack(vendor);
    await eventually(() => succeeded(step.run(), isSaid), {
      what: `what ${vendor} is needed for`,
      timeoutMs: MINUTE_MS,
      everyMs: 1_000,
    });
  }

  async function runsWith(step: Step): Promise<void> {
    try {
      if (isFirst) {
        isFirst = false;
        await meets(step);
      } else {
        await bringsBack(vendor);
        await step.run();
      }
    } finally {
      await takesAway(vendor);
    }
  }

  return [
    {
      title: "is away",
      who: vendor,
      async run() {
        await aftermath.before();
        await takesAway(vendor);
      },
    },
    ...steps.map((step) => (step.needs === vendor ? { ...step, run: () => runsWith(step) } : step)),
    {
      title: "is back, and has all that was accepted, once",
      who: vendor,
      async run() {
        await bringsBack(vendor);
        await aftermath.after();
      },
    },
  ];
}

/** `undefined` while it is refused in words that were expected. @throws what else went wrong. */
async function succeeded(work: Promise<void>, isExpected: (error: unknown) => boolean): Promise<true | undefined> {
  try {
    await work;
    return true;
  } catch (error) {
    if (isExpected(error)) return undefined;
    throw error;
  }
}

import assert from "node:assert/strict";
import { eventually, type Person } from "@ninefold/testing";
import type { EmulatorName } from "@ninefold/testing/emulators";
import { z } from "zod";
import { baseUrl } from "../env.ts";
import { mailbox } from "../mailbox.ts";
import { stageHand } from "./stage-hand.ts";

/** What a vendor has to have in the end of what was accepted while it was away. */
interface Aftermath {
  /** Looks before the vendor goes away. */
  before(): Promise<void>;
  /** Waits until all of it is there, and looks that nothing is there twice. */
  after(): Promise<void>;
}

/** Repeats of what failed come ever later: by the end of a tour in a browser, up to two minutes. */
const LATEST_MS = 180_000;

const Events = z.object({ events: z.array(z.object({ event: z.string() })) });
const Errors = z.object({ errors: z.array(z.unknown()) });
const Bought = z.object({
  subscriptions: z.array(z.object({ metadata: z.object({ tenant_id: z.string() }) })),
});
const Files = z.object({ files: z.array(z.object({ name: z.string() })) });

export function aftermathAt(vendor: EmulatorName, [ada, bea, cy]: readonly [Person, Person, Person]): Aftermath {
  const kinds: Readonly<Record<EmulatorName, () => Aftermath>> = {
    resend: () => ({
      async before() {},
      async after() {
        const invitation = `${ada.name} invited you`;
        const confirmation = "Confirm your address";
        for (const [{ email }, subject] of [
          [ada, confirmation],
          [bea, invitation],
          [bea, confirmation],
          [cy, invitation],
        ] as const) {
          const look = async () =>
            (await mailbox(email)).some((mail) => mail.subject.includes(subject)) ? true : undefined;
          await eventually(look, { what: `a mail about "${subject}"`, timeoutMs: LATEST_MS, everyMs: 500 });
          const found = (await mailbox(email)).filter((mail) => mail.subject.includes(subject));
          assert.equal(found.length, 1, `mails about "${subject}"`);
        }
      },
    }),
    dodo: () =>
      grownBy(1, "subscription", async () => Bought.parse(await stageHand.recordsAt("dodo")).subscriptions.length),
    imagekit: () => grownBy(2, "file", async () => Files.parse(await stageHand.recordsAt("imagekit")).files.length),
    // Facts wait in the database until the vendor takes them: two people, one workspace, one plan.
    posthog: () =>
      grownBy(FACTS.length + 1, "fact", async () => {
        const { events } = Events.parse(await stageHand.recordsAt("posthog"));
        return events.filter(({ event }) => FACTS.includes(event)).length;
      }),
    // What it did not take while it was away is on stdout, and lost to it; what comes next it takes.
    sentry: () => {
      const { before, after } = grownBy(1, "error", countErrors);
      return {
        before,
        async after() {
          await before();
          await tellOfAnError();
          await after();
        },
      };
    },
    // The tour runs on the queue in Postgres, which asks nobody.
    trigger: nothing,
    // Whoever was refused a sign-in has signed in otherwise, or later.
    google: nothing,
    github: nothing,
    apple: nothing,
    openid: nothing,
    dns: nothing,
  };
  return kinds[vendor]();
}

const nothing = (): Aftermath => ({ before: async () => {}, after: async () => {} });

const FACTS: readonly string[] = ["identity.person_signed_up", "identity.workspace_created", "billing.plan_changed"];

const countErrors = async () => Errors.parse(await stageHand.recordsAt("sentry")).errors.length;

function grownBy(more: number, what: string, count: () => Promise<number>): Aftermath {
  let first = 0;
  return {
    async before() {
      first = await count();
    },
    async after() {
      const look = async () => ((await count()) >= first + more ? true : undefined);
      await eventually(look, { what: `the last ${what}`, timeoutMs: LATEST_MS, everyMs: 500 });
      assert.equal(await count(), first + more, `each ${what} once`);
    },
  };
}

/** As a page of the product does whose script broke. */
async function tellOfAnError(): Promise<void> {
  const body = { kind: "error", name: "TourError", message: "made by the tour, on purpose", path: "/tour" };
  const response = await fetch(new URL("/api/v1/web-errors", baseUrl), {
    method: "POST",
    headers: { "content-type": "application/json", origin: baseUrl },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 201);
}

import type { AnyTx } from "@ninefold/workflows";
import { describe, expect, it } from "vitest";
import { reactions } from "./reactions.ts";

type Needs = Parameters<typeof reactions>[0];
type Event = Parameters<
  ReturnType<typeof reactions>["identity.sign_in_mail_requested"]["notifications.sign_in"] & object
>[0];

const tx = {} as AnyTx;

/** What is queued when so many mails of a kind went out in the last 24 hours; a key that was queued is not queued again. */
function reacting(sent = 0) {
  const queued = new Map<string, string>();
  const table = reactions({
    notifications: {
      hasRoom: async (_tx: AnyTx, _kind: string, atMost: number) => sent + queued.size < atMost,
      queue: async (_tx: AnyTx, { key, subject }: { key: string; subject: object }) => {
        if (!queued.has(key)) queued.set(key, JSON.stringify(subject));
      },
    },
  } as unknown as Needs);
  const asked = (browser: "known" | "unknown", at = "2026-11-22T10:00:07Z", mailId = crypto.randomUUID()) =>
    table["identity.sign_in_mail_requested"]["notifications.sign_in"]?.(
      { data: { userId: "u", mailId, browser }, occurredAt: new Date(at) } as unknown as Event,
      tx,
    );
  return { queued, asked };
}

describe("a mail to sign in", () => {
  it("goes out once a minute, however many strangers ask, and once more to whoever was in before", async () => {
    const { queued, asked } = reacting();
    for (let strangers = 0; strangers < 5; strangers += 1) await asked("unknown");
    expect(queued.size).toBe(1);
    await asked("known");
    await asked("known");
    expect(queued.size).toBe(2);
    await asked("unknown", "2026-11-22T10:01:00Z");
    expect(queued.size).toBe(3);
  });

  it("goes out to whoever was in before when strangers have used up their day, and not without end", async () => {
    const full = reacting(20);
    await full.asked("unknown");
    expect(full.queued.size).toBe(0);
    await full.asked("known");
    expect(full.queued.size).toBe(1);
    const more = reacting(40);
    await more.asked("known");
    expect(more.queued.size).toBe(0);
  });
});

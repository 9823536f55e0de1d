import { memoryIdentity } from "@ninefold/identity/memory";
import { TERMS_VERSION } from "@ninefold/identity/terms";
import { memoryMessages } from "@ninefold/notifications/memory";
import { resendEmail } from "@ninefold/notifications/resend";
import { startEmulator } from "@ninefold/testing/emulators";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { ORIGIN } from "./support.ts";

const vendor = await startEmulator("resend");
afterAll(() => vendor.close());

const identity = memoryIdentity({ origin: ORIGIN });
const transports = [memoryMessages(), resendEmail({ apiKey: vendor.apiKey, baseUrl: vendor.url })];
const from = { address: "hello@inbox.ninefold.dev" };

async function isTaken(email: string): Promise<boolean> {
  const form = { name: "Ana", email, password: "a long enough password", termsVersion: TERMS_VERSION };
  const body = JSON.stringify(form);
  const headers = { "content-type": "application/json", origin: ORIGIN };
  const url = `${ORIGIN}/api/auth/sign-up/email`;
  return (await identity.handle(new Request(url, { method: "POST", headers, body }))).ok;
}

/** Around every edge of the rule: dots, hyphens and signs where they may not be, and each length a few too long. */
const some = (plain: string, odd: string, length: number) => {
  const unit = fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...plain.split("")) },
    fc.constantFrom(...odd.split("")),
  );
  return fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit, minLength: 1, maxLength: 6 }) },
    fc.string({ unit: fc.constantFrom(...plain.split("")), minLength: length - 2, maxLength: length + 2 }),
  );
};
const domain = fc.array(some("ab9", "-_.é", 63), { minLength: 1, maxLength: 4 });
const addresses = fc
  .tuple(some("ab9+_'", '.-!"é ', 64), domain, fc.constantFrom("", ".dev", ".d", ".x9", ".inbox.dev"))
  .map(([local, labels, end]) => `${local}@${labels.join(".")}${end}`);

it("writes to every address that somebody could sign up with", { timeout: 60_000 }, async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(addresses, async (address) => {
      if (!(await isTaken(address))) return;
      taken += 1;
      const key = `address-${taken}-${crypto.randomUUID()}`;
      // As the account keeps it.
      const to = { address: address.trim() };
      const message = { channel: "email", from, to, subject: "Hello", text: "Hello" } as const;
      for (const transport of transports) await transport.send(message, { idempotencyKey: key });
    }),
    { numRuns: 600 },
  );
  expect(taken).toBeGreaterThan(50);
});

import { randomBytes } from "node:crypto";
import { TERMS_VERSION } from "@ninefold/identity/terms";
import { newPerson } from "@ninefold/testing";
import { startEmulator } from "@ninefold/testing/emulators";
import { httpDriver } from "@ninefold/testing/http";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { expect, it } from "vitest";
import { ORIGIN, startApp } from "./support.ts";

it(
  "takes a person from the sign-up through the mail into a workspace, all in one process",
  { timeout: 30_000 },
  async () => {
    const [database, vendor] = await Promise.all([createTestDatabase(), startEmulator("resend")]);
    const { system, app } = await startApp(database.urls, {
      WORKFLOWS_PROVIDER: "inline",
      NOTIFICATIONS_EMAIL_PROVIDER: "resend",
      NOTIFICATIONS_FROM: "Ninefold <hello@inbox.ninefold.dev>",
      NOTIFICATIONS_ENCRYPTION_KEY: randomBytes(32).toString("base64url"),
      RESEND_API_KEY: vendor.apiKey,
      RESEND_BASE_URL: vendor.url,
    });
    await system.workflows.start();
    const person = newPerson();
    const driver = httpDriver({
      baseUrl: ORIGIN,
      termsVersion: TERMS_VERSION,
      mailbox: async (address) =>
        vendor
          .inbox(address)
          .map(({ subject, text = "" }) => ({ subject, text }))
          .toReversed(),
      fetch: async (input, init) => app.request(String(input instanceof Request ? input.url : input), init),
    });

    await driver.signsUp(person);

    expect(await driver.isGreetedAs(person.name)).toBe(true);
    expect(await driver.sees(await driver.createsWorkspace("Atelier"))).toBe(true);
    expect(vendor.inbox(person.email)).toHaveLength(1);
    await system.workflows.stop();
    await system.close();
    await vendor.close();
    await database.drop();
  },
);

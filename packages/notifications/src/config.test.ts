import { describe, expect, it } from "vitest";
import { z } from "zod";
import { notificationsConfig, notificationsFaults } from "./config.ts";

const shape = z.object(notificationsConfig);
const key = Buffer.alloc(32, 7).toString("base64url");
const complete = { NOTIFICATIONS_FROM: "Ninefold <hello@ninefold.dev>", NOTIFICATIONS_ENCRYPTION_KEY: key };

describe("notificationsConfig", () => {
  it("sends through Resend unless told otherwise", () => {
    expect(shape.parse({}).NOTIFICATIONS_EMAIL_PROVIDER).toBe("resend");
  });

  it.each([
    { NOTIFICATIONS_FROM: "Ninefold" },
    { NOTIFICATIONS_FROM: "Ninefold <hello@nine fold.dev>" },
    { NOTIFICATIONS_FROM: "A <a@b.dev>, C <c@d.dev>" },
    { NOTIFICATIONS_ENCRYPTION_KEY: "short" },
    { NOTIFICATIONS_ENCRYPTION_KEY: `${key}=` },
    { RESEND_API_KEY: "sk_live" },
    { RESEND_WEBHOOK_SECRET: "secret" },
    { RESEND_BASE_URL: "file:///etc/passwd" },
  ])("refuses %j", (env) => {
    expect(shape.safeParse(env).success).toBe(false);
  });

  it("says what the chosen provider lacks, and nothing that another would need", () => {
    expect(notificationsFaults(shape.parse({})).map((fault) => fault.split(":")[0])).toEqual([
      "NOTIFICATIONS_FROM",
      "NOTIFICATIONS_ENCRYPTION_KEY",
      "RESEND_API_KEY",
      "RESEND_WEBHOOK_SECRET",
    ]);
    const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
    const resend = { ...complete, RESEND_API_KEY: "re_1" };
    expect(notificationsFaults(shape.parse({ ...resend, RESEND_WEBHOOK_SECRET: secret }))).toEqual([]);
    const named = { ...resend, RESEND_BASE_URL: "https://api.resend.com" };
    expect(notificationsFaults(shape.parse(named))).toHaveLength(1);
    expect(notificationsFaults(shape.parse({ ...resend, RESEND_BASE_URL: "http://127.0.0.1:1" }))).toEqual([]);
    expect(notificationsFaults(shape.parse({ ...complete, NOTIFICATIONS_EMAIL_PROVIDER: "memory" }))).toEqual([]);
    expect(notificationsFaults(shape.parse({ NOTIFICATIONS_EMAIL_PROVIDER: "none" }))).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { EnvError, type EnvSource, readEnv } from "./env.ts";

const local: EnvSource = {
  NINEFOLD_STAGE: "local",
  APP_URL: "http://localhost:3000",
  BETTER_AUTH_SECRET: "k9Qv2mX7pL4tR8wZ1nB5cF3jH6sD0gYa",
  NOTIFICATIONS_FROM: "Ninefold <hello@ninefold.dev>",
  NOTIFICATIONS_ENCRYPTION_KEY: "m3Rk8vQ2xL7pT5wZ1nB4cF6jH9sD0gYaE3uK8oV2iWc",
  RESEND_API_KEY: "re_k9Qv2mX7",
  RESEND_BASE_URL: "http://localhost:4801",
  POSTHOG_API_KEY: "phc_local",
  POSTHOG_HOST: "http://localhost:4804",
  SENTRY_DSN: "http://local@localhost:4805/1",
  IMAGEKIT_PUBLIC_KEY: "public_k9Qv2mX7",
  IMAGEKIT_PRIVATE_KEY: "private_k9Qv2mX7",
  IMAGEKIT_URL_ENDPOINT: "http://localhost:4803/ik/local",
  IMAGEKIT_BASE_URL: "http://localhost:4803",
  DODO_PAYMENTS_API_KEY: "k9Qv2mX7pL4tR8wZ1nB5",
  DODO_PAYMENTS_WEBHOOK_KEY: `whsec_${Buffer.alloc(24, 7).toString("base64")}`,
  DODO_PAYMENTS_BASE_URL: "http://localhost:4802",
  DATABASE_APP_URL: "postgres://app:a1@127.0.0.1:5432/db",
  DATABASE_IDENTITY_URL: "postgres://identity:a1@127.0.0.1:5432/db",
  DATABASE_SYSTEM_URL: "postgres://system:a1@127.0.0.1:5432/db",
  DATABASE_QUEUE_URL: "postgres://queue:a1@127.0.0.1:5432/db",
};
const production: EnvSource = {
  ...local,
  NINEFOLD_STAGE: "production",
  APP_URL: "https://app.ninefold.dev",
  RESEND_BASE_URL: undefined,
  RESEND_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 8).toString("base64")}`,
  POSTHOG_HOST: undefined,
  SENTRY_DSN: "https://4f2c@o1.ingest.de.sentry.io/42",
  IMAGEKIT_URL_ENDPOINT: "https://ik.imagekit.io/ninefold",
  IMAGEKIT_BASE_URL: undefined,
  DODO_PAYMENTS_BASE_URL: "https://live.dodopayments.com",
  OPS_SAFETY_ENCRYPTION_KEY: "a7Qm3xL9pT2wZ5nB8cF1jH4sD6gY0kE3uR7oV5iWcNs",
  OPS_SAFETY_PROVIDER: "none",
  TRUSTED_PROXIES: "10.0.0.0/8",
  TRIGGER_SECRET_KEY: "tr_prod_k9Qv2m",
  TRIGGER_API_URL: "https://api.trigger.dev",
};

const faultsOf = (source: EnvSource): readonly string[] => {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.faults;
    throw error;
  }
};

const lacking = (name: string) =>
  `${name}: missing, and WORKFLOWS_PROVIDER=trigger needs it (\`postgres\` needs no account)`;

const OIDC = {
  IDENTITY_PROVIDER: "oidc",
  OIDC_ISSUER: "https://login.acme.dev",
  OIDC_CLIENT_ID: "ninefold",
  OIDC_CLIENT_SECRET: "of the client, and long",
  OIDC_NAME: "Acme Login",
};

describe("the emulators' control port", () => {
  it("is on this machine, and of no stage that others use", () => {
    const told = { EMULATOR_CONTROL_URL: "http://127.0.0.1:4800" };
    expect(faultsOf({ ...local, ...told })).toEqual([]);
    for (const stage of ["preview", "staging", "production"]) {
      expect(faultsOf({ ...production, ...told, NINEFOLD_STAGE: stage })).toEqual([
        `EMULATOR_CONTROL_URL: refused at stage ${stage}`,
      ]);
    }
    for (const elsewhere of ["http://emulators.example:4800", "http://10.0.0.7", "https://127.0.0.1", "4800"]) {
      expect(faultsOf({ ...local, EMULATOR_CONTROL_URL: elsewhere })).toHaveLength(1);
    }
  });
});

describe("the environment", () => {
  it("is complete with what `npm start` and a deployment set", () => {
    expect(faultsOf(local)).toEqual([]);
    expect(faultsOf(production)).toEqual([]);
  });

  it("runs jobs on the database at home and on Trigger.dev from preview on, unless somebody chose", () => {
    expect(readEnv(local).WORKFLOWS_PROVIDER).toBe("postgres");
    expect(readEnv(production).WORKFLOWS_PROVIDER).toBe("trigger");
    expect(readEnv({ ...production, WORKFLOWS_PROVIDER: "postgres" }).WORKFLOWS_PROVIDER).toBe("postgres");
  });

  it("asks for Trigger.dev's key and address only where it runs the jobs", () => {
    const without = { ...production, TRIGGER_SECRET_KEY: undefined, TRIGGER_API_URL: "" };
    expect(faultsOf(without)).toEqual([lacking("TRIGGER_SECRET_KEY"), lacking("TRIGGER_API_URL")]);
    expect(faultsOf({ ...without, WORKFLOWS_PROVIDER: "postgres" })).toEqual([]);
    expect(faultsOf({ ...local, WORKFLOWS_PROVIDER: "trigger" })).toHaveLength(2);
    const emulated = { ...production, TRIGGER_API_URL: "http://127.0.0.1:4806" };
    expect(faultsOf(emulated)).toEqual(["TRIGGER_API_URL: is an emulator, refused at stage production"]);
    expect(faultsOf({ ...emulated, WORKFLOWS_PROVIDER: "postgres" })).toEqual([]);
    const wrong = { ...production, TRIGGER_SECRET_KEY: "sk_live" };
    expect(faultsOf(wrong)).toEqual(['TRIGGER_SECRET_KEY: expected a key that starts with "tr_"']);
  });

  it("asks for Turnstile's keys only where it is asked, and refuses the vendor's test keys where others use it", () => {
    const chosen = { ...production, IDENTITY_HUMAN_CHECK: "turnstile" };
    expect(faultsOf(chosen)).toEqual([
      "TURNSTILE_SITE_KEY: missing, and IDENTITY_HUMAN_CHECK=turnstile needs it",
      "TURNSTILE_SECRET_KEY: missing, and IDENTITY_HUMAN_CHECK=turnstile needs it",
    ]);
    const keys = { TURNSTILE_SITE_KEY: "0x4AAAAAAA", TURNSTILE_SECRET_KEY: "0x4AAAAAAA_secret" };
    expect(faultsOf({ ...chosen, ...keys })).toEqual([]);
    expect(faultsOf({ ...chosen, ...keys, TURNSTILE_SECRET_KEY: "1x0000000000000000000000000000000AA" })).toEqual([
      "TURNSTILE_SECRET_KEY: is one of the vendor's for tests, refused at stage production",
    ]);
    expect(faultsOf({ ...chosen, ...keys, TURNSTILE_URL: "http://127.0.0.1:4599" })).toEqual([
      "TURNSTILE_URL: is an emulator, refused at stage production",
    ]);
    expect(faultsOf({ ...local, IDENTITY_DISPOSABLE_ALSO: "bin.example.net, not a domain" })).toEqual([
      "IDENTITY_DISPOSABLE_ALSO: expected domains such as example.net, separated by commas",
    ]);
  });

  it("I-142: names every missing variable at once", () => {
    const faults = faultsOf({});
    for (const name of ["APP_URL", ...Object.keys(local).filter((one) => one.startsWith("DATABASE_"))]) {
      expect(faults).toContain(`${name}: missing`);
    }
  });

  it.each([
    ["BETTER_AUTH_SECRET", "IDENTITY_PROVIDER=better-auth"],
    ["NOTIFICATIONS_FROM", "NOTIFICATIONS_EMAIL_PROVIDER=resend"],
    ["NOTIFICATIONS_ENCRYPTION_KEY", "NOTIFICATIONS_EMAIL_PROVIDER=resend"],
    ["RESEND_API_KEY", "NOTIFICATIONS_EMAIL_PROVIDER=resend"],
    ["POSTHOG_API_KEY", "OBSERVABILITY_PROVIDER=posthog-sentry"],
    ["SENTRY_DSN", "OBSERVABILITY_PROVIDER=posthog-sentry"],
    ["IMAGEKIT_PUBLIC_KEY", "MEDIA_PROVIDER=imagekit"],
    ["IMAGEKIT_PRIVATE_KEY", "MEDIA_PROVIDER=imagekit"],
    ["IMAGEKIT_URL_ENDPOINT", "MEDIA_PROVIDER=imagekit"],
    ["DODO_PAYMENTS_API_KEY", "BILLING_PROVIDER=dodo"],
    ["DODO_PAYMENTS_WEBHOOK_KEY", "BILLING_PROVIDER=dodo"],
    ["DODO_PAYMENTS_BASE_URL", "BILLING_PROVIDER=dodo"],
  ])("I-142: asks for %s where the adapter that was chosen needs it", (name, choice) => {
    const [fault, ...others] = faultsOf({ ...local, [name]: undefined });
    expect([fault, others]).toEqual([expect.stringContaining(`${name}: missing, and ${choice} needs it`), []]);
    const without = {
      IDENTITY_PROVIDER: "single-user",
      NOTIFICATIONS_EMAIL_PROVIDER: "none",
      OBSERVABILITY_PROVIDER: "log",
      BILLING_PROVIDER: "none",
      MEDIA_PROVIDER: "none",
    };
    expect(faultsOf({ ...local, ...without, [name]: undefined })).toEqual([]);
  });

  it.each(["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME"])(
    "I-142: asks for %s where people sign in at an OpenID provider",
    (name) => {
      const chosen = { ...local, ...OIDC, [name]: undefined };
      expect(faultsOf(chosen)).toEqual([`${name}: missing, and IDENTITY_PROVIDER=oidc needs it`]);
      expect(faultsOf({ ...local, [name]: undefined })).toEqual([]);
    },
  );

  it("takes an OpenID provider for a real sign-in, over TLS and somewhere else than on this machine", () => {
    expect(faultsOf({ ...production, ...OIDC })).toEqual([]);
    const emulator = { ...OIDC, OIDC_ISSUER: "http://127.0.0.1:4810" };
    expect(faultsOf({ ...production, ...emulator })).toEqual([expect.stringMatching(/^OIDC_ISSUER: is an emulator/)]);
  });

  it("asks for the secret of the mail vendor's webhooks wherever mail is real", () => {
    for (const RESEND_BASE_URL of [undefined, "https://api.resend.com"]) {
      expect(faultsOf({ ...production, RESEND_BASE_URL, RESEND_WEBHOOK_SECRET: undefined })).toEqual([
        "RESEND_WEBHOOK_SECRET: missing, and NOTIFICATIONS_EMAIL_PROVIDER=resend needs it",
      ]);
    }
    expect(faultsOf(local)).toEqual([]);
  });

  it("I-142: asks whose forwarding is believed wherever there is a proxy, since all behind it would share one limit", () => {
    const [fault, ...others] = faultsOf({ ...production, TRUSTED_PROXIES: undefined });
    expect([fault, others]).toEqual([expect.stringMatching(/^TRUSTED_PROXIES: missing/), []]);
    expect(readEnv({ ...local, TRUSTED_PROXIES: undefined }).TRUSTED_PROXIES).toBe("127.0.0.1,::1");
  });

  it("takes an empty string for unset", () => {
    expect(faultsOf({ ...local, APP_URL: "" })).toEqual(["APP_URL: missing"]);
  });

  it("applies the rules of production when no stage is named", () => {
    expect(readEnv({ ...production, NINEFOLD_STAGE: undefined }).NINEFOLD_STAGE).toBe("production");
  });

  it.each([
    ["a stage that does not exist", { NINEFOLD_STAGE: "prod" }, /^NINEFOLD_STAGE: /],
    ["an origin with a path", { APP_URL: "https://app.ninefold.dev/x" }, /^APP_URL: expected an origin/],
    ["an origin for whatever is below a domain", { APP_URL: "https://*.ninefold.dev" }, /^APP_URL: expected an origin/],
    ["an origin that is no URL", { APP_URL: "app" }, /^APP_URL: expected an origin/],
    ["an address that is no URL", { DATABASE_APP_URL: "localhost" }, /^DATABASE_APP_URL: expected postgres/],
    ["a secret that is too short", { BETTER_AUTH_SECRET: "short" }, /^BETTER_AUTH_SECRET: /],
    ["a key of no mail vendor", { RESEND_API_KEY: "sk_live_1" }, /^RESEND_API_KEY: expected a key/],
    [
      "a key that seals nothing",
      { NOTIFICATIONS_ENCRYPTION_KEY: "short" },
      /^NOTIFICATIONS_ENCRYPTION_KEY: expected 32/,
    ],
    [
      "a webhook secret that signs nothing",
      { DODO_PAYMENTS_WEBHOOK_KEY: "k9Qv2mX7" },
      /^DODO_PAYMENTS_WEBHOOK_KEY: expected a secret/,
    ],
    [
      "play money",
      { DODO_PAYMENTS_BASE_URL: "https://test.dodopayments.com" },
      /^DODO_PAYMENTS_BASE_URL: takes play money/,
    ],
    ["a sender that is no mailbox", { NOTIFICATIONS_FROM: "Ninefold" }, /^NOTIFICATIONS_FROM: expected/],
    [
      "a placeholder",
      { BETTER_AUTH_SECRET: "change-me-change-me-change-me-change-me" },
      /^BETTER_AUTH_SECRET: still a placeholder/,
    ],
    ["an example address", { APP_URL: "https://app.example.com" }, /^APP_URL: still a placeholder/],
    ["a DSN without a key", { SENTRY_DSN: "https://o1.ingest.de.sentry.io/42" }, /^SENTRY_DSN: expected/],
    ["a metrics token that can be guessed", { OBSERVABILITY_METRICS_TOKEN: "short" }, /^OBSERVABILITY_METRICS_TOKEN: /],
    ["a port that is none", { API_PORT: "99999" }, /^API_PORT: /],
    ["an adapter that does not exist", { BILLING_PROVIDER: "acme" }, /^BILLING_PROVIDER: /],
  ])("I-142: refuses %s, and names the variable", (_what, change, fault) => {
    expect(faultsOf({ ...production, ...change })).toEqual([expect.stringMatching(fault)]);
  });

  it.each([
    ["plain http", { APP_URL: "http://app.ninefold.dev" }, /^APP_URL: must be https/],
    ["a product without sign-in", { IDENTITY_PROVIDER: "single-user" }, /^IDENTITY_PROVIDER: .*no real sign-in/],
    ["the mail vendor's emulator", { RESEND_BASE_URL: "http://localhost:4801" }, /^RESEND_BASE_URL: is an emulator/],
    ["the analytics vendor's emulator", { POSTHOG_HOST: "http://localhost:4804" }, /^POSTHOG_HOST: is an emulator/],
    ["the error vendor's emulator", { SENTRY_DSN: "http://local@localhost:4805/1" }, /^SENTRY_DSN: is an emulator/],
    ["the media vendor's", { IMAGEKIT_BASE_URL: "http://127.0.0.1:4803" }, /^IMAGEKIT_BASE_URL: is an emulator/],
    [
      "files on one machine",
      { IMAGEKIT_URL_ENDPOINT: "https://localhost/ik" },
      /^IMAGEKIT_URL_ENDPOINT: is an emulator/,
    ],
    [
      "the payment vendor's emulator",
      { DODO_PAYMENTS_BASE_URL: "http://localhost:4802" },
      /^DODO_PAYMENTS_BASE_URL: is an emulator/,
    ],
    ["what a restart forgets", { OPS_SAFETY_PROVIDER: "memory" }, /^OPS_SAFETY_PROVIDER: "memory" forgets/],
    [
      "a database over plain text",
      { DATABASE_APP_URL: "postgres://app:a1@db.internal/db?sslmode=require&sslmode=disable" },
      /^DATABASE_APP_URL: .*without TLS/,
    ],
  ])("refuses %s from preview on", (_what, change, fault) => {
    for (const stage of ["preview", "staging", "production"]) {
      expect(faultsOf({ ...production, ...change, NINEFOLD_STAGE: stage })).toEqual([expect.stringMatching(fault)]);
    }
    expect(faultsOf({ ...local, ...change })).toEqual([]);
  });

  it("never shows a value", () => {
    const secret = "s3cr3t";
    const message = new EnvError(faultsOf({ ...local, BETTER_AUTH_SECRET: secret, DATABASE_APP_URL: secret })).message;
    expect(message).not.toContain(secret);
  });
});

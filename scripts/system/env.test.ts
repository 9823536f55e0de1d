import { parseEnv } from "node:util";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { EnvError, readEnv, STAGES } from "../../apps/api/src/env.ts";
import { ROOT } from "../checks/repository.ts";
import { settingGroups } from "./catalogue.ts";
import { makeEnv, renderEnv } from "./env.ts";
import { run } from "./fixtures.ts";
import type { Values } from "./settings.ts";

/** What somebody could have fetched. One more variable of a vendor needs one more line. */
const FETCHED: Values = {
  APP_URL: "https://app.ninefold.dev",
  DATABASE_APP_URL: "postgres://app:a1@db.ninefold.dev/db?sslmode=verify-full",
  DATABASE_IDENTITY_URL: "postgres://identity:a1@db.ninefold.dev/db?sslmode=verify-full",
  DATABASE_SYSTEM_URL: "postgres://system:a1@db.ninefold.dev/db?sslmode=verify-full",
  DATABASE_QUEUE_URL: "postgres://queue:a1@db.ninefold.dev/db?sslmode=verify-full",
  DODO_PAYMENTS_API_KEY: "d".repeat(24),
  DODO_PAYMENTS_WEBHOOK_KEY: `whsec_${Buffer.alloc(24, 7).toString("base64")}`,
  IMAGEKIT_PUBLIC_KEY: "public_k9Qv2mX7",
  IMAGEKIT_PRIVATE_KEY: "private_k9Qv2mX7",
  IMAGEKIT_URL_ENDPOINT: "https://ik.imagekit.io/ninefold",
  NOTIFICATIONS_FROM: "Ninefold <hello@ninefold.dev>",
  RESEND_API_KEY: "re_k9Qv2mX7",
  RESEND_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 9).toString("base64")}`,
  TRUSTED_PROXIES: "10.0.0.0/8",
  TRIGGER_SECRET_KEY: "tr_prod_k9Qv2mX7",
  POSTHOG_API_KEY: "phc_k9Qv2mX7",
  SENTRY_DSN: "https://4f2c@o1.ingest.de.sentry.io/42",
};

const groups = await settingGroups();
const web: { parse: (variables: Values) => object } = await import(
  pathToFileURL(path.join(ROOT, "apps/web/env.ts")).href
);

/** The printed file with what was fetched, as an env file is read. */
function filledIn(stage: (typeof STAGES)[number], fetched: Values = FETCHED): Values {
  const lines = renderEnv(makeEnv(stage, groups)).split("\n");
  const filled = lines.map((line) => {
    const [, name = ""] = /^([A-Z0-9_]+)=$/.exec(line) ?? [];
    return fetched[name] === undefined ? line : `${name}="${fetched[name]}"`;
  });
  return Object.fromEntries(Object.entries(parseEnv(filled.join("\n"))).map(([name, value]) => [name, value ?? ""]));
}

function faultsOf(values: Values): readonly string[] {
  try {
    readEnv(values);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.faults;
    throw error;
  }
}

describe("the environment of a stage", () => {
  it.each(STAGES)("is all that API, worker and web need, once it is filled in: %s", (stage) => {
    const values = filledIn(stage);
    expect(Object.keys(values).filter((name) => values[name] === "")).toEqual([]);
    expect(faultsOf(values)).toEqual([]);
    expect(() => web.parse(values)).not.toThrow();
    expect(readEnv(values).NINEFOLD_STAGE).toBe(stage);
  });

  it.each(makeEnv("production", groups).needed.map(({ name }) => name))(
    "asks for nothing that is not needed: without %s it is refused by that name",
    (name) => {
      const faults = faultsOf(filledIn("production", { ...FETCHED, [name]: "" }));
      expect(faults).toEqual([expect.stringMatching(new RegExp(`^${name}: missing`))]);
    },
  );

  it.each(Object.keys(makeEnv("production", groups).made))("makes %s long enough, and anew each time", (name) => {
    const [one, other] = [
      makeEnv("production", groups).made[name] ?? "",
      makeEnv("production", groups).made[name] ?? "",
    ];
    expect(Buffer.from(one, "base64url").byteLength).toBe(32);
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(one).not.toBe(other);
  });

  it("has every secret: each is made, or comes from somewhere that is said", () => {
    const { made, needed } = makeEnv("production", groups);
    expect(Object.keys(made)).toEqual(expect.arrayContaining(["BETTER_AUTH_SECRET", "OPS_SAFETY_ENCRYPTION_KEY"]));
    expect(needed.map(({ name }) => name).toSorted()).toEqual(Object.keys(FETCHED).toSorted());
    for (const { from } of needed) expect(from).toMatch(/\S/);
  });

  it("sells for real in production alone", () => {
    expect(makeEnv("production", groups).suggested["DODO_PAYMENTS_BASE_URL"]).toBe("https://live.dodopayments.com");
    expect(makeEnv("staging", groups).suggested["DODO_PAYMENTS_BASE_URL"]).toBe("https://test.dodopayments.com");
  });

  it("is for the adapters that are chosen here, save for stand-ins", () => {
    const chosen = makeEnv("production", groups, { WORKFLOWS_PROVIDER: "postgres", BILLING_PROVIDER: "memory" });
    expect(chosen.suggested).toMatchObject({ WORKFLOWS_PROVIDER: "postgres" });
    expect(chosen.suggested).not.toHaveProperty("BILLING_PROVIDER");
  });

  it("is printed, never written, and nothing but assignments and comments", async () => {
    const root = mkdtempSync(path.join(tmpdir(), "env-"));
    const { code, text } = await run(["env", "--stage", "staging"], { root, dataDir: path.join(root, ".data") });
    expect(code).toBe(0);
    expect(text.split("\n").filter((line) => !/^($|#|[A-Z0-9_]+=)/.test(line))).toEqual([]);
    expect(text).toContain("umask 077");
    expect(readdirSync(root)).toEqual([]);
    rmSync(root, { recursive: true });
  });
});

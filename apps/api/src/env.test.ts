import { describe, expect, it } from "vitest";
import { EnvError, type EnvSource, readEnv } from "./env.ts";

const local: EnvSource = {
  NINEFOLD_STAGE: "local",
  APP_URL: "http://localhost:3000",
  BETTER_AUTH_SECRET: "k9Qv2mX7pL4tR8wZ1nB5cF3jH6sD0gYa",
  DATABASE_APP_URL: "postgres://app:a1@127.0.0.1:5432/db",
  DATABASE_IDENTITY_URL: "postgres://identity:a1@127.0.0.1:5432/db",
  DATABASE_SYSTEM_URL: "postgres://system:a1@127.0.0.1:5432/db",
  DATABASE_QUEUE_URL: "postgres://queue:a1@127.0.0.1:5432/db",
};
const production: EnvSource = { ...local, NINEFOLD_STAGE: "production", APP_URL: "https://app.ninefold.dev" };

const faultsOf = (source: EnvSource): readonly string[] => {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.faults;
    throw error;
  }
};

describe("the environment", () => {
  it("is complete with what `npm start` and a deployment set", () => {
    expect(faultsOf(local)).toEqual([]);
    expect(faultsOf(production)).toEqual([]);
  });

  it("names every missing variable at once", () => {
    const faults = faultsOf({});
    for (const name of Object.keys(local).filter((one) => !["NINEFOLD_STAGE", "BETTER_AUTH_SECRET"].includes(one))) {
      expect(faults).toContain(`${name}: missing`);
    }
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
    ["an address that is no URL", { DATABASE_APP_URL: "localhost" }, /^DATABASE_APP_URL: expected postgres/],
    ["a secret that is too short", { BETTER_AUTH_SECRET: "short" }, /^BETTER_AUTH_SECRET: /],
    ["a secret that is missing", { BETTER_AUTH_SECRET: undefined }, /^BETTER_AUTH_SECRET: missing/],
    [
      "a placeholder",
      { BETTER_AUTH_SECRET: "change-me-change-me-change-me-change-me" },
      /^BETTER_AUTH_SECRET: still a placeholder/,
    ],
    ["an example address", { APP_URL: "https://app.example.com" }, /^APP_URL: still a placeholder/],
    ["a port that is none", { API_PORT: "99999" }, /^API_PORT: /],
    ["an adapter that does not exist", { BILLING_PROVIDER: "acme" }, /^BILLING_PROVIDER: /],
  ])("refuses %s, and names the variable", (_what, change, fault) => {
    expect(faultsOf({ ...production, ...change })).toEqual([expect.stringMatching(fault)]);
  });

  it.each([
    ["plain http", { APP_URL: "http://app.ninefold.dev" }, /^APP_URL: must be https/],
    ["a product without sign-in", { IDENTITY_PROVIDER: "single-user" }, /^IDENTITY_PROVIDER: .*no real sign-in/],
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

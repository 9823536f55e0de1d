import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, isBinary, read, repositoryFiles } from "./repository.ts";
import { findSecrets } from "./secrets.ts";

const RANDOM = "value that looks random";
/** Integrity hashes are chance by nature; the lockfile is checked in lockfile.test.ts. */
const NOT_SCANNED = new Set(["pnpm-lock.yaml"]);

/** Values that look random and are not: made up for a test, with the reason why a plain word would not do. */
const MADE_UP: Readonly<Record<string, string>> = {
  "apps/api/src/env.test.ts": "A secret that must not be taken for a placeholder.",
};

describe("the repository", () => {
  it("holds no credential", () => {
    const madeUp = Object.keys(MADE_UP);
    const found = scan(ROOT).filter(
      (one) => !madeUp.some((file) => one.startsWith(`${file}:`) && one.endsWith(RANDOM)),
    );
    expect(found).toEqual([]);
  });

  it.each(Object.keys(MADE_UP))("still needs its exception for %s", (file) => {
    expect(scan(ROOT).some((one) => one.startsWith(`${file}:`))).toBe(true);
  });

  it("tracks no environment file but the example", () => {
    expect(repositoryFiles().filter((file) => /(^|\/)[.]env([.]|$)/.test(file))).toEqual([".env.example"]);
  });

  it("leaves every value in the example empty, so that copying it changes nothing", () => {
    const filled = read(".env.example")
      .split("\n")
      .filter((line) => /^[^#=]+=./.test(line));
    expect(filled).toEqual([]);
  });
});

/** Put together here, so that this file holds none. */
const glue = (...parts: readonly string[]) => parts.join("");
const some = (length: number) => "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0rLxUiOo".repeat(3).slice(0, length);
const keys: Readonly<Record<string, string>> = {
  "private key": glue("-----BEGIN RSA PRIV", "ATE KEY-----"),
  "AWS access key": glue("AK", "IA", "Q4YZ7N5KJ2HX3M9T"),
  "Stripe key": glue("sk_", "live_", some(24)),
  "Stripe restricted key": glue("rk_", "test_", some(24)),
  "webhook signing secret": glue("whs", "ec_", some(32)),
  "GitHub token": glue("gh", "p_", some(36)),
  "GitHub fine-grained token": glue("github", "_pat_", some(80)),
  "Slack token": glue("xo", "xb-", "123456789012-", some(24)),
  "Resend key": glue("r", "e_", some(8), "_", some(24)),
  "Dodo Payments key": glue("dodo", "_live_", some(24)),
  "Trigger.dev key": glue("tr_", "prod_", some(20)),
  "PostHog personal key": glue("ph", "x_", some(40)),
  "Sentry token": glue("sntry", "s_", some(40)),
  "Google key": glue("AI", "za", some(35)),
  "npm token": glue("np", "m_", some(36)),
  "JSON web token": glue("ey", "JhbGciOiJIUzI1NiJ9.", "ey", "JzdWIiOiIxMjM0NTYifQ.", some(43)),
  "database address": glue("postgres://owner:", some(24), "@db.internal:5432/app"),
  "secret of no known vendor": glue("SESSION_SEC", 'RET="', some(40), '"'),
  "password in YAML": glue("passw", "ord: ", some(24)),
};

describe("the scan", () => {
  it.each(Object.entries(keys))("finds a planted %s in a folder of files", (_kind, key) => {
    const folder = mkdtempSync(join(tmpdir(), "secrets-"));
    try {
      writeFileSync(join(folder, "clean.ts"), "export const answer = 42;\n");
      writeFileSync(join(folder, "leak.ts"), `// line one\nexport const x = ${key};\n`);
      expect(scan(folder)).toEqual([expect.stringMatching(/^leak[.]ts:2 /)]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("finds what `openssl rand` prints", () => {
    for (let round = 0; round < 50; round++) {
      const printed = randomBytes(32).toString("base64");
      // One in 1,400 has no digit, and looks like a name.
      if (!/\d/.test(printed)) continue;
      expect(findSecrets(glue("BETTER_AUTH_SEC", "RET=", printed))).toHaveLength(1);
    }
  });

  it.each([
    "BETTER_AUTH_SECRET=",
    'const token = readTokenFromTheAuthorizationHeader(request.headers.get("authorization"));',
    "password: z.string().min(12).max(128)",
    "postgres://owner:password@127.0.0.1:5432/ninefold",
    'secret: "local-only-secret-that-signs-nothing-of-value-01"',
    "apiKey: createApiKeyForWorkspaceMembersOnly()",
    "@ninefold/identity/tenancy",
  ])("lets pass: %s", (line) => {
    expect(findSecrets(line)).toEqual([]);
  });
});

function scan(folder: string): readonly string[] {
  return repositoryFiles(folder)
    .filter((file) => !NOT_SCANNED.has(file))
    .flatMap((file) => {
      const bytes = readFileSync(join(folder, file));
      return isBinary(bytes)
        ? []
        : findSecrets(bytes.toString("utf8")).map(({ line, kind }) => `${file}:${line} ${kind}`);
    });
}

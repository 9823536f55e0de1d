import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { plans } from "@ninefold/billing/catalogue";
import { startEmulator } from "@ninefold/testing/emulators";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { runCommand } from "./commands.ts";
import { DoctorReport } from "./report.ts";

/** Every vendor and a migrated database, and the environment of a deployment of stage `test` on them. */
export async function openDeployment() {
  const database = await createTestDatabase();
  const apiKey = `dodo_test_${secret()}`;
  const webhookKey = `whsec_${randomBytes(24).toString("base64")}`;
  const catalogue = plans
    .filter(({ prices }) => prices.month.amountMinor > 0)
    .map(({ key, name, prices }) => ({ planKey: key, name, interval: "month", ...prices.month }) as const);
  const vendors = {
    resend: await startEmulator("resend"),
    dodo: await startEmulator("dodo", { apiKey, catalogue }),
    imagekit: await startEmulator("imagekit"),
    posthog: await startEmulator("posthog"),
    sentry: await startEmulator("sentry"),
  };
  const env: Readonly<Record<string, string>> = {
    NINEFOLD_STAGE: "test",
    APP_URL: "http://localhost:3000",
    BETTER_AUTH_SECRET: secret(),
    OPS_SAFETY_ENCRYPTION_KEY: secret(),
    NOTIFICATIONS_ENCRYPTION_KEY: secret(),
    NOTIFICATIONS_FROM: "Ninefold <hello@inbox.ninefold.dev>",
    RESEND_API_KEY: vendors.resend.apiKey,
    RESEND_BASE_URL: vendors.resend.url,
    RESEND_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 9).toString("base64")}`,
    DODO_PAYMENTS_API_KEY: apiKey,
    DODO_PAYMENTS_WEBHOOK_KEY: webhookKey,
    DODO_PAYMENTS_BASE_URL: vendors.dodo.url,
    IMAGEKIT_PUBLIC_KEY: vendors.imagekit.publicKey,
    IMAGEKIT_PRIVATE_KEY: vendors.imagekit.privateKey,
    IMAGEKIT_URL_ENDPOINT: vendors.imagekit.urlEndpoint,
    IMAGEKIT_BASE_URL: vendors.imagekit.url,
    MEDIA_DELIVERY_ORIGIN: vendors.imagekit.url,
    MEDIA_UPLOAD_ORIGIN: vendors.imagekit.url,
    POSTHOG_API_KEY: vendors.posthog.apiKey,
    POSTHOG_HOST: vendors.posthog.url,
    SENTRY_DSN: vendors.sentry.dsn,
    ...database.urls,
  };
  return {
    vendors,
    env,
    ownerUrl: database.ownerUrl,
    /** What a look at it must not show. */
    secrets: [
      ...["BETTER_AUTH_SECRET", "RESEND_API_KEY", "DODO_PAYMENTS_API_KEY", "IMAGEKIT_PRIVATE_KEY"].map(
        (name) => env[name] ?? "",
      ),
      webhookKey.slice("whsec_".length),
      ...Object.values(database.urls).map((url) => new URL(url).password),
    ],
    async close() {
      await Promise.all(Object.values(vendors).map((vendor) => vendor.close()));
      await database.drop();
    },
  };
}

const secret = () => randomBytes(32).toString("base64url");

/** Runs a command on an environment as it stands in a file; answers what it printed and its exit code. */
export async function runOn(env: Readonly<Record<string, string>>, args: readonly string[]) {
  const root = mkdtempSync(path.join(tmpdir(), "system-"));
  const text = Object.entries(env).map(([name, value]) => `${name}='${value}'`);
  writeFileSync(path.join(root, ".env.deployed"), text.join("\n"));
  const [command = "", ...flags] = args;
  try {
    return await run([command, "--env-file", ".env.deployed", ...flags], { root, dataDir: path.join(root, ".data") });
  } finally {
    rmSync(root, { recursive: true });
  }
}

export async function run(
  args: readonly string[],
  { root, dataDir, env = {} }: { root: string; dataDir: string; env?: Readonly<Record<string, string>> },
) {
  let text = "";
  const output = { write: (part: string) => void (text += part), isColoured: false };
  const code = await runCommand(args, { env, root, dataDir, cwd: root, output });
  return { code, text };
}

/** What `doctor --json` says, held to its schema. */
export async function doctorOn(env: Readonly<Record<string, string>>, ...flags: readonly string[]) {
  const { code, text } = await runOn(env, ["doctor", "--json", ...flags]);
  const report = DoctorReport.parse(JSON.parse(text));
  return {
    code,
    text,
    report,
    check: (name: string) => report.checks.find((one) => one.name === name),
    vendorOf: (system: string) => report.systems.find((one) => one.system === system)?.vendor,
    stateOf: (system: string) => report.systems.find((one) => one.system === system)?.state,
    stepOf: (step: string) => report.live?.find((one) => one.step === step),
  };
}

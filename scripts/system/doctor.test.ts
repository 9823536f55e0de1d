import { startEmulator } from "@ninefold/testing/emulators";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOwner } from "../../apps/api/src/database/owner.ts";
import { readEnv } from "../../apps/api/src/env.ts";
import { lookAtDatabase } from "./database-checks.ts";
import { doctorOn, openDeployment, runOn } from "./fixtures.ts";
import { ListReport } from "./report.ts";

let deployment: Awaited<ReturnType<typeof openDeployment>>;
beforeAll(async () => {
  deployment = await openDeployment();
}, 60_000);
afterAll(async () => {
  await deployment.close();
});

/** The deployment with some of its settings otherwise; an empty one is unset. */
const having = (changes: Readonly<Record<string, string>>) => ({ ...deployment.env, ...changes });

describe("a look at what is right", { timeout: 60_000 }, () => {
  it("finds nothing wrong, asks each vendor, and leaves nothing behind", async () => {
    const { code, report, stateOf, check } = await doctorOn(deployment.env);
    expect([code, report.isOk, report.faults]).toEqual([0, true, []]);
    expect(report.systems.map(({ system }) => system)).toHaveLength(9);
    for (const system of ["billing", "notifications", "observability", "media"])
      expect(stateOf(system)).toBe("emulated");
    for (const system of ["identity", "workflows", "ops-safety", "testing"]) expect(stateOf(system)).toBe("live");
    const asked = report.systems.filter(({ vendor }) => vendor.isReached === true).map(({ system }) => system);
    expect(asked).toEqual([
      "identity",
      "billing",
      "notifications",
      "workflows",
      "observability",
      "media",
      "ops-safety",
    ]);
    expect(report.checks.filter(({ status }) => status !== "ok")).toEqual([]);
    for (const system of ["billing", "notifications"]) {
      expect(check(`webhooks of ${system}`)?.detail).toContain("is verified");
    }
    expect(check("connections")?.detail).toMatch(/^at most 17 .*; the server has \d+$/);
    const { vendors } = deployment;
    expect(vendors.resend.mails()).toEqual([]);
    expect(vendors.posthog.events()).toEqual([]);
    expect([...vendors.sentry.errors(), ...vendors.sentry.items()]).toEqual([]);
    for (const vendor of Object.values(vendors)) expect(vendor.unknownRequests()).toEqual([]);
    const [rows] = await asOwner(deployment.ownerUrl, async (sql) => [
      await sql`select count(*)::int as reports from ops_safety.process_reports`,
    ]);
    expect(rows?.[0]).toEqual({ reports: 0 });
  });

  it("shows no secret, whoever reads it", async () => {
    for (const args of [["doctor"], ["doctor", "--json"], ["list"], ["list", "--json"]]) {
      const { text } = await runOn(deployment.env, args);
      expect(deployment.secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });

  it("fits into 80 columns, and has no colour where nobody looks", async () => {
    for (const command of ["doctor", "list"]) {
      const { text } = await runOn(deployment.env, [command]);
      // An address or a key is not broken.
      const long = text.split("\n").filter((line) => line.length > 80 && line.trim().includes(" "));
      expect(long).toEqual([]);
      expect(text).not.toContain("\u001B");
    }
  });

  it("lists the nine systems, where each setting comes from, and what each adapter can do", async () => {
    const { code, text } = await runOn(having({ LOG_LEVEL: "" }), ["list", "--json"]);
    const { systems, apps } = ListReport.parse(JSON.parse(text));
    expect([code, systems.length]).toEqual([0, 9]);
    const billing = systems.find(({ system }) => system === "billing");
    expect(billing).toMatchObject({ adapter: "dodo", capabilities: { sells: true, seller: "merchant_of_record" } });
    expect(billing?.settings).toContainEqual({
      name: "BILLING_PROVIDER",
      source: "default",
      isSecret: false,
      value: "dodo",
    });
    expect(billing?.settings).toContainEqual({ name: "DODO_PAYMENTS_API_KEY", source: "file", isSecret: true });
    const settings = [...apps, ...systems.flatMap((one) => one.settings)];
    expect(settings).toContainEqual({ name: "LOG_LEVEL", source: "default", isSecret: false, value: "info" });
    expect(settings).toContainEqual({ name: "DOCS_REPOSITORY_URL", source: "unset", isSecret: false });
  });

  it("does not repeat a value that its reader would refuse: it may be a secret in the wrong place", async () => {
    const { text } = await runOn(having({ IMAGEKIT_PUBLIC_KEY: deployment.env["IMAGEKIT_PRIVATE_KEY"] ?? "" }), [
      "list",
    ]);
    expect(text).not.toContain(deployment.env["IMAGEKIT_PRIVATE_KEY"]);
    expect(text).toContain("IMAGEKIT_PUBLIC_KEY = (not valid)");
  });
});

describe("a setting that is wrong", { timeout: 60_000 }, () => {
  it.each([
    { what: "missing", name: "RESEND_API_KEY", value: "", problem: /^missing/, neededBy: "notifications (resend)" },
    { what: "malformed", name: "DODO_PAYMENTS_WEBHOOK_KEY", value: "x", problem: /whsec_/, neededBy: "billing (dodo)" },
    {
      what: "a placeholder",
      name: "RESEND_API_KEY",
      value: "re_changeme",
      problem: /placeholder/,
      neededBy: "notifications (resend)",
    },
    {
      what: "no choice",
      name: "WORKFLOWS_PROVIDER",
      value: "redis",
      problem: /postgres/,
      neededBy: "workflows (redis)",
    },
    { what: "of the apps", name: "APP_URL", value: "localhost", problem: /origin/, neededBy: "the API and the worker" },
    {
      what: "of the web app",
      name: "MEDIA_UPLOAD_ORIGIN",
      value: "https://ik.io/x",
      problem: /origin/,
      neededBy: "the web app",
    },
  ])(
    "is named with who needs it, and the rest is still looked at: $what",
    async ({ name: variable, value, problem, neededBy }) => {
      const { code, report, vendorOf } = await doctorOn(having({ [variable]: value }));
      expect(code).toBe(1);
      expect(report.faults).toEqual([
        expect.objectContaining({ variable, problem: expect.stringMatching(problem) as unknown, neededBy }),
      ]);
      const misconfigured = report.systems.filter(({ state }) => state === "misconfigured").map(({ system }) => system);
      expect(misconfigured).toEqual(neededBy.startsWith("the ") ? [] : [neededBy.split(" ")[0]]);
      // Whatever the fault: somebody else's vendor was asked.
      expect([vendorOf("billing"), vendorOf("media")].some((vendor) => vendor?.isReached)).toBe(true);
    },
  );

  it("does not hide the next one: all are told at once", async () => {
    const { report } = await doctorOn(
      having({ APP_URL: "x", RESEND_API_KEY: "", SENTRY_DSN: "", BETTER_AUTH_SECRET: "" }),
    );
    const named = report.faults.map(({ variable }) => variable).toSorted();
    expect(named).toEqual(["APP_URL", "BETTER_AUTH_SECRET", "RESEND_API_KEY", "SENTRY_DSN"]);
  });

  it("may be right elsewhere: a shared stage takes no emulator, no play money and no plain text", async () => {
    const { report, code } = await doctorOn(having({ NINEFOLD_STAGE: "production", BILLING_PROVIDER: "memory" }));
    expect(code).toBe(1);
    const told = report.faults.map(({ variable, problem }) => `${variable}: ${problem}`).join("\n");
    expect(told).toMatch(/RESEND_BASE_URL: is an emulator, refused at stage production/);
    expect(told).toMatch(/APP_URL: must be https/);
    expect(told).toMatch(/BILLING_PROVIDER: "memory" forgets everything/);
  });

  it("is held to the rules of production where the stage is none", async () => {
    const { report } = await doctorOn(having({ NINEFOLD_STAGE: "prod" }));
    expect(report.stage).toBe("production");
    expect(report.faults.map(({ variable }) => variable)).toContain("NINEFOLD_STAGE");
    expect(report.faults.map(({ variable }) => variable)).toContain("SENTRY_DSN");
  });

  it("may be a slip of the pen: a name that nobody reads is hinted at", async () => {
    const { code, check } = await doctorOn(having({ NINEFOLD_STAGES: "x", RESEND_APIKEY: "x", MY_OWN: "x" }));
    expect(check("names")).toMatchObject({ status: "warning" });
    expect(check("names")?.detail).toContain("NINEFOLD_STAGES (did you mean NINEFOLD_STAGE?)");
    expect(check("names")?.detail).toContain("RESEND_APIKEY (did you mean RESEND_API_KEY?)");
    expect(check("names")?.detail).toContain("MY_OWN");
    expect(code).toBe(0);
  });

  it("may contradict another: pictures that the content policy would not show", async () => {
    const { code, check } = await doctorOn(having({ MEDIA_DELIVERY_ORIGIN: "https://elsewhere.ninefold.dev" }));
    expect([code, check("media origins")?.status]).toEqual([0, "warning"]);
  });

  it("leaves a stand-in alone, and says that it is one", async () => {
    const { code, stateOf, vendorOf } = await doctorOn(having({ BILLING_PROVIDER: "none", MEDIA_PROVIDER: "memory" }));
    expect([code, stateOf("billing"), stateOf("media")]).toEqual([0, "stand-in", "stand-in"]);
    expect(vendorOf("billing")?.isReached).toBeNull();
  });
});

describe("a vendor", { timeout: 60_000 }, () => {
  it.each([
    ["billing", "dodo"],
    ["notifications", "resend"],
    ["media", "imagekit"],
    ["observability", "posthog"],
    ["observability", "sentry"],
  ] as const)("that is down is reported, and nobody else with it: %s at %s", async (system, name) => {
    const vendor = deployment.vendors[name];
    await vendor.stop();
    const { code, report, vendorOf } = await doctorOn(deployment.env);
    await vendor.start();
    expect([code, vendorOf(system)?.isReached]).toEqual([1, false]);
    expect(report.systems.filter(({ vendor }) => vendor.isReached === false).map((one) => one.system)).toEqual([
      system,
    ]);
  });

  it.each([
    ["billing", { DODO_PAYMENTS_API_KEY: `dodo_test_${"x9".repeat(16)}` }],
    ["notifications", { RESEND_API_KEY: "re_of_nobody_at_all" }],
    ["media", { IMAGEKIT_PRIVATE_KEY: "private_of_nobody" }],
    ["observability", { POSTHOG_API_KEY: "phc_of_nobody" }],
  ])("that does not take the key is not reached: %s", async (system, changes) => {
    const { code, vendorOf } = await doctorOn(having(changes));
    expect([code, vendorOf(system)?.isReached]).toEqual([1, false]);
  });

  it("that takes the key for sending alone is reached", async () => {
    const { faults } = deployment.vendors.resend;
    // resend.com/docs/api-reference/errors, read 2026-11-21.
    const body = {
      statusCode: 401,
      name: "restricted_api_key",
      message: "This API key is restricted to only send emails",
    };
    faults.add({ route: "GET /emails/:id", status: 401, body });
    const { vendorOf } = await doctorOn(deployment.env).finally(() => faults.clear());
    expect(vendorOf("notifications")?.isReached).toBe(true);
  });

  it("that does not answer is given up", async () => {
    const { faults } = deployment.vendors.dodo;
    faults.add({ route: "GET /checkouts/:id", latencyMs: 60_000 });
    const { vendorOf } = await doctorOn(deployment.env).finally(() => faults.clear());
    expect(vendorOf("billing")).toMatchObject({ isReached: false, detail: "no answer within 5 s" });
  });
});

describe("an OpenID provider", { timeout: 60_000 }, () => {
  it("is asked what it says of itself, and an issuer that is another's is reported", async () => {
    const openid = await startEmulator("openid");
    const chosen = {
      IDENTITY_PROVIDER: "oidc",
      OIDC_ISSUER: openid.issuer,
      OIDC_CLIENT_ID: openid.clientId,
      OIDC_CLIENT_SECRET: openid.clientSecret,
      OIDC_NAME: "Company Login",
    };
    const good = await doctorOn(having(chosen));
    const other = await doctorOn(having({ ...chosen, OIDC_ISSUER: openid.issuer.replace("127.0.0.1", "localhost") }));
    await openid.close();
    const away = await doctorOn(having(chosen));
    expect(good.vendorOf("identity")).toMatchObject({ isReached: true });
    for (const { vendorOf } of [other, away]) expect(vendorOf("identity")).toMatchObject({ isReached: false });
  });
});

describe("the database", { timeout: 60_000 }, () => {
  it("that does not answer is reported, and what lives in it is not asked", async () => {
    const { port } = new URL(deployment.vendors.resend.url);
    const urls = Object.fromEntries(
      Object.entries(deployment.env)
        .filter(([name]) => name.startsWith("DATABASE_"))
        .map(([name, url]) => [name, Object.assign(new URL(url), { port: "1", hostname: "127.0.0.1" }).href]),
    );
    expect(port).not.toBe("1");
    const { code, check, vendorOf } = await doctorOn(having(urls));
    expect([code, check("database")?.status, check("migrations")?.status]).toEqual([1, "wrong", "skipped"]);
    expect(check("database")?.detail).toContain("DATABASE_APP_URL: 127.0.0.1:1 did not accept");
    expect(vendorOf("identity")).toEqual({ isReached: null, detail: "not asked: it lives in the database" });
    expect(vendorOf("billing")?.isReached).toBe(true);
  });

  it("that lacks a migration is reported with the command that applies it", async () => {
    const taken = await asOwner(
      deployment.ownerUrl,
      (sql) => sql`delete from app.migrations where system = 'media' returning system, tag, hash`,
    );
    const { code, check } = await doctorOn(deployment.env);
    await asOwner(deployment.ownerUrl, async (sql) => {
      await sql`insert into app.migrations ${sql([...taken], "system", "tag", "hash")}`;
    });
    expect([code, check("database")?.status]).toEqual([1, "ok"]);
    expect(check("migrations")).toMatchObject({ status: "wrong", fix: "npm run db:migrate" });
  });

  it("that runs and does not let us in is not called stopped", async () => {
    const env = readEnv(deployment.env);
    const wrong = Object.assign(new URL(env.DATABASE_QUEUE_URL), { password: "not-the-one" }).href;
    const look = await lookAtDatabase({ ...env, DATABASE_QUEUE_URL: wrong }, { isBundled: true, stage: "local" });
    expect(look.checks[0]).toMatchObject({ name: "database", status: "wrong" });
    expect(look.checks[0]?.detail).toMatch(/^DATABASE_QUEUE_URL: .*password authentication failed/);
    expect(look.checks[0]?.detail).not.toContain("not-the-one");
  });

  it("is never entered by who may do anything there", async () => {
    const { code, check } = await doctorOn(having({ DATABASE_APP_URL: deployment.ownerUrl }));
    expect([code, check("database")?.status]).toEqual([1, "wrong"]);
    expect(check("database")?.detail).toContain("is a superuser");
  });
});

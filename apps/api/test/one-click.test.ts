import { randomBytes, randomUUID } from "node:crypto";
import { startEmulator } from "@ninefold/testing/emulators";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { client, signUp, signUpForm, startApp } from "./support.ts";

const [database, resend, posthog, sentry] = await Promise.all([
  createTestDatabase(),
  startEmulator("resend"),
  startEmulator("posthog"),
  startEmulator("sentry"),
]);
const lines: string[] = [];
const stdout = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => lines.push(String(chunk)) > 0);
const { system, app } = await startApp(database.urls, {
  WORKFLOWS_PROVIDER: "inline",
  OBSERVABILITY_PROVIDER: "posthog-sentry",
  POSTHOG_API_KEY: posthog.apiKey,
  POSTHOG_HOST: posthog.url,
  SENTRY_DSN: sentry.dsn,
  LOG_LEVEL: "debug",
  NOTIFICATIONS_EMAIL_PROVIDER: "resend",
  NOTIFICATIONS_ENCRYPTION_KEY: randomBytes(32).toString("base64url"),
  RESEND_API_KEY: resend.apiKey,
  RESEND_BASE_URL: resend.url,
});

beforeAll(() => system.workflows.start());
afterAll(async () => {
  await system.workflows.stop();
  await system.close();
  stdout.mockRestore();
  await Promise.all([resend.close(), posthog.close(), sentry.close()]);
  await database.drop();
});

interface Line {
  readonly kind: string;
  readonly message?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What the log has under an id, in order. */
const logged = (requestId: string) =>
  lines.flatMap((text): Line[] => {
    const line = JSON.parse(text) as Line;
    return line.fields?.["requestId"] === requestId ? [line] : [];
  });
const attempts = (requestId: string, job: string) =>
  logged(requestId).filter(({ message, fields }) => message === "attempt" && String(fields["job"]).startsWith(job));
const traceOf = (traceparent: string) => traceparent.split("-")[1] ?? "";

describe("one click", () => {
  it("is found by one id from its request to the mail that it sends: O-12", { timeout: 30_000 }, async () => {
    const person = signUpForm();
    const requestId = `click-${randomUUID()}`;
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const answer = await client(app).post("/api/auth/sign-up/email", person, {
      "x-request-id": requestId,
      traceparent,
    });
    expect(answer.headers.get("x-request-id")).toBe(requestId);
    await vi.waitFor(() => expect(resend.inbox(person.email)).toHaveLength(1), { timeout: 20_000 });
    await vi.waitFor(() => expect(attempts(requestId, "notifications.deliver")).toHaveLength(1));

    // The request, and the trace of whoever called.
    const traceId = traceOf(traceparent);
    const request = logged(requestId).find(({ message }) => message === "request");
    expect(request?.fields).toMatchObject({ route: "/api/auth/sign-up/email", status: 200, traceId });
    // What was written down of it: the reaction to the event, and the job.
    const runs = await asOwner(
      database.ownerUrl,
      (sql) => sql<{ task: string; traceparent: string }[]>`
        select task, traceparent from workflows.runs where request_id = ${requestId}`,
    );
    expect(runs.map(({ task }) => task)).toEqual(
      expect.arrayContaining([expect.stringContaining("notifications.verify_address"), "notifications.deliver@1"]),
    );
    expect(new Set(runs.map((run) => traceOf(run.traceparent)))).toEqual(new Set([traceId]));
    // The attempt that sent it, and the mail at the vendor.
    expect(attempts(requestId, "notifications.deliver")[0]?.fields).toMatchObject({ outcome: "done", traceId });
    expect(resend.inbox(person.email)[0]?.tags).toMatchObject({ request_id: requestId });
    // The recipient sees nothing of it.
    expect(JSON.stringify(resend.inbox(person.email)[0]?.headers)).not.toContain(requestId);
  });

  it("is found at the vendor of errors when the job that it caused fails", { timeout: 30_000 }, async () => {
    const person = await signUp(app);
    const requestId = `click-${randomUUID()}`;
    const rule = resend.faults.add({ route: "POST /emails", status: 500 });
    await client(app).post(
      "/api/auth/request-password-reset",
      { email: person.person.email },
      { "x-request-id": requestId },
    );
    await vi.waitFor(
      async () => {
        await system.telemetry.flush();
        expect(sentry.errors().filter(({ tags }) => tags["requestId"] === requestId)).not.toEqual([]);
      },
      { timeout: 20_000 },
    );
    resend.faults.remove(rule);
    const [failed] = sentry.errors().filter(({ tags }) => tags["requestId"] === requestId);
    expect(failed?.tags).toMatchObject({ job: "notifications.deliver@1", requestId });
    expect(failed?.tags["runId"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(failed?.traceId).toBe(logged(requestId)[0]?.fields["traceId"]);
    // Neither address nor name of the person is anywhere at the vendor.
    expect(JSON.stringify(sentry.state())).not.toContain(person.person.email);
    expect(JSON.stringify(sentry.state())).not.toContain("Ana Sample");
  });

  it("tells who signed up and made a workspace, once each, by ids alone", { timeout: 30_000 }, async () => {
    const before = new Set(posthog.events().map(({ id }) => id));
    const fresh = (name: string) => posthog.events(name).filter(({ id }) => !before.has(id));
    const { person, ...tab } = await signUp(app);
    const { tokenFor } = await import("./support.ts");
    const token = await tokenFor(app, "verificationMail", person.id);
    await tab.post("/api/auth/verify-email", { token, password: person.password });
    const made = await tab.post("/api/v1/workspaces", { name: "Acme secret name" });
    const { id: workspaceId } = (await made.json()) as { id: string };
    await vi.waitFor(() => expect(fresh("identity.workspace_created")).toHaveLength(1), { timeout: 20_000 });
    await vi.waitFor(() => expect(fresh("identity.person_signed_up")).toHaveLength(1), { timeout: 20_000 });
    expect(fresh("identity.person_signed_up")[0]).toMatchObject({ distinctId: person.id, groups: {} });
    expect(fresh("identity.workspace_created")[0]).toMatchObject({
      distinctId: person.id,
      groups: { workspace: workspaceId },
    });
    for (const words of [person.email, person.name, "Acme secret name"]) {
      expect(JSON.stringify(posthog.state())).not.toContain(words);
    }
  });
});

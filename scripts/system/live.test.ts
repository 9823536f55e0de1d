import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { doctorOn, openDeployment, runOn } from "./fixtures.ts";

let deployment: Awaited<ReturnType<typeof openDeployment>>;
beforeAll(async () => {
  deployment = await openDeployment();
}, 60_000);
afterAll(async () => {
  await deployment.close();
});

describe("what --live sends", { timeout: 60_000 }, () => {
  it("reaches every vendor under the id that it tells, marked as a test; the upload is gone again", async () => {
    const { code, report, stepOf } = await doctorOn(deployment.env, "--live");
    const { vendors } = deployment;
    expect(report.live?.map(({ step, status }) => [step, status])).toEqual(
      ["error", "analytics event", "mail", "upload", "job", "checkout"].map((step) => [step, "passed"]),
    );
    expect(code).toBe(0);
    expect(vendors.sentry.errors().map(({ exceptions }) => exceptions[0]?.value)).toEqual([
      `Test error of system doctor ${stepOf("error")?.id}`,
    ]);
    expect(vendors.posthog.events()).toMatchObject([
      { id: stepOf("analytics event")?.id, event: "system.doctor_test" },
    ]);
    expect(vendors.resend.mails()).toMatchObject([{ id: stepOf("mail")?.id, to: ["delivered@resend.dev"] }]);
    expect(vendors.resend.mails()[0]?.subject).toContain("Test mail of system doctor");
    expect(stepOf("upload")?.id).toContain("system-doctor");
    expect(JSON.stringify(vendors.imagekit.state())).not.toContain("test.txt");
    expect(JSON.stringify(vendors.dodo.state())).toContain(stepOf("checkout")?.id);
    expect(stepOf("job")?.detail).toContain("run");
    for (const vendor of Object.values(vendors)) expect(vendor.unknownRequests()).toEqual([]);
  });

  it("goes on where one vendor is down, and says which", async () => {
    await deployment.vendors.imagekit.stop();
    const { code, report } = await doctorOn(deployment.env, "--live");
    await deployment.vendors.imagekit.start();
    expect(code).toBe(1);
    const failed = report.live?.filter(({ status }) => status === "failed").map(({ step }) => step);
    expect(failed).toEqual(["upload"]);
  });

  it("calls what is not there not configured, which is no success", async () => {
    const changes = {
      BILLING_PROVIDER: "none",
      MEDIA_PROVIDER: "memory",
      OBSERVABILITY_PROVIDER: "log",
      RESEND_API_KEY: "",
    };
    const { report } = await doctorOn({ ...deployment.env, ...changes }, "--live");
    expect(report.live?.map(({ step, status }) => [step, status])).toEqual([
      ["error", "not configured"],
      ["analytics event", "not configured"],
      ["mail", "not configured"],
      ["upload", "not configured"],
      ["job", "passed"],
      ["checkout", "not configured"],
    ]);
  });

  it("runs its job on whichever engine is chosen", async () => {
    const { stepOf } = await doctorOn({ ...deployment.env, WORKFLOWS_PROVIDER: "inline" }, "--live");
    expect(stepOf("job")).toMatchObject({ adapter: "inline", status: "passed" });
  });

  it("asks for a yes at stage production, before anything is sent", async () => {
    const production = { ...deployment.env, NINEFOLD_STAGE: "production" };
    const before = deployment.vendors.resend.mails().length;
    await expect(runOn(production, ["doctor", "--live"])).rejects.toThrow("--yes");
    // Without a stage the rules of production hold.
    await expect(runOn({ ...production, NINEFOLD_STAGE: "" }, ["doctor", "--live"])).rejects.toThrow("--yes");
    expect(deployment.vendors.resend.mails()).toHaveLength(before);
  });

  it("mails whom a person names", async () => {
    await doctorOn(deployment.env, "--live", "--mail-to", "ana@inbox.ninefold.dev");
    expect(deployment.vendors.resend.inbox("ana@inbox.ninefold.dev")).toHaveLength(1);
    await expect(runOn(deployment.env, ["doctor", "--live", "--mail-to", "ana"])).rejects.toThrow("not an address");
  });
});

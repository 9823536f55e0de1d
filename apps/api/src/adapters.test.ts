import { billingConfig } from "@ninefold/billing";
import { identityConfig } from "@ninefold/identity";
import { marketingConfig } from "@ninefold/marketing";
import { mediaConfig } from "@ninefold/media";
import { notificationsConfig } from "@ninefold/notifications";
import { observabilityConfig } from "@ninefold/observability";
import { opsSafetyConfig } from "@ninefold/ops-safety";
import { workflowsConfig } from "@ninefold/workflows";
import { describe, expect, it } from "vitest";
import { chosenAdapters } from "./adapters.ts";

/** What each system's adapter is chosen by. Testing has a driver instead, and no setting. */
const SETTINGS = {
  identity: ["IDENTITY_PROVIDER", identityConfig.IDENTITY_PROVIDER],
  billing: ["BILLING_PROVIDER", billingConfig.BILLING_PROVIDER],
  notifications: ["NOTIFICATIONS_EMAIL_PROVIDER", notificationsConfig.NOTIFICATIONS_EMAIL_PROVIDER],
  workflows: ["WORKFLOWS_PROVIDER", workflowsConfig.WORKFLOWS_PROVIDER],
  observability: ["OBSERVABILITY_PROVIDER", observabilityConfig.OBSERVABILITY_PROVIDER],
  marketing: ["MARKETING_PROVIDER", marketingConfig.MARKETING_PROVIDER],
  media: ["MEDIA_PROVIDER", mediaConfig.MEDIA_PROVIDER],
  "ops-safety": ["OPS_SAFETY_PROVIDER", opsSafetyConfig.OPS_SAFETY_PROVIDER],
} as const;

describe("the list of chosen adapters", () => {
  it("has each of the nine systems once", () => {
    const systems = chosenAdapters({}).map(({ system }) => system);
    expect(systems.toSorted()).toEqual([...Object.keys(SETTINGS), "testing"].toSorted());
  });

  it.each(Object.entries(SETTINGS))(
    "says what runs without a setting, as an empty one counts: %s",
    (system, setting) => {
      const [name, schema] = setting;
      for (const env of [{}, { [name]: "" }, { [name]: undefined }]) {
        const found = chosenAdapters(env).find((one) => one.system === system);
        // What runs jobs depends on the stage: without one given, this is a person's machine.
        expect(found?.adapter).toBe(schema.parse(undefined) ?? "postgres");
      }
    },
  );

  it.each(Object.entries(SETTINGS))("has a word for whatever can be chosen: %s", (system, [name, schema]) => {
    for (const option of schema.unwrap().options) {
      const found = chosenAdapters({ [name]: option }).find((one) => one.system === system);
      expect(found).toEqual({ system, adapter: option, note: expect.stringMatching(/^\S.{9,}$/) as unknown });
    }
  });
});

import { describeConformance, describeMutants } from "@ninefold/testing/conformance-kit";
import { afterAll, describe, expect, it, vi } from "vitest";
import { driverCases } from "./conformance.ts";
import { mutants } from "./mutants.ts";
import { closeBrowser, targets } from "./targets.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });
afterAll(closeBrowser);

describeConformance("AppDriver", driverCases, targets);
describeMutants("AppDriver, memory", driverCases, targets.memory, mutants);
describeMutants("AppDriver, http", driverCases, targets.http, mutants);

/** In a browser the whole matrix takes minutes, so each broken product meets the one case that is meant to notice it. */
const noticed: Record<string, string> = {
  "signs people up and does not know them afterwards": "greets a person by their name once they have signed up",
  "shows strangers a home": "asks a stranger to sign in and greets them by no name",
  "greets everybody by the first name it learned": "keeps two people at two browsers apart",
  "signs in with a wrong password": "reports a wrong password as testing.refused and lets nobody in",
  "signs in people it has never met": "reports an address without an account as testing.refused and lets nobody in",
  "lets nobody in again": "lets a person in again at another browser",
  "takes any password at sign-up": "reports a sign-up the product will not have as testing.refused and lets nobody in",
  "keeps the session after sign-out": "asks for a sign-in again once a person has signed out",
  "ends everybody's session when one signs out": "leaves a person's other browser signed in when they sign out at one",
  "keeps the old password after a reset":
    "lets a person in with the password they chose anew, and no longer with the old one",
  "shows every workspace to everybody": "shows a workspace to whoever made it and to nobody else",
  "accepts an invitation and lets nobody in": "shows a workspace to an invited person once they have accepted",
  "accepts whoever brings an invitation":
    "reports an invitation that was sent to somebody else as testing.refused and shows nothing",
  "lets anybody invite": "reports an invitation into a workspace that is not theirs as testing.refused",
  "shows the newest task first":
    "shows what is to be done, in its order, to everybody in the workspace and to nobody else",
  "takes a tick and keeps none":
    "shows what is to be done, in its order, to everybody in the workspace and to nobody else",
  "sees any name it is asked about": "knows a person's name from another's",
};

describe("AppDriver, playwright contract can fail", () => {
  it.each(Object.entries(noticed))("catches a product or driver that %s", async (mutant, name) => {
    const rule = driverCases.find((one) => one.name === name);
    const mutate = mutants[mutant];
    if (rule === undefined || mutate === undefined) throw new Error("the table names a case or mutant that is gone");

    const stage = await targets.playwright.make();
    const run = async () => rule.run(mutate(stage));
    await expect(run()).rejects.toThrow();
    await targets.playwright.close?.(stage);
  });
});

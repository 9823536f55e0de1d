import type { Target } from "@ninefold/testing/conformance-kit";
import { describe, expect, it } from "vitest";
import { driverCases, type Stage } from "./conformance.ts";
import { mutants } from "./mutants.ts";

/** Over a wire the whole matrix takes minutes, so each broken product meets the one case that is meant to notice it. */
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
  "promises something else": "shows the front page and the docs to anybody",
  "keeps no picture": "shows a person's picture once they have uploaded one, and nobody else's",
  "gives everybody the same picture": "shows a person's picture once they have uploaded one, and nobody else's",
  "copies nothing of a person's": "gives a person a copy of their data, and reports a second one as testing.refused",
  "tells nobody anything": "tells the owner who joined and that the plan changed, and nobody else",
  "tells everybody everything": "tells the owner who joined and that the plan changed, and nobody else",
  "turns its log round": "writes down what was done in a workspace, newest first, and shows it to its owner alone",
  "loses what was put to a project": "gives a project's file to everybody in the workspace and to nobody else",
  "takes the money and keeps the plan": "shows the plan to the owner, and reports it to a member as testing.refused",
  "miscounts what is used":
    "reports a project more than the plan has room for as testing.refused, and has room on a larger one",
  "shows its failures to anybody": "reports an operator's work to anybody else as testing.refused",
  "makes nothing again": "shows an operator what failed, and does it when they have it made again",
  "rolls nothing out":
    "shows what a flag decides once an operator has rolled it out, and not after they have taken it back",
  "sees any name it is asked about": "knows a person's name from another's",
};

/** Runs each of these on one driver. The whole matrix runs in memory, where it proves that every case can fail. */
export function describeNoticed(driver: string, target: Target<Stage>): void {
  describe(`AppDriver, ${driver} contract can fail`, () => {
    it.each(Object.entries(noticed))("catches a product or driver that %s", async (mutant, name) => {
      const rule = driverCases.find((one) => one.name === name);
      const mutate = mutants[mutant];
      if (rule === undefined || mutate === undefined) throw new Error("the table names a case or mutant that is gone");

      const stage = await target.make();
      const run = async () => rule.run(mutate(stage));
      await expect(run()).rejects.toThrow();
      await target.close?.(stage);
    });
  });
}

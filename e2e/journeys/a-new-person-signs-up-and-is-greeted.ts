import assert from "node:assert/strict";
import { newPerson } from "@ninefold/testing";
import type { Journey } from "../stage.ts";

export const aNewPersonSignsUpAndIsGreeted: Journey = async (open) => {
  const ada = newPerson();
  const driver = await open();

  assert.equal(await driver.isAskedToSignIn(), true);
  await driver.signsUp(ada);
  assert.equal(await driver.isGreetedAs(ada.name), true);
};

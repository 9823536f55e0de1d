import assert from "node:assert/strict";
import { newPerson } from "@ninefold/testing";
import type { Journey } from "../stage.ts";

export const aPersonSignsOutAndInAgain: Journey = async (open) => {
  const ada = newPerson();
  const driver = await open();
  await driver.signsUp(ada);

  await driver.signsOut();
  assert.equal(await driver.isAskedToSignIn(), true);

  await driver.signsIn(ada);
  assert.equal(await driver.isGreetedAs(ada.name), true);
};

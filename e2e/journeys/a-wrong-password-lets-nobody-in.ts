import assert from "node:assert/strict";
import { newPerson } from "@ninefold/testing";
import type { Journey } from "../stage.ts";

export const aWrongPasswordLetsNobodyIn: Journey = async (open) => {
  const ada = newPerson();
  await (await open()).signsUp(ada);
  const other = await open();

  await assert.rejects(other.signsIn({ ...ada, password: newPerson().password }), { code: "testing.refused" });
  assert.equal(await other.isAskedToSignIn(), true);

  await other.signsIn(ada);
  assert.equal(await other.isGreetedAs(ada.name), true);
};

import assert from "node:assert/strict";
import { newPerson } from "@ninefold/testing";
import type { Journey } from "../stage.ts";

export const aForgottenPasswordIsReplaced: Journey = async (open) => {
  const ada = newPerson();
  const [first, second] = [await open(), await open()];
  await first.signsUp(ada);

  const anew = { email: ada.email, password: newPerson().password };
  await second.resetsPassword(anew);

  assert.equal(await first.isAskedToSignIn(), true, "whoever was signed in is out");
  await assert.rejects(second.signsIn(ada), { code: "testing.refused" });
  await second.signsIn(anew);
  assert.equal(await second.isGreetedAs(ada.name), true);
};

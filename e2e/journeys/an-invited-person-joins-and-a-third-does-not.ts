import assert from "node:assert/strict";
import { newPerson } from "@ninefold/testing";
import type { Journey } from "../stage.ts";

export const anInvitedPersonJoinsAndAThirdDoesNot: Journey = async (open) => {
  const [ada, bea, cy] = [await open(), await open(), await open()];
  const guest = newPerson();

  await ada.signsUp(newPerson());
  const workspace = await ada.createsWorkspace(`Atelier ${crypto.randomUUID().slice(-8)}`);
  await ada.invites(workspace, guest.email);

  await bea.signsUp(guest);
  assert.equal(await bea.sees(workspace), false);
  await bea.acceptsInvitation(guest.email);
  assert.equal(await bea.sees(workspace), true);

  await cy.signsUp(newPerson());
  await assert.rejects(cy.acceptsInvitation(guest.email), { code: "testing.refused" });
  assert.equal(await cy.sees(workspace), false);
};

import assert from "node:assert/strict";
import { newPerson } from "@ninefold/testing";
import type { Journey } from "../stage.ts";

export const aTeamWorksThroughItsTasks: Journey = async (open) => {
  const [ada, bea, cy] = [await open(), await open(), await open()];
  const guest = newPerson();

  await ada.signsUp(newPerson());
  const workspace = await ada.createsWorkspace(`Atelier ${crypto.randomUUID().slice(-8)}`);
  const project = await ada.createsProject(workspace, "Launch");
  await ada.addsTask(project, "Write the page");
  await ada.addsTask(project, "Check it");
  await ada.invites(workspace, guest.email);

  await bea.signsUp(guest);
  await bea.acceptsInvitation(guest.email);
  await bea.completesTask(project, "Write the page");
  await bea.addsTask(project, "Tell everybody");
  const seen = [
    { title: "Write the page", isDone: true },
    { title: "Check it", isDone: false },
    { title: "Tell everybody", isDone: false },
  ];
  assert.deepEqual(await bea.tasksOf(project), seen);
  assert.deepEqual(await ada.tasksOf(project), seen);

  await cy.signsUp(newPerson());
  assert.deepEqual(await cy.tasksOf(project), []);
  await assert.rejects(cy.addsTask(project, "Not mine to add"), { code: "testing.refused" });
};

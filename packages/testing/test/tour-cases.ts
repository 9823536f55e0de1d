import assert from "node:assert/strict";
import type { Case } from "@ninefold/testing/conformance-kit";
import { FLAG } from "../src/adapters/pretend-house.ts";
import { newPerson } from "../src/person.ts";
import type { AppDriver, OpenDriver, OwnFile, Workspace } from "../src/port.ts";
import type { Stage } from "./stage.ts";

/** What the tour meets beyond people, workspaces and tasks. */
export const tourCases: readonly Case<Stage>[] = [
  {
    name: "shows the front page and the docs to anybody",
    async run({ open }) {
      const driver = await open();
      assert.match(await driver.visits(), /pretend/);
      assert.match(await driver.readsDocs("Glossary"), /what a team works in/);
      await assert.rejects(driver.readsDocs("No such page"), noEffect);
    },
  },
  {
    name: "shows a person's picture once they have uploaded one, and nobody else's",
    async run({ open }) {
      const [ada, bea] = [await open(), await open()];
      await ada.signsUp(newPerson());
      await bea.signsUp(newPerson());
      assert.equal(await ada.hasAvatar(), false);
      await ada.changesAvatar(PICTURE);
      assert.equal(await ada.hasAvatar(), true);
      assert.equal(await bea.hasAvatar(), false);
    },
  },
  {
    name: "gives a person a copy of their data, and reports a second one as testing.refused",
    async run({ open }) {
      const ada = newPerson();
      const driver = await open();
      await driver.signsUp(ada);
      assert.ok((await driver.exportsData()).includes(ada.email));
      await assert.rejects(driver.exportsData(), refused);
    },
  },
  {
    name: "finds the newest mail to an address by its subject",
    async run({ open }) {
      const ada = newPerson();
      const driver = await open();
      await driver.signsUp(ada);
      await driver.resetsPassword({ email: ada.email, password: newPerson().password });
      assert.match((await driver.seesMail(ada.email, "A link")).text, /reset-password/);
    },
  },
  {
    name: "tells the owner who joined and that the plan changed, and nobody else",
    async run({ open }) {
      const { owner, member, workspace } = await aTeam(open);
      assert.deepEqual(await member.news(), []);
      await owner.buysPlan(workspace, "Pro");
      assert.deepEqual(await owner.news(), [
        { what: "the plan changed", workspace: workspace.name },
        { what: "somebody joined", workspace: workspace.name },
      ]);
      assert.deepEqual(await member.news(), []);
    },
  },
  {
    name: "writes down what was done in a workspace, newest first, and shows it to its owner alone",
    async run({ open }) {
      const { owner, member, workspace } = await aTeam(open);
      const project = await member.createsProject(workspace, "Launch");
      await member.attaches(project, FILE);
      assert.deepEqual(await owner.historyOf(workspace), [
        "added a file",
        "made a project",
        "joined",
        "invited somebody",
        "made the workspace",
        "joined",
      ]);
      await assert.rejects(member.historyOf(workspace), refused);
    },
  },
  {
    name: "gives a project's file to everybody in the workspace and to nobody else",
    async run({ open }) {
      const { owner, member, workspace } = await aTeam(open);
      const project = await owner.createsProject(workspace, "Launch");
      await owner.attaches(project, FILE);
      assert.equal(await member.downloads(project, FILE.name), "one, two");
      await assert.rejects(member.downloads(project, "Other.txt"), refused);
      const cy = await open();
      await cy.signsUp(newPerson());
      await assert.rejects(cy.downloads(project, FILE.name), refused);
      await assert.rejects(cy.attaches(project, FILE), refused);
    },
  },
  {
    name: "reports a project more than the plan has room for as testing.refused, and has room on a larger one",
    async run({ open }) {
      const { owner, workspace } = await aTeam(open);
      for (let count = 1; count <= 5; count += 1) await owner.createsProject(workspace, `Project ${count}`);
      assert.deepEqual(await owner.planOf(workspace), { name: "Free", projects: { used: 5, allowed: 5 } });
      await assert.rejects(owner.createsProject(workspace, "One more"), refused);
      await owner.buysPlan(workspace, "Pro");
      await owner.createsProject(workspace, "One more");
      assert.deepEqual(await owner.planOf(workspace), { name: "Pro", projects: { used: 6, allowed: 100 } });
    },
  },
  {
    name: "shows the plan to the owner, and reports it to a member as testing.refused",
    async run({ open }) {
      const { owner, member, workspace } = await aTeam(open);
      await assert.rejects(member.planOf(workspace), refused);
      await assert.rejects(member.buysPlan(workspace, "Business"), refused);
      await owner.buysPlan(workspace, "Business");
      assert.deepEqual(await owner.planOf(workspace), { name: "Business", projects: { used: 0, allowed: null } });
    },
  },
  {
    name: "shows an operator what failed, and does it when they have it made again",
    async run({ open, app }) {
      const [ada, house] = [await open(), await open()];
      const guest = newPerson();
      await ada.signsUp(newPerson());
      const workspace = await ada.createsWorkspace("Atelier");
      await house.signsIn(app.operator);
      assert.deepEqual(await house.failedJobs(), []);
      app.failNextMail();
      await ada.invites(workspace, guest.email);
      const [failed, ...others] = await house.failedJobs();
      assert.ok(failed);
      assert.deepEqual(others, []);
      assert.deepEqual([failed.task, failed.reason], ["pretend.mail@1", "the vendor refused it"]);
      await house.replays(failed);
      await ada.seesMail(guest.email, "An invitation");
      assert.deepEqual(await house.failedJobs(), []);
      await assert.rejects(house.replays(failed), refused);
    },
  },
  {
    name: "reports an operator's work to anybody else as testing.refused",
    async run({ open }) {
      const ada = await open();
      await ada.signsUp(newPerson());
      await assert.rejects(ada.failedJobs(), refused);
      await assert.rejects(ada.replays({ id: "some", task: "some", reason: "" }), refused);
      await assert.rejects(ada.rollsOut(FLAG, 100), refused);
    },
  },
  {
    name: "shows what a flag decides once an operator has rolled it out, and not after they have taken it back",
    async run({ open, app }) {
      const [ada, house] = [await open(), await open()];
      await ada.signsUp(newPerson());
      const workspace = await ada.createsWorkspace("Atelier");
      await house.signsIn(app.operator);
      assert.equal(await ada.seesCloseRows(workspace), false);
      await house.rollsOut(FLAG, 100);
      assert.equal(await ada.seesCloseRows(workspace), true);
      await house.rollsOut(FLAG, 0);
      assert.equal(await ada.seesCloseRows(workspace), false);
      await assert.rejects(house.rollsOut("no.such_flag", 100), refused);
    },
  },
];

const refused = { name: "TestingError", code: "testing.refused", kind: "forbidden", retryable: false };
const noEffect = { name: "TestingError", code: "testing.no_effect" };

const FILE: OwnFile = { name: "Plan.txt", contentType: "text/plain", bytes: new TextEncoder().encode("one, two") };
const PICTURE: OwnFile = { ...FILE, name: "me.svg", contentType: "image/svg+xml" };

interface Team {
  readonly owner: AppDriver;
  readonly member: AppDriver;
  readonly workspace: Workspace;
}

/** Two people in the workspace of one of them. */
async function aTeam(open: OpenDriver): Promise<Team> {
  const [owner, member] = [await open(), await open()];
  const guest = newPerson();
  await owner.signsUp(newPerson());
  const workspace = await owner.createsWorkspace("Atelier");
  await owner.invites(workspace, guest.email);
  await member.signsUp(guest);
  await member.acceptsInvitation(guest.email);
  return { owner, member, workspace };
}

import assert from "node:assert/strict";
import type { Case } from "@ninefold/testing/conformance-kit";
import { newPerson } from "../src/person.ts";
import type { Stage } from "./stage.ts";
import { tourCases } from "./tour-cases.ts";

export type { Stage } from "./stage.ts";

export const driverCases: readonly Case<Stage>[] = [
  {
    name: "asks a stranger to sign in and greets them by no name",
    async run({ open }) {
      const driver = await open();
      assert.equal(await driver.isAskedToSignIn(), true);
      assert.equal(await driver.isGreetedAs(newPerson().name), false);
    },
  },
  {
    name: "greets a person by their name once they have signed up",
    async run({ open }) {
      const ada = newPerson();
      const driver = await open();
      await driver.signsUp(ada);
      assert.equal(await driver.isGreetedAs(ada.name), true);
      assert.equal(await driver.isAskedToSignIn(), false);
    },
  },
  {
    name: "knows a person's name from another's",
    async run({ open }) {
      const driver = await open();
      await driver.signsUp(newPerson());
      assert.equal(await driver.isGreetedAs(newPerson().name), false);
    },
  },
  {
    name: "lets a person in again at another browser",
    async run({ open }) {
      const ada = newPerson();
      await (await open()).signsUp(ada);
      const other = await open();
      await other.signsIn(ada);
      assert.equal(await other.isGreetedAs(ada.name), true);
    },
  },
  {
    name: "keeps two people at two browsers apart",
    async run({ open }) {
      const [ada, bea] = [newPerson(), newPerson()];
      const [first, second] = [await open(), await open()];
      await first.signsUp(ada);
      assert.equal(await second.isAskedToSignIn(), true);
      await second.signsUp(bea);
      assert.equal(await first.isGreetedAs(ada.name), true);
      assert.equal(await second.isGreetedAs(bea.name), true);
    },
  },
  {
    name: "reports a wrong password as testing.refused and lets nobody in",
    async run({ open }) {
      const ada = newPerson();
      await (await open()).signsUp(ada);
      const other = await open();
      await assert.rejects(other.signsIn({ ...ada, password: newPerson().password }), refused);
      assert.equal(await other.isAskedToSignIn(), true);
    },
  },
  {
    name: "reports an address without an account as testing.refused and lets nobody in",
    async run({ open }) {
      const driver = await open();
      await assert.rejects(driver.signsIn(newPerson()), refused);
      assert.equal(await driver.isAskedToSignIn(), true);
    },
  },
  {
    name: "reports a sign-up the product will not have as testing.refused and lets nobody in",
    async run({ open }) {
      const driver = await open();
      await assert.rejects(driver.signsUp({ ...newPerson(), password: "short" }), refused);
      assert.equal(await driver.isAskedToSignIn(), true);
    },
  },
  {
    name: "asks for a sign-in again once a person has signed out",
    async run({ open }) {
      const ada = newPerson();
      const driver = await open();
      await driver.signsUp(ada);
      await driver.signsOut();
      assert.equal(await driver.isAskedToSignIn(), true);
      assert.equal(await driver.isGreetedAs(ada.name), false);
    },
  },
  {
    name: "leaves a person's other browser signed in when they sign out at one",
    async run({ open }) {
      const ada = newPerson();
      const [first, second] = [await open(), await open()];
      await first.signsUp(ada);
      await second.signsIn(ada);
      await first.signsOut();
      assert.equal(await second.isGreetedAs(ada.name), true);
    },
  },
  {
    name: "resolves when somebody signs out who is not signed in",
    async run({ open }) {
      await (await open()).signsOut();
    },
  },
  {
    name: "lets a person in with the password they chose anew, and no longer with the old one",
    async run({ open }) {
      const ada = newPerson();
      const [first, second] = [await open(), await open()];
      await first.signsUp(ada);
      const anew = { email: ada.email, password: newPerson().password };
      await second.resetsPassword(anew);
      assert.equal(await first.isAskedToSignIn(), true);
      await assert.rejects(second.signsIn(ada), refused);
      await second.signsIn(anew);
      assert.equal(await second.isGreetedAs(ada.name), true);
    },
  },
  {
    name: "shows a workspace to whoever made it and to nobody else",
    async run({ open }) {
      const [ada, bea, stranger] = [await open(), await open(), await open()];
      await ada.signsUp(newPerson());
      await bea.signsUp(newPerson());
      const workspace = await ada.createsWorkspace("Atelier");
      assert.equal(await ada.sees(workspace), true);
      assert.equal(await bea.sees(workspace), false);
      assert.equal(await stranger.sees(workspace), false);
    },
  },
  {
    name: "shows a workspace to an invited person once they have accepted",
    async run({ open }) {
      const [ada, bea] = [await open(), await open()];
      const guest = newPerson();
      await ada.signsUp(newPerson());
      const workspace = await ada.createsWorkspace("Atelier");
      await ada.invites(workspace, guest.email);
      await bea.signsUp(guest);
      assert.equal(await bea.sees(workspace), false);
      await bea.acceptsInvitation(guest.email);
      assert.equal(await bea.sees(workspace), true);
    },
  },
  {
    name: "reports an invitation that was sent to somebody else as testing.refused and shows nothing",
    async run({ open }) {
      const [ada, cy] = [await open(), await open()];
      const guest = newPerson();
      await ada.signsUp(newPerson());
      const workspace = await ada.createsWorkspace("Atelier");
      await ada.invites(workspace, guest.email);
      await cy.signsUp(newPerson());
      await assert.rejects(cy.acceptsInvitation(guest.email), refused);
      assert.equal(await cy.sees(workspace), false);
    },
  },
  {
    name: "reports an invitation into a workspace that is not theirs as testing.refused",
    async run({ open }) {
      const [ada, cy] = [await open(), await open()];
      await ada.signsUp(newPerson());
      const workspace = await ada.createsWorkspace("Atelier");
      await cy.signsUp(newPerson());
      await assert.rejects(cy.invites(workspace, newPerson().email), refused);
    },
  },
  {
    name: "shows what is to be done, in its order, to everybody in the workspace and to nobody else",
    async run({ open }) {
      const [ada, bea, cy] = [await open(), await open(), await open()];
      const guest = newPerson();
      await ada.signsUp(newPerson());
      const workspace = await ada.createsWorkspace("Atelier");
      const project = await ada.createsProject(workspace, "Launch");
      await ada.addsTask(project, "Write the page");
      await ada.addsTask(project, "Check it");
      await ada.invites(workspace, guest.email);
      await bea.signsUp(guest);
      await bea.acceptsInvitation(guest.email);
      await bea.completesTask(project, "Write the page");
      assert.deepEqual(await ada.tasksOf(project), [
        { title: "Write the page", isDone: true },
        { title: "Check it", isDone: false },
      ]);
      await cy.signsUp(newPerson());
      assert.deepEqual(await cy.tasksOf(project), []);
    },
  },
  {
    name: "reports work in a workspace that is not theirs as testing.refused",
    async run({ open }) {
      const [ada, cy] = [await open(), await open()];
      await ada.signsUp(newPerson());
      const workspace = await ada.createsWorkspace("Atelier");
      const project = await ada.createsProject(workspace, "Launch");
      await ada.addsTask(project, "Write the page");
      await cy.signsUp(newPerson());
      await assert.rejects(cy.createsProject(workspace, "Mine"), refused);
      await assert.rejects(cy.addsTask(project, "Mine"), refused);
      await assert.rejects(cy.completesTask(project, "Write the page"), refused);
      assert.deepEqual(await ada.tasksOf(project), [{ title: "Write the page", isDone: false }]);
    },
  },
  {
    name: "reports a task that is not there as testing.refused",
    async run({ open }) {
      const ada = await open();
      await ada.signsUp(newPerson());
      const project = await ada.createsProject(await ada.createsWorkspace("Atelier"), "Launch");
      await assert.rejects(ada.completesTask(project, "Write the page"), refused);
    },
  },
  {
    name: "resolves when it is closed twice",
    async run({ open }) {
      const driver = await open();
      await driver.close();
      await driver.close();
    },
  },
  ...tourCases,
];

const refused = { name: "TestingError", code: "testing.refused", kind: "forbidden", retryable: false };

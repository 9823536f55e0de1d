import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import {
  type AppDriver,
  type Credentials,
  type Deed,
  eventually,
  newPerson,
  type OpenDriver,
  type OwnFile,
  type Person,
  type Project,
  TestingError,
  type Workspace,
} from "@ninefold/testing";
import type { EmulatorName } from "@ninefold/testing/emulators";

/** One stop of the tour: a promise of the product, and who is seen to keep it. */
export interface Step {
  readonly title: string;
  readonly who: string;
  /** The vendor without whom it can not be kept; the product's own when absent. */
  readonly needs?: EmulatorName;
  run(): Promise<void>;
}

/** What goes wrong behind the product's back, and that nobody in the story can do. */
export interface StageHand {
  /** The mail vendor turns down the mail that comes next, for good. */
  refusesNextMail(): Promise<void>;
}

export interface Cast {
  readonly open: OpenDriver;
  readonly operator: Credentials;
  readonly stageHand: StageHand;
  /** For what the product does later; 30 seconds when absent. */
  readonly patienceMs?: number;
  /** Ada, Bea and Cy, for whoever asks afterwards what became of them. Made up when absent. */
  readonly people?: readonly [Person, Person, Person];
}

/** What a first visitor would try in the order of it, through all nine systems. Each tour has people of its own. */
export function theTour({ open, operator, stageHand, patienceMs = 30_000, people }: Cast): readonly Step[] {
  const [ada, bea, cy] = people ?? [newPerson(), newPerson(), newPerson()];
  const browsers = { ada: once(open), bea: once(open), operator: once(open) };
  const studio = placeFor<Workspace>("a workspace");
  const launch = placeFor<Project>("a project");
  const soon = <T>(what: string, look: () => Promise<T | undefined>) =>
    eventually(look, { what, timeoutMs: patienceMs, everyMs: 250 });

  return [
    step("visits the front page", "Ada", async () => {
      const driver = await browsers.ada();
      assert.match(await driver.visits(), /\w+ \w+/);
      assert.equal(await driver.isAskedToSignIn(), true);
    }),
    step("reads the docs", "Ada", async () => {
      assert.match(await (await browsers.ada()).readsDocs("Glossary"), /One meaning each/);
    }),
    step("signs up", "Ada", { needs: "resend" }, async () => {
      const driver = await browsers.ada();
      await driver.signsUp(ada);
      assert.equal(await driver.isGreetedAs(ada.name), true);
    }),
    step("sees the mail that confirmed her address", "Ada", { needs: "resend" }, async () => {
      const mail = await (await browsers.ada()).seesMail(ada.email, "Confirm your address");
      assert.match(mail.text, /verify/);
    }),
    step("makes a workspace", "Ada", async () => {
      const driver = await browsers.ada();
      const workspace = studio.keep(await driver.createsWorkspace(`Atelier ${crypto.randomUUID().slice(-8)}`));
      assert.equal(await driver.sees(workspace), true);
    }),
    step("is invited, and joins", "Bea", { needs: "resend" }, async () => {
      const [owner, guest] = [await browsers.ada(), await browsers.bea()];
      await owner.invites(studio.here(), bea.email);
      await guest.seesMail(bea.email, `${ada.name} invited you`);
      await guest.signsUp(bea);
      assert.equal(await guest.sees(studio.here()), false);
      await guest.acceptsInvitation(bea.email);
      assert.equal(await guest.sees(studio.here()), true);
    }),
    step("changes her picture", "Ada", { needs: "imagekit" }, async () => {
      const driver = await browsers.ada();
      assert.equal(await driver.hasAvatar(), false);
      await driver.changesAvatar(await aPicture());
      assert.equal(await driver.hasAvatar(), true);
    }),
    step("begins a project", "Ada", async () => {
      const driver = await browsers.ada();
      const project = launch.keep(await driver.createsProject(studio.here(), "Launch"));
      await driver.addsTask(project, "Write the page");
      assert.deepEqual(await driver.tasksOf(project), [{ title: "Write the page", isDone: false }]);
    }),
    step("reads the file that Ada put to it", "Bea", { needs: "imagekit" }, async () => {
      await (await browsers.ada()).attaches(launch.here(), PLAN);
      assert.equal(await (await browsers.bea()).downloads(launch.here(), PLAN.name), "one, two, three");
    }),
    step("meets the limit of the plan", "Ada", async () => {
      const driver = await browsers.ada();
      const { projects } = await driver.planOf(studio.here());
      const room = (projects.allowed ?? 0) - projects.used;
      for (let more = 1; more <= room; more += 1) await driver.createsProject(studio.here(), `Project ${more}`);
      await assert.rejects(driver.createsProject(studio.here(), "One more"), { code: "testing.refused" });
    }),
    step("buys a larger plan", "Ada", { needs: "dodo" }, async () => {
      const driver = await browsers.ada();
      await driver.buysPlan(studio.here(), "Pro");
      await driver.createsProject(studio.here(), "One more");
    }),
    step("sees what is used of it", "Ada", { needs: "dodo" }, async () => {
      const { name, projects } = await (await browsers.ada()).planOf(studio.here());
      assert.deepEqual([name, projects.used, projects.allowed], ["Pro", 6, 100]);
    }),
    step("is told what happened meanwhile", "Ada", async () => {
      const driver = await browsers.ada();
      const { name: workspace } = studio.here();
      for (const what of ["somebody joined", "the plan changed"] as const) {
        await soon(`the news that ${what}`, async () =>
          (await driver.news()).find((one) => one.what === what && one.workspace === workspace),
        );
      }
    }),
    step("finds a job that failed, and has it made again", "the operator", { needs: "resend" }, async () => {
      const [owner, house] = [await browsers.ada(), await browsers.operator()];
      await house.signsIn(operator);
      const known = new Set((await house.failedJobs()).map(({ id }) => id));
      await stageHand.refusesNextMail();
      await owner.invites(studio.here(), cy.email);
      const failed = await soon("a failed job", async () =>
        (await house.failedJobs()).find(({ id }) => !known.has(id)),
      );
      assert.match(failed.task, /^notifications\.deliver/);
      await house.replays(failed);
      await owner.seesMail(cy.email, `${ada.name} invited you`);
      assert.equal(
        (await house.failedJobs()).some(({ id }) => id === failed.id),
        false,
      );
    }),
    step("flips a flag, and Ada sees it", "the operator", async () => {
      const [owner, house] = [await browsers.ada(), await browsers.operator()];
      if (await house.isAskedToSignIn()) await house.signsIn(operator);
      assert.equal(await owner.seesCloseRows(studio.here()), false);
      await house.rollsOut(FLAG, 100);
      try {
        await soon("the flag", async () => ((await owner.seesCloseRows(studio.here())) ? true : undefined));
      } finally {
        // Everybody has it: whatever came of it, it is taken back.
        await house.rollsOut(FLAG, 0);
      }
    }),
    step("finds all of it in the audit log", "Ada", async () => {
      const driver = await browsers.ada();
      await soon("an entry for each deed", async () => {
        const done = await driver.historyOf(studio.here());
        return DEEDS.every((deed) => done.includes(deed)) ? true : undefined;
      });
    }),
    step("takes a copy of her data with her", "Ada", async () => {
      assert.match(await (await browsers.ada()).exportsData(), new RegExp(ada.email.replaceAll(".", "\\.")));
    }),
  ];
}

const FLAG = "product.compact_projects";
const PLAN: OwnFile = {
  name: "Launch plan.txt",
  contentType: "text/plain",
  bytes: new TextEncoder().encode("one, two, three"),
};
const DEEDS: readonly Deed[] = [
  "made the workspace",
  "invited somebody",
  "joined",
  "made a project",
  "added a file",
  "went to pay",
  "began a plan",
];

type Run = Step["run"];
function step(title: string, who: string, run: Run): Step;
function step(title: string, who: string, more: Pick<Step, "needs">, run: Run): Step;
function step(title: string, who: string, ...rest: readonly [Run] | readonly [Pick<Step, "needs">, Run]): Step {
  const [more, run] = rest.length === 1 ? [{}, rest[0]] : rest;
  return { title, who, ...more, run };
}

function once(open: OpenDriver): () => Promise<AppDriver> {
  let opened: Promise<AppDriver> | undefined;
  return () => (opened ??= open());
}

/** What one step makes and later ones work with. */
function placeFor<Thing>(what: string) {
  let thing: Thing | undefined;
  return {
    keep: (made: Thing) => (thing = made),
    here(): Thing {
      if (thing !== undefined) return thing;
      throw new TestingError("testing.no_effect", `this needs ${what}, which an earlier step could not make`);
    },
  };
}

/** A real one: the product looks into what it is given. */
async function aPicture(): Promise<OwnFile> {
  const bytes = await readFile(new URL("../../apps/web/app/apple-icon.png", import.meta.url));
  return { name: "me.png", contentType: "image/png", bytes: new Uint8Array(bytes) };
}

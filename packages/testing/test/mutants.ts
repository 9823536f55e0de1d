import type { Mutant } from "@ninefold/testing/conformance-kit";
import type { PretendApp } from "../src/adapters/memory.ts";
import { TestingError } from "../src/errors.ts";
import type { AppDriver, Workspace } from "../src/port.ts";
import type { Stage } from "./conformance.ts";

/** A product broken in one way. Each is served to every driver, so a driver that can not see the fault is caught too. */
const brokenProducts: Record<string, (app: PretendApp) => PretendApp> = {
  "signs people up and does not know them afterwards": (app) => ({ ...app, findName: () => undefined }),
  "shows strangers a home": (app) => ({ ...app, findName: (session) => app.findName(session) ?? "stranger" }),
  "greets everybody by the first name it learned": (app) => {
    let first: string | undefined;
    return {
      ...app,
      findName(session) {
        const name = app.findName(session);
        first ??= name;
        return name === undefined ? undefined : first;
      },
    };
  },
  "signs in with a wrong password": (app) => {
    const passwords = new Map<string, string>();
    return {
      ...app,
      signUp(person) {
        passwords.set(person.email, person.password);
        return app.signUp(person);
      },
      signIn: ({ email, password }) => app.signIn({ email, password: passwords.get(email) ?? password }),
    };
  },
  "signs in people it has never met": (app) => ({
    ...app,
    signIn(credentials) {
      try {
        return app.signIn(credentials);
      } catch {
        app.signUp({ ...credentials, name: "New here" });
        return app.signIn(credentials);
      }
    },
  }),
  "lets nobody in again": (app) => ({
    ...app,
    signIn() {
      throw new TestingError("testing.refused", "Come back later");
    },
  }),
  "takes any password at sign-up": (app) => ({
    ...app,
    signUp: (person) => app.signUp({ ...person, password: person.password.padEnd(16, "x") }),
    confirm: (token, password) => app.confirm(token, password.padEnd(16, "x")),
  }),
  "keeps the session after sign-out": (app) => ({ ...app, signOut: () => undefined }),
  "ends everybody's session when one signs out": (app) => {
    const open = new Set<string>();
    const remember = (session: string) => {
      open.add(session);
      return session;
    };
    return {
      ...app,
      confirm: (token, password) => remember(app.confirm(token, password)),
      signIn: (credentials) => remember(app.signIn(credentials)),
      signOut: () => open.clear(),
      findName: (session) => (session !== undefined && open.has(session) ? app.findName(session) : undefined),
    };
  },
  "keeps the old password after a reset": (app) => ({ ...app, resetPassword: () => undefined }),
  "shows every workspace to everybody": (app) => {
    const made = new Map<string, Workspace>();
    return {
      ...app,
      createWorkspace(session, name) {
        const workspace = app.createWorkspace(session, name);
        made.set(workspace.slug, workspace);
        return workspace;
      },
      findWorkspace: (_session, slug) => made.get(slug),
    };
  },
  "accepts an invitation and lets nobody in": (app) => ({
    ...app,
    accept: () => ({ name: "Nowhere", slug: "nowhere" }),
  }),
  "accepts whoever brings an invitation": (app) => {
    const invited = new Map<string, string>();
    return {
      ...app,
      invite(session, { slug, email }) {
        app.invite(session, { slug, email });
        invited.set(email, slug);
      },
      accept: () => ({ name: "Any", slug: [...invited.values()].at(-1) ?? "" }),
    };
  },
  "lets anybody invite": (app) => ({ ...app, invite: () => undefined }),
  "takes a tick and keeps none": (app) => ({ ...app, completeTask: () => undefined }),
  "shows the newest task first": (app) => ({
    ...app,
    listTasks: (session, id) => app.listTasks(session, id).toReversed(),
  }),
  "promises something else": (app) => ({ ...app, promise: () => "Soon", findDocs: () => undefined }),
  "keeps no picture": (app) => ({ ...app, setPicture: () => undefined }),
  "gives everybody the same picture": (app) => {
    let isSet = false;
    return { ...app, setPicture: () => (isSet = true), hasPicture: () => isSet };
  },
  "copies nothing of a person's": (app) => ({ ...app, copyData: () => "{}" }),
  "tells nobody anything": (app) => ({ ...app, newsOf: () => [] }),
  "tells everybody everything": (app) => {
    const all = new Set<string | undefined>();
    const confirm = (token: string, password: string) => {
      const session = app.confirm(token, password);
      all.add(session);
      return session;
    };
    return { ...app, confirm, newsOf: () => [...all].flatMap((session) => app.newsOf(session)) };
  },
  "turns its log round": (app) => ({ ...app, historyOf: (session, slug) => app.historyOf(session, slug).toReversed() }),
  "loses what was put to a project": (app) => ({ ...app, attach: () => undefined }),
  "takes the money and keeps the plan": (app) => ({ ...app, buyPlan: () => undefined }),
  "miscounts what is used": (app) => ({
    ...app,
    planOf(session, slug) {
      const { name, projects } = app.planOf(session, slug);
      return { name, projects: { ...projects, used: projects.used + 1 } };
    },
  }),
  "shows its failures to anybody": (app) => ({
    ...app,
    failedJobs: () => app.failedJobs(app.signIn(app.operator)),
    rollOut: (_session, flag, percent) => app.rollOut(app.signIn(app.operator), flag, percent),
  }),
  "makes nothing again": (app) => ({ ...app, replay: () => undefined }),
  "rolls nothing out": (app) => ({ ...app, rollOut: () => undefined }),
  "forgets what was written down": (app) => ({ ...app, listTasks: () => [] }),
};

/** A driver broken in one way. */
const brokenDrivers: Record<string, (driver: AppDriver) => AppDriver> = {
  "sees any name it is asked about": (driver) => ({
    ...driver,
    isGreetedAs: async (name) => (await driver.isGreetedAs(name)) || !(await driver.isAskedToSignIn()),
  }),
  "calls a refusal a missing effect": (driver) => ({
    ...driver,
    signsIn: (credentials) => driver.signsIn(credentials).catch(noEffect),
    signsUp: (person) => driver.signsUp(person).catch(noEffect),
  }),
  "swallows a refusal": (driver) => ({
    ...driver,
    signsIn: (credentials) => driver.signsIn(credentials).catch(() => undefined),
    signsUp: (person) => driver.signsUp(person).catch(() => undefined),
  }),
  "will not sign out a stranger": (driver) => ({
    ...driver,
    async signsOut() {
      if (await driver.isAskedToSignIn()) await noEffect();
      await driver.signsOut();
    },
  }),
  "can be closed once only": (driver) => {
    let closed = false;
    return {
      ...driver,
      async close() {
        if (closed) await noEffect();
        closed = true;
        await driver.close();
      },
    };
  },
};

export const mutants: Record<string, Mutant<Stage>> = {
  ...mapValues(brokenProducts, (change) => (stage: Stage) => {
    stage.alter(change);
    return stage;
  }),
  ...mapValues(brokenDrivers, (change) => (stage: Stage) => ({
    ...stage,
    open: async () => change(await stage.open()),
  })),
  "shares one browser between everybody": (stage) => {
    let shared: Promise<AppDriver> | undefined;
    return { ...stage, open: () => (shared ??= stage.open()) };
  },
};

async function noEffect(): Promise<never> {
  throw new TestingError("testing.no_effect", "it did not show");
}

function mapValues<From, To>(table: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, change(value)]));
}

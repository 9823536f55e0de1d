import { TestingError } from "../errors.ts";
import { linkInMail, mailSeer, tokenOf } from "../mail-link.ts";
import type { AppDriver } from "../port.ts";
import { type PretendApp, pretendApp } from "./pretend-app.ts";

export { type PretendApp, pretendApp } from "./pretend-app.ts";

/** No network, no queue: what is not there at once never comes. */
const TIMEOUT_MS = 0;

/** A driver without a product, for testing journeys and the suite itself. Two of them meet at one `app`. */
export function memoryDriver({ app = pretendApp() }: { readonly app?: PretendApp } = {}): AppDriver {
  let session: string | undefined;
  const mailbox = async (address: string) => app.mailsTo(address);

  const enter = (next: string) => {
    session = next;
    if (app.findName(session) === undefined) {
      throw new TestingError("testing.no_effect", "the product opened a session for nobody");
    }
  };

  return {
    visits: async () => app.promise(),
    async readsDocs(title) {
      const said = app.findDocs(title);
      if (said !== undefined) return said;
      throw new TestingError("testing.no_effect", `the docs have no page "${title}"`);
    },
    async signsUp(person) {
      app.signUp(person);
      const link = await linkInMail(mailbox, { to: person.email, path: "/verify", timeoutMs: TIMEOUT_MS });
      enter(app.confirm(tokenOf(link), person.password));
    },
    signsIn: async (credentials) => enter(app.signIn(credentials)),
    async resetsPassword({ email, password }) {
      const after = app.mailsTo(email).length;
      app.requestReset(email);
      const link = await linkInMail(mailbox, { to: email, path: "/reset-password", after, timeoutMs: TIMEOUT_MS });
      app.resetPassword(tokenOf(link), password);
    },
    signsOut: async () => app.signOut(session),
    isGreetedAs: async (name) => app.findName(session) === name,
    isAskedToSignIn: async () => app.findName(session) === undefined,
    changesAvatar: async () => app.setPicture(session),
    hasAvatar: async () => app.hasPicture(session),
    exportsData: async () => app.copyData(session),
    seesMail: mailSeer(mailbox, TIMEOUT_MS),
    news: async () => app.newsOf(session),
    createsWorkspace: async (name) => app.createWorkspace(session, name),
    invites: async ({ slug }, email) => app.invite(session, { slug, email }),
    async acceptsInvitation(sentTo) {
      const link = await linkInMail(mailbox, { to: sentTo, path: "/invite/", timeoutMs: TIMEOUT_MS });
      app.accept(session, link.pathname.slice("/invite/".length));
    },
    sees: async ({ slug }) => app.findWorkspace(session, slug) !== undefined,
    historyOf: async ({ slug }) => app.historyOf(session, slug),
    async createsProject(workspace, name) {
      return { name, id: app.createProject(session, { slug: workspace.slug, name }), workspace };
    },
    addsTask: async ({ id }, title) => app.addTask(session, id, title),
    completesTask: async ({ id }, title) => app.completeTask(session, id, title),
    async tasksOf({ id, workspace }) {
      return app.findWorkspace(session, workspace.slug) === undefined ? [] : app.listTasks(session, id);
    },
    attaches: async ({ id }, file) => app.attach(session, id, file),
    downloads: async ({ id }, name) => new TextDecoder().decode(app.findFile(session, id, name).bytes),
    seesCloseRows: async ({ slug }) => app.hasCloseRows(session, slug),
    planOf: async ({ slug }) => app.planOf(session, slug),
    buysPlan: async ({ slug }, plan) => app.buyPlan(session, slug, plan),
    failedJobs: async () => app.failedJobs(session),
    replays: async ({ id }) => app.replay(session, id),
    rollsOut: async (flag, percent) => app.rollOut(session, flag, percent),
    close: async () => undefined,
  };
}

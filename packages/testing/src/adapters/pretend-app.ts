import { randomUUID } from "node:crypto";
import { newPerson } from "../person.ts";
import type { Credentials, Deed, Mail, Person, Task, Workspace } from "../port.ts";
import { pretendHouse, type PretendHouse } from "./pretend-house.ts";
import { keyOf, refuse } from "./refuse.ts";

const SHORTEST_PASSWORD = 8;

/** A product in a few lines: what journeys expect of the real one, without a network. Refusals are `testing.refused`. */
export interface PretendApp extends PretendHouse {
  /** Mails a link that confirms the address. Refuses a short password; an address in use gets another mail instead. */
  signUp(person: Person): void;
  /** The new session of whoever the link was sent to. Refuses another password than that of the sign-up. */
  confirm(token: string, password: string): string;
  /** The new session. Refuses when address and password do not belong together. */
  signIn(credentials: Credentials): string;
  /** Mails a link, if the address has an account. */
  requestReset(email: string): void;
  /** Ends every session of theirs. */
  resetPassword(token: string, password: string): void;
  /** Ends one session. An unknown one is no error. */
  signOut(session: string | undefined): void;
  /** Whose session it is, by name; undefined for none and for one that has ended. */
  findName(session: string | undefined): string | undefined;
  createWorkspace(session: string | undefined, name: string): Workspace;
  /** Mails an invitation. Refuses whoever can not see the workspace. */
  invite(session: string | undefined, invitation: { readonly slug: string; readonly email: string }): void;
  /** Refuses an invitation that was sent to somebody else. */
  accept(session: string | undefined, invitationId: string): Workspace;
  /** `undefined` for a workspace that the person is not in. */
  findWorkspace(session: string | undefined, slug: string): Workspace | undefined;
  /** The new project's id. Refuses whoever can not see the workspace, and one more than its plan has room for. */
  createProject(session: string | undefined, project: { readonly slug: string; readonly name: string }): string;
  /** By name. Refuses whoever can not see its workspace. */
  findProject(session: string | undefined, id: string): string;
  /** Refuses whoever can not see the project, and a title that says nothing. */
  addTask(session: string | undefined, id: string, title: string): void;
  /** Refuses whoever can not see the project, and a title that no task has. */
  completeTask(session: string | undefined, id: string, title: string): void;
  /** Oldest first. Refuses whoever can not see the project. */
  listTasks(session: string | undefined, id: string): readonly Task[];
  /** Oldest first. */
  mailsTo(address: string): readonly Mail[];
}

export function pretendApp(): PretendApp {
  const people = new Map<string, Person>();
  const sessions = new Map<string, string>();
  const links = new Map<string, string>();
  const workspaces = new Map<string, Workspace & { readonly members: Set<string> }>();
  const invitations = new Map<string, { readonly slug: string; readonly email: string }>();
  const projects = new Map<string, { readonly name: string; readonly slug: string; tasks: readonly Task[] }>();
  const mails = new Map<string, Mail[]>();

  const operator = newPerson();
  people.set(keyOf(operator.email), operator);

  const send = (to: string, subject: string, text: string) =>
    house.carry(() => void mails.set(keyOf(to), [...(mails.get(keyOf(to)) ?? []), { subject, text }]));
  const mailLink = (to: string, path: string) => {
    const token = randomUUID();
    links.set(token, keyOf(to));
    send(to, "A link", `Follow it: http://pretend.localhost${path}#token=${token}`);
  };
  const redeem = (token: string) => {
    const email = links.get(token);
    links.delete(token);
    const person = email === undefined ? undefined : people.get(email);
    return person ?? refuse("This link can not be used");
  };
  const open = ({ email }: Credentials) => {
    const session = randomUUID();
    sessions.set(session, keyOf(email));
    return session;
  };
  const find = (session: string | undefined) => people.get(sessions.get(session ?? "") ?? "");
  const here = (session: string | undefined) => find(session) ?? refuse("Sign in first");
  const enter = (session: string | undefined, slug: string) => {
    const workspace = workspaces.get(slug);
    return workspace?.members.has(keyOf(find(session)?.email ?? "")) ? workspace : undefined;
  };
  const project = (session: string | undefined, id: string) => {
    const found = projects.get(id);
    return found && enter(session, found.slug) ? found : refuse("There is no such project");
  };
  const asOwner = (session: string | undefined, slug: string) => {
    const workspace = enter(session, slug);
    const [owner] = workspace?.members ?? [];
    return workspace && owner === keyOf(here(session).email) ? workspace : refuse("This is for its owner");
  };
  const { house, tell, note } = pretendHouse({
    operator,
    here,
    asOwner,
    inProject: (session, id) => void project(session, id),
    inWorkspace: (session, slug) => enter(session, slug) ?? refuse("There is no such workspace"),
    countProjects: (slug) => [...projects.values()].filter((one) => one.slug === slug).length,
    slugOf: (id) => projects.get(id)?.slug ?? "",
  });
  const done = (slug: string, ...deeds: readonly Deed[]) => deeds.forEach((deed) => note(slug, deed));

  return {
    ...house,
    signUp(person) {
      if (person.password.length < SHORTEST_PASSWORD) {
        refuse(`The password needs ${SHORTEST_PASSWORD} characters or more`);
      }
      if (people.has(keyOf(person.email))) {
        send(person.email, "You have an account", "Sign in");
        return;
      }
      people.set(keyOf(person.email), person);
      mailLink(person.email, "/verify");
    },
    confirm(token, password) {
      const person = people.get(links.get(token) ?? "");
      if (person !== undefined && person.password !== password) refuse("The password is not right");
      return open(redeem(token));
    },
    signIn(credentials) {
      const person = people.get(keyOf(credentials.email));
      if (person?.password !== credentials.password) return refuse("Address and password do not belong together");
      return open(person);
    },
    requestReset(email) {
      if (people.has(keyOf(email))) mailLink(email, "/reset-password");
    },
    resetPassword(token, password) {
      const person = redeem(token);
      people.set(keyOf(person.email), { ...person, password });
      for (const [session, email] of sessions) if (email === keyOf(person.email)) sessions.delete(session);
    },
    signOut: (session) => void sessions.delete(session ?? ""),
    findName: (session) => find(session)?.name,
    createWorkspace(session, name) {
      const { email } = here(session);
      const workspace = { name, slug: randomUUID(), members: new Set([keyOf(email)]) };
      workspaces.set(workspace.slug, workspace);
      done(workspace.slug, "joined", "made the workspace");
      return workspace;
    },
    invite(session, { slug, email }) {
      if (enter(session, slug) === undefined) refuse("There is no such workspace");
      const id = randomUUID();
      invitations.set(id, { slug, email });
      done(slug, "invited somebody");
      send(email, "An invitation", `Join: http://pretend.localhost/invite/${id}`);
    },
    accept(session, id) {
      const { email } = here(session);
      const invitation = invitations.get(id);
      const workspace = workspaces.get(invitation?.slug ?? "");
      if (workspace === undefined || keyOf(invitation?.email ?? "") !== keyOf(email)) return refuse("Not found");
      invitations.delete(id);
      const [owner = ""] = workspace.members;
      workspace.members.add(keyOf(email));
      done(workspace.slug, "joined");
      tell(owner, { what: "somebody joined", workspace: workspace.name });
      return workspace;
    },
    findWorkspace: enter,
    createProject(session, { slug, name }) {
      if (enter(session, slug) === undefined) refuse("There is no such workspace");
      house.assertRoom(slug);
      const id = randomUUID();
      projects.set(id, { name, slug, tasks: [] });
      done(slug, "made a project");
      return id;
    },
    findProject: (session, id) => project(session, id).name,
    addTask(session, id, title) {
      const found = project(session, id);
      if (title.trim() === "") refuse("Say what is to be done");
      found.tasks = [...found.tasks, { title, isDone: false }];
    },
    completeTask(session, id, title) {
      const found = project(session, id);
      if (!found.tasks.some((one) => one.title === title)) refuse("There is no such task");
      found.tasks = found.tasks.map((one) => (one.title === title ? { ...one, isDone: true } : one));
    },
    listTasks: (session, id) => project(session, id).tasks,
    mailsTo: (address) => mails.get(keyOf(address)) ?? [],
  };
}

import { z } from "zod";
import { TestingError } from "../../errors.ts";
import { linkInMail, tokenOf } from "../../mail-link.ts";
import type { AppDriver, Mailbox, Project, Workspace } from "../../port.ts";
import { cookieJar } from "./cookies.ts";

export interface HttpDriverOptions {
  /** The product's one origin, pages and API alike. */
  readonly baseUrl: string;
  /** Where the product's mail arrives. */
  readonly mailbox: Mailbox;
  /** Which terms a person who signs up accepts. */
  readonly termsVersion: string;
  /** For an app that runs in this process. */
  readonly fetch?: typeof fetch;
  /** For one request or one mail; 10 seconds when absent. */
  readonly timeoutMs?: number;
}

const MyWorkspace = z.object({ id: z.string(), name: z.string(), slug: z.string() });
const NewProject = z.object({ id: z.string(), name: z.string() });
const Tasks = z.object({
  tasks: z.array(z.object({ id: z.string(), title: z.string(), doneAt: z.string().nullable() })),
});
const Me = z.object({ person: z.object({ name: z.string() }), workspaces: z.array(MyWorkspace).default([]) });
/** Of a problem document `detail` is what the caller can mend, `title` what every one has. */
const Complaint = z.object({ detail: z.string(), message: z.string(), title: z.string() }).partial();

/** The same journeys without a browser, in milliseconds: for everything a person's eyes are not needed for. */
export function httpDriver(options: HttpDriverOptions): AppDriver {
  const { baseUrl, mailbox, termsVersion, fetch: send = fetch, timeoutMs = 10_000 } = options;
  const origin = new URL(baseUrl).origin;
  const jar = cookieJar();
  const closing = new AbortController();

  async function call(method: "GET" | "POST" | "PATCH", path: string, body?: object): Promise<Response> {
    const headers = new Headers({ accept: "application/json", origin });
    if (jar.header() !== "") headers.set("cookie", jar.header());
    if (body !== undefined) headers.set("content-type", "application/json");
    const request: RequestInit = {
      method,
      headers,
      redirect: "manual",
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const response = await send(new URL(path, origin), request).catch((cause: unknown) => {
      throw new TestingError("testing.unreachable", `${method} ${path} got no answer from ${origin}`, { cause });
    });
    jar.store(response.headers);
    return response;
  }

  async function post(path: string, body: object): Promise<Response> {
    return accepted(`POST ${path}`, await call("POST", path, body));
  }

  /** Where a workspace of theirs is. @throws TestingError `testing.refused` when it is none. */
  async function pathOf({ slug }: Workspace): Promise<string> {
    const workspace = (await findMe())?.workspaces.find((one) => one.slug === slug);
    if (workspace === undefined) throw new TestingError("testing.refused", "the workspace is not among theirs");
    return `/api/v1/workspaces/${workspace.id}`;
  }

  const tasksAt = async (project: Project) => `${await pathOf(project.workspace)}/projects/${project.id}/tasks`;

  /** `undefined` where the product shows them no such project. */
  async function findTasks(path: string) {
    const response = await call("GET", path);
    if (response.status === 404) return undefined;
    const listed = Tasks.safeParse(await (await accepted(`GET ${path}`, response)).json());
    if (listed.success) return listed.data.tasks;
    throw new TestingError("testing.no_effect", "the tasks were answered, and the answer is none");
  }

  async function findMe() {
    const response = await call("GET", "/api/v1/me");
    if (response.status === 401) return undefined;
    const me = Me.safeParse(await response.json().catch(() => undefined));
    if (response.ok && me.success) return me.data;
    throw new TestingError("testing.no_effect", `GET /api/v1/me answered ${response.status}, and not with a person`);
  }
  const findName = async () => (await findMe())?.person.name;

  async function assertEntered(what: string): Promise<void> {
    if ((await findName()) !== undefined) return;
    throw new TestingError("testing.no_effect", `${what} was accepted, and yet nobody is signed in`);
  }

  return {
    async signsUp({ name, email, password }) {
      await post("/api/auth/sign-up/email", { name, email, password, locale: "en", termsVersion });
      const token = tokenOf(await linkInMail(mailbox, { to: email, path: "/verify", timeoutMs }));
      await post("/api/auth/verify-email", { token, password });
      await assertEntered("the link");
    },
    async signsIn({ email, password }) {
      await post("/api/auth/sign-in/email", { email, password });
      await assertEntered("the password");
    },
    async resetsPassword({ email, password }) {
      const after = (await mailbox(email)).length;
      await post("/api/auth/request-password-reset", { email });
      const link = await linkInMail(mailbox, { to: email, path: "/reset-password", after, timeoutMs });
      await post("/api/auth/reset-password", { token: tokenOf(link), newPassword: password });
    },
    async signsOut() {
      if ((await findName()) !== undefined) await post("/api/auth/sign-out", {});
    },
    isGreetedAs: async (name) => (await findName()) === name,
    isAskedToSignIn: async () => (await findName()) === undefined,
    async createsWorkspace(name) {
      const made = MyWorkspace.safeParse(await (await post("/api/v1/workspaces", { name })).json());
      if (made.success) return { name: made.data.name, slug: made.data.slug };
      throw new TestingError("testing.no_effect", "a workspace was accepted, and the answer is none");
    },
    async invites(workspace, email) {
      await post(`${await pathOf(workspace)}/invitations`, { email, role: "member" });
    },
    async acceptsInvitation(sentTo) {
      const { pathname } = await linkInMail(mailbox, { to: sentTo, path: "/invite/", timeoutMs });
      await post(`/api/v1/invitations/${pathname.slice("/invite/".length)}/accept`, {});
    },
    async sees({ slug }) {
      const response = await call("GET", `/api/v1/workspaces/by-slug/${encodeURIComponent(slug)}`);
      if (response.ok) return true;
      if (response.status === 404 || response.status === 401) return false;
      throw new TestingError("testing.no_effect", `the workspace answered ${response.status}`);
    },
    async createsProject(workspace, name) {
      const made = NewProject.safeParse(await (await post(`${await pathOf(workspace)}/projects`, { name })).json());
      if (made.success) return { ...made.data, workspace };
      throw new TestingError("testing.no_effect", "a project was accepted, and the answer is none");
    },
    async addsTask(project, title) {
      await post(await tasksAt(project), { title });
    },
    async completesTask(project, title) {
      const path = await tasksAt(project);
      const task = (await findTasks(path))?.find((one) => one.title === title);
      if (task === undefined) throw new TestingError("testing.refused", `there is no task "${title}"`);
      await accepted(`PATCH ${path}`, await call("PATCH", `${path}/${task.id}`, { isDone: true }));
    },
    async tasksOf(project) {
      const workspaces = (await findMe())?.workspaces ?? [];
      if (!workspaces.some(({ slug }) => slug === project.workspace.slug)) return [];
      const tasks = (await findTasks(await tasksAt(project))) ?? [];
      return tasks.map(({ title, doneAt }) => ({ title, isDone: doneAt !== null }));
    },
    close: async () => closing.abort(),
  };
}

/** @throws TestingError when it is no success. */
async function accepted(what: string, response: Response): Promise<Response> {
  if (response.ok) return response;
  const isRefusal = response.status >= 400 && response.status < 500;
  throw new TestingError(
    isRefusal ? "testing.refused" : "testing.no_effect",
    `${what} answered ${response.status}: ${await complaintIn(response)}`,
  );
}

async function complaintIn(response: Response): Promise<string> {
  const { data } = Complaint.safeParse(await response.json().catch(() => undefined));
  return data?.detail ?? data?.message ?? data?.title ?? "no reason given";
}

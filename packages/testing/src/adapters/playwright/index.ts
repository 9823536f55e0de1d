import type { Browser, Page } from "@playwright/test";
import { TestingError } from "../../errors.ts";
import { linkInMail } from "../../mail-link.ts";
import type { AppDriver, Mailbox, Project } from "../../port.ts";

export interface PlaywrightDriverOptions {
  readonly browser: Browser;
  readonly baseUrl: string;
  /** Where the product's mail arrives. */
  readonly mailbox: Mailbox;
  /** For one thing a person waits for; 30 seconds when absent, since a page's first visit in development compiles it. */
  readonly timeoutMs?: number;
}

export interface PlaywrightDriver extends AppDriver {
  /** What the person has in front of them, for what only a browser can show. */
  readonly page: Page;
}

/**
 * A person at a real browser, with a cookie jar of their own. It finds things as a person using a screen reader does,
 * by label and role, so a page that it can not use is a page that somebody can not use.
 */
export async function playwrightDriver(options: PlaywrightDriverOptions): Promise<PlaywrightDriver> {
  const { browser, baseUrl, mailbox, timeoutMs = 30_000 } = options;
  const context = await browser.newContext({ baseURL: baseUrl });
  context.setDefaultTimeout(timeoutMs);
  const page = await context.newPage();

  const signOutButton = page.getByRole("button", { name: "Sign out", exact: true });
  const signInButton = page.getByRole("button", { name: "Sign in", exact: true });
  // Inside `main`, because frameworks keep an alert of their own outside it to announce page changes.
  const complaint = page
    .getByRole("main")
    .getByRole("alert")
    .filter({ hasText: /\S/ })
    .or(page.getByRole("main").locator("[aria-invalid='true'], input:user-invalid"))
    .first();

  async function visit(path: string): Promise<void> {
    await page.goto(path).catch((cause: unknown) => {
      throw new TestingError("testing.unreachable", `${path} got no answer from ${baseUrl}`, { cause });
    });
  }

  async function visitHome(): Promise<"greeted" | "asked to sign in"> {
    await visit("/home");
    await showing("/home greets a person or asks to sign in", signOutButton.or(signInButton).first().waitFor());
    return (await signOutButton.isVisible()) ? "greeted" : "asked to sign in";
  }

  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const press = (name: string) => showing(`"${name}" can be pressed`, button(name).click());

  async function type(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) {
      await showing(
        `${new URL(page.url()).pathname} has a field "${label}"`,
        page.getByLabel(label, { exact: true }).fill(value),
      );
    }
  }

  /** Presses a button and waits for its effect, or for the product's word on why there is none. */
  async function submit(name: string, effect: Promise<unknown>): Promise<void> {
    const done = effect.then(() => "done" as const);
    // Its time runs from now on; that nobody may be listening yet must not end the process.
    done.catch(() => undefined);
    await press(name);
    const outcome = await showing(
      `"${name}" has its effect or says why not`,
      Promise.race([done, complaint.waitFor().then(() => "refused" as const)]),
    );
    if (outcome === "done") return;
    const said = (await complaint.innerText()).trim() || "a field was marked as wrong";
    throw new TestingError("testing.refused", `"${name}" was answered with: ${said}`);
  }

  /** The project's page; false where the product shows them none. */
  async function visitProject({ id, name, workspace }: Project): Promise<boolean> {
    await visit(`/w/${workspace.slug}/projects/${id}`);
    if (new URL(page.url()).pathname !== `/w/${workspace.slug}/projects/${id}`) return false;
    await showing("the page has a heading", page.getByRole("heading", { level: 1 }).waitFor());
    if (!(await heading(name).isVisible())) return false;
    await showing("the tasks show", page.getByRole("heading", { name: "Tasks", exact: true }).waitFor());
    return true;
  }

  async function openProject(project: Project): Promise<void> {
    if (await visitProject(project)) return;
    throw new TestingError("testing.refused", `the product shows them no project "${project.name}"`);
  }

  const tick = (title: string) => page.getByRole("checkbox", { name: title, exact: true });

  const arrival = (path: string) => page.waitForURL((url) => url.pathname.startsWith(path));
  const heading = (name: string | RegExp) => page.getByRole("heading", { name }).first();

  async function follow(link: URL): Promise<number> {
    // A fragment alone would not load the page anew.
    await visit("about:blank");
    const response = await page.goto(`${link.pathname}${link.search}${link.hash}`);
    return response?.status() ?? 0;
  }

  return {
    page,
    async signsUp({ name, email, password }) {
      await visit("/sign-up");
      await type({ Name: name, Email: email, Password: password });
      await showing("the terms can be accepted", page.getByRole("checkbox").first().check());
      await submit("Create account", heading("Check your mail").waitFor());
      await follow(await linkInMail(mailbox, { to: email, path: "/verify", timeoutMs }));
      await type({ Password: password });
      await submit("Confirm this address", arrival("/home"));
      await showing("/home offers to sign out", signOutButton.waitFor());
    },
    async signsIn({ email, password }) {
      await visit("/sign-in");
      await type({ Email: email, Password: password });
      await submit("Sign in", arrival("/home"));
      await showing("/home offers to sign out", signOutButton.waitFor());
    },
    async resetsPassword({ email, password }) {
      const after = (await mailbox(email)).length;
      await visit("/forgot-password");
      await type({ Email: email });
      await submit("Send the link", heading("Check your mail").waitFor());
      await follow(await linkInMail(mailbox, { to: email, path: "/reset-password", after, timeoutMs }));
      await type({ Password: password });
      await submit("Save new password", arrival("/sign-in"));
    },
    async signsOut() {
      if ((await visitHome()) === "asked to sign in") return;
      await showing('"Sign out" can be pressed', signOutButton.click());
      await showing(
        '"Sign out" leads away',
        page.waitForURL((url) => url.pathname !== "/home"),
      );
    },
    async isGreetedAs(name) {
      if ((await visitHome()) === "asked to sign in") return false;
      return heading(name).isVisible();
    },
    isAskedToSignIn: async () => (await visitHome()) === "asked to sign in",
    async createsWorkspace(name) {
      await visit("/home");
      await type({ "Workspace name": name });
      await submit("Create workspace", arrival("/w/"));
      return { name, slug: new URL(page.url()).pathname.split("/")[2] ?? "" };
    },
    async invites({ slug }, email) {
      await visit(`/w/${slug}/members`);
      if (!(await button("Send invitation").isVisible())) {
        throw new TestingError("testing.refused", `/w/${slug}/members offers no invitation`);
      }
      await type({ Email: email });
      await submit("Send invitation", page.getByRole("main").getByText(email, { exact: true }).first().waitFor());
    },
    async acceptsInvitation(sentTo) {
      const status = await follow(await linkInMail(mailbox, { to: sentTo, path: "/invite/", timeoutMs }));
      if (status === 404) throw new TestingError("testing.refused", "the invitation is not found");
      await submit("Accept invitation", arrival("/w/"));
    },
    async sees({ name, slug }) {
      await visit(`/w/${slug}`);
      return new URL(page.url()).pathname === `/w/${slug}` && heading(name).isVisible();
    },
    async createsProject(workspace, name) {
      await visit(`/w/${workspace.slug}`);
      if (!(await page.getByLabel("Project name", { exact: true }).isVisible())) {
        throw new TestingError("testing.refused", `/w/${workspace.slug} offers no new project`);
      }
      await type({ "Project name": name });
      const link = page.getByRole("main").getByRole("link", { name, exact: true }).first();
      await submit("Create project", link.waitFor());
      const href = (await link.getAttribute("href")) ?? "";
      return { name, id: href.split("/").at(-1) ?? "", workspace };
    },
    async addsTask(project, title) {
      await openProject(project);
      await type({ "New task": title });
      // A checkbox is there once the task is kept: until then it is on its way.
      await submit("Add task", tick(title).waitFor());
    },
    async completesTask(project, title) {
      await openProject(project);
      if (!(await tick(title).isVisible())) throw new TestingError("testing.refused", `there is no task "${title}"`);
      // The page shows it at once; that it is kept shows when it answers.
      const kept = page.waitForResponse((response) => response.request().method() === "PATCH");
      await showing(`"${title}" can be ticked`, tick(title).check());
      const answer = await showing("the tick is answered", kept);
      if (!answer.ok()) throw new TestingError("testing.refused", `the tick was answered with ${answer.status()}`);
    },
    async tasksOf(project) {
      if (!(await visitProject(project))) return [];
      const boxes = await page.getByRole("main").getByRole("checkbox").all();
      return Promise.all(
        boxes.map(async (box) => ({
          title: (await box.getAttribute("aria-label")) ?? "",
          isDone: await box.isChecked(),
        })),
      );
    },
    close: () => context.close(),
  };
}

/** Gives a wait that ran out the product's words instead of a selector's. */
async function showing<T>(effect: string, wait: Promise<T>): Promise<T> {
  return wait.catch((cause: unknown) => {
    throw new TestingError("testing.no_effect", `it did not show that ${effect}`, { cause });
  });
}

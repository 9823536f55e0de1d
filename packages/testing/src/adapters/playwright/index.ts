import type { Browser, Page } from "@playwright/test";
import { TestingError } from "../../errors.ts";
import type { AppDriver } from "../../port.ts";

export interface PlaywrightDriverOptions {
  readonly browser: Browser;
  readonly baseUrl: string;
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
  const { browser, baseUrl, timeoutMs = 30_000 } = options;
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

  async function submit(path: string, fields: Readonly<Record<string, string>>, button: string): Promise<void> {
    await visit(path);
    for (const [label, value] of Object.entries(fields)) {
      await showing(`${path} has a field "${label}"`, page.getByLabel(label, { exact: true }).fill(value));
    }
    await showing(`${path} has a button "${button}"`, page.getByRole("button", { name: button, exact: true }).click());
    const outcome = await showing(
      `"${button}" leads to /home or says why not`,
      Promise.race([
        page.waitForURL((url) => url.pathname === "/home").then(() => "entered" as const),
        complaint.waitFor().then(() => "refused" as const),
      ]),
    );
    if (outcome === "refused") {
      const said = (await complaint.innerText()).trim() || "a field was marked as wrong";
      throw new TestingError("testing.refused", `${path} answered: ${said}`);
    }
    await showing("/home offers to sign out", signOutButton.waitFor());
  }

  return {
    page,
    signsUp: ({ name, email, password }) =>
      submit("/sign-up", { Name: name, Email: email, Password: password }, "Create account"),
    signsIn: ({ email, password }) => submit("/sign-in", { Email: email, Password: password }, "Sign in"),
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
      return page.getByRole("heading", { name }).first().isVisible();
    },
    isAskedToSignIn: async () => (await visitHome()) === "asked to sign in",
    close: () => context.close(),
  };
}

/** Gives a wait that ran out the product's words instead of a selector's. */
async function showing<T>(effect: string, wait: Promise<T>): Promise<T> {
  return wait.catch((cause: unknown) => {
    throw new TestingError("testing.no_effect", `it did not show that ${effect}`, { cause });
  });
}

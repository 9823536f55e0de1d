import type { Download, Locator, Page } from "@playwright/test";
import { TestingError } from "../../errors.ts";
import type { Mailbox } from "../../port.ts";
import type { Hands } from "./hands.ts";

/** What every part of the driver works with. */
export type AtPage = ReturnType<typeof atPage>;

interface Given {
  readonly page: Page;
  readonly hands: Hands;
  readonly baseUrl: string;
  readonly mailbox: Mailbox;
  readonly timeoutMs: number;
}

/** A page and the hands on it, by label and role alone. */
export function atPage({ page, hands, baseUrl, mailbox, timeoutMs }: Given) {
  // Inside `main`, because frameworks keep an alert of their own outside it to announce page changes.
  const complaint = page
    .getByRole("main")
    .getByRole("alert")
    .filter({ hasText: /\S/ })
    .or(page.getByRole("main").locator("[aria-invalid='true'], input:user-invalid"))
    .first();
  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
  const pathNow = () => new URL(page.url()).pathname;

  async function visit(path: string): Promise<number> {
    const response = await page.goto(path).catch((cause: unknown) => {
      throw new TestingError("testing.unreachable", `${path} got no answer from ${baseUrl}`, { cause });
    });
    return response?.status() ?? 0;
  }

  const press = (control: Locator, name: string) => showing(`"${name}" can be pressed`, hands.press(control));

  /** Does something and waits for its effect, or for the product's word on why there is none. */
  async function submit(name: string, act: () => Promise<void>, effect: Promise<unknown>): Promise<void> {
    const done = effect.then(() => "done" as const);
    // Its time runs from now on; that nobody may be listening yet must not end the process.
    done.catch(() => undefined);
    await act();
    const outcome = await showing(
      `"${name}" has its effect or says why not`,
      Promise.race([done, complaint.waitFor().then(() => "refused" as const)]),
    );
    if (outcome === "done") return;
    const said = (await complaint.innerText()).trim() || "a field was marked as wrong";
    throw new TestingError("testing.refused", `"${name}" was answered with: ${said}`);
  }

  return {
    page,
    hands,
    mailbox,
    timeoutMs,
    visit,
    press,
    pathNow,
    button,
    /** To a page that is theirs. @throws TestingError `testing.refused` where the product shows them none. */
    async visitOwn(path: string): Promise<void> {
      const status = await visit(path);
      if (status < 400 && pathNow() === new URL(path, baseUrl).pathname) return;
      throw new TestingError("testing.refused", `the product does not show them ${path}`);
    },
    async follow(link: URL): Promise<number> {
      // A fragment alone would not load the page anew.
      await visit("about:blank");
      return visit(`${link.pathname}${link.search}${link.hash}`);
    },
    async type(fields: Readonly<Record<string, string>>): Promise<void> {
      for (const [label, value] of Object.entries(fields)) {
        const field = page.getByLabel(label, { exact: true });
        await showing(`${pathNow()} has a field "${label}"`, hands.fill(field, value));
      }
    },
    submit: (name: string, effect: Promise<unknown>) => submit(name, () => press(button(name), name), effect),
    /** A file, chosen through the button that opens the browser's own dialog. */
    upload: (opener: Locator, file: Parameters<Hands["chooseFile"]>[1], effect: Promise<unknown>) =>
      submit(file.name, () => showing(`${pathNow()} lets a file be chosen`, hands.chooseFile(opener, file)), effect),
    async download(control: Locator, name: string): Promise<string> {
      const [file]: [Download, void] = await Promise.all([
        showing(`"${name}" is downloaded`, page.waitForEvent("download")),
        press(control, name),
      ]);
      const chunks: Buffer[] = [];
      for await (const chunk of await file.createReadStream())
        if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks).toString("utf8");
    },
    arrival: (path: string) => page.waitForURL((url) => url.pathname.startsWith(path)),
    /** A bounded area of the page, by its title. */
    section: (title: string) =>
      page
        .getByRole("main")
        .locator("section")
        .filter({ has: page.getByRole("heading", { name: title, exact: true }) })
        .last(),
    heading: (name: string | RegExp) => page.getByRole("heading", { name }).first(),
  };
}

/** Gives a wait that ran out the product's words instead of a selector's. */
export async function showing<T>(effect: string, wait: Promise<T>): Promise<T> {
  return wait.catch((cause: unknown) => {
    if (cause instanceof TestingError) throw cause;
    throw new TestingError("testing.no_effect", `it did not show that ${effect}`, { cause });
  });
}

import type { FileChooser, Locator, Page } from "@playwright/test";
import { TestingError } from "../../errors.ts";
import type { OwnFile } from "../../port.ts";

/** How a person works a page. Each rejects when what they reach for is not there to be used. */
export interface Hands {
  press(control: Locator): Promise<void>;
  fill(field: Locator, text: string): Promise<void>;
  check(box: Locator): Promise<void>;
  /** Presses what opens the browser's own dialog, and chooses there. */
  chooseFile(opener: Locator, file: OwnFile): Promise<void>;
}

export function mouse(page: Page): Hands {
  return {
    press: (control) => control.click(),
    fill: (field, text) => field.fill(text),
    check: (box) => box.check(),
    chooseFile: (opener, file) => choose(page, opener.click(), file),
  };
}

/** More than any page has on the way to anything. */
const MOST_STEPS = 150;

/** Never a mouse: walks to the control by Tab from wherever the focus is, as far as it takes, and works it by key. */
export function keyboard(page: Page): Hands {
  async function walkTo(control: Locator): Promise<void> {
    await control.waitFor();
    for (let step = 0; step <= MOST_STEPS; step += 1) {
      if ((await control.and(page.locator(":focus")).count()) > 0) return;
      await page.keyboard.press("Tab");
    }
    const name = (await control.getAttribute("aria-label")) ?? (await control.innerText().catch(() => ""));
    const at = new URL(page.url()).pathname;
    throw new TestingError("testing.no_effect", `${MOST_STEPS} presses of Tab did not reach "${name.trim()}" on ${at}`);
  }

  async function press(control: Locator): Promise<void> {
    await walkTo(control);
    await page.keyboard.press("Enter");
  }

  return {
    press,
    async fill(field, text) {
      await walkTo(field);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(text);
    },
    async check(box) {
      await walkTo(box);
      if (!(await box.isChecked())) await page.keyboard.press("Space");
    },
    chooseFile: (opener, file) => choose(page, press(opener), file),
  };
}

async function choose(page: Page, opening: Promise<void>, { name, contentType, bytes }: OwnFile): Promise<void> {
  const [chooser]: [FileChooser, void] = await Promise.all([page.waitForEvent("filechooser"), opening]);
  await chooser.setFiles({ name, mimeType: contentType, buffer: Buffer.from(bytes) });
}

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "@playwright/test";
import sharp from "sharp";
import {
  DENSITY,
  DESK,
  type Device,
  PHONE,
  type Screen,
  SCREEN_THEMES,
  SCREENS,
  screenFile,
  type ScreenTheme,
} from "../../apps/web/features/marketing/screens.ts";
import { root } from "../lib/machine.mjs";
import { signIn } from "./client.ts";
import type { Scene } from "./scene.ts";

interface TakeOptions {
  readonly browser: Browser;
  readonly baseUrl: string;
  readonly scene: Scene;
}

/** Where the pictures are, from the root of the repository. */
export const SCREENS_FOLDER = "apps/web/public";
/** The nine systems as the landing page draws them, for README.md alone. */
export const systemsFile = (theme: ScreenTheme) => `docs/images/systems-${theme}.webp`;

const READY_MS = 60_000;

/** Takes every picture; says which files are written anew and which stay. */
export async function takePictures({ browser, baseUrl, scene }: TakeOptions) {
  const owner = await signIn(baseUrl, scene.owner);
  const operator = await signIn(baseUrl, scene.operator);
  const places: Readonly<Record<Screen, { readonly address: string; readonly cookie?: string }>> = {
    console: { address: "/dev" },
    project: { address: scene.project, cookie: owner },
    billing: { address: scene.billing, cookie: owner },
    runs: { address: "/admin/runs", cookie: operator },
    docs: { address: "/docs/systems/billing" },
  };
  const [changed, kept]: [string[], string[]] = [[], []];
  const keep = async (file: string, picture: Buffer) => {
    const webp = await sharp(picture).webp({ quality: 82, effort: 5, smartSubsample: true }).toBuffer();
    const target = path.join(root, file);
    if (existsSync(target) && (await isAlike(webp, target))) return kept.push(file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, webp);
    return changed.push(file);
  };
  for (const theme of SCREEN_THEMES) {
    for (const device of ["desk", "phone"] as const) {
      for (const screen of SCREENS) {
        const { address, cookie } = places[screen];
        const window = { browser, baseUrl, theme, device, cookie, size: device === "phone" ? PHONE : DESK[screen] };
        const picture = await withPage(window, async (page) => {
          await show(page, address);
          return page.screenshot({ animations: "disabled" });
        });
        await keep(path.posix.join(SCREENS_FOLDER, screenFile(screen, theme, device)), picture);
      }
    }
    const window = { browser, baseUrl, theme, device: "phone", size: { width: 1280, height: 900 } } as const;
    const picture = await withPage(window, async (page) => {
      await show(page, "/");
      // Without a ground of its own: the page that shows it has one.
      await page.addStyleTag({ content: "html, body { background: transparent !important }" });
      return page.getByRole("list", { name: "The nine systems" }).screenshot({ omitBackground: true });
    });
    await keep(systemsFile(theme), picture);
  }
  return { changed, kept };
}

interface Window {
  readonly browser: Browser;
  readonly baseUrl: string;
  readonly theme: ScreenTheme;
  readonly device: Device;
  readonly size: { readonly width: number; readonly height: number };
  readonly cookie?: string | undefined;
}

async function withPage<T>(window: Window, work: (page: Page) => Promise<T>): Promise<T> {
  const { browser, baseUrl, theme, device, size, cookie } = window;
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: size,
    deviceScaleFactor: DENSITY[device],
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: "en-US",
    timezoneId: "UTC",
    // A worker that takes over would load the page a second time.
    serviceWorkers: "block",
  });
  try {
    if (cookie !== undefined) await context.addCookies(cookiesOf(cookie, baseUrl));
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

async function show(page: Page, address: string): Promise<void> {
  const response = await page.goto(address, { timeout: READY_MS });
  if (response?.status() !== 200) throw new Error(`${address} answered ${response?.status()}`);
  await page.getByRole("heading", { level: 1 }).waitFor({ timeout: READY_MS });
  await page
    .getByRole("status")
    .filter({ hasText: "Loading" })
    .first()
    .waitFor({ state: "detached", timeout: READY_MS });
  await page.waitForFunction("document.fonts.status === 'loaded'", undefined, { timeout: READY_MS });
  if (address === "/dev") await page.getByText("Live", { exact: true }).waitFor({ timeout: READY_MS });
}

function cookiesOf(header: string, url: string) {
  return header.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
}

/** Of 255: what times and ids, which are others in every run, come to; a moved or renamed part comes to more. */
const ALIKE = 0.1;

async function isAlike(now: Buffer, file: string): Promise<boolean> {
  const [one, other] = await Promise.all([now, file].map((picture) => sharp(picture).ensureAlpha().raw().toBuffer()));
  if (one === undefined || one.length !== other?.length) return false;
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += Math.abs((one[index] ?? 0) - (other[index] ?? 0));
  return sum / one.length < ALIKE;
}

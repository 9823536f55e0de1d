import { chromium, type Browser } from "@playwright/test";
import type { Target } from "@ninefold/testing/conformance-kit";
import { httpDriver } from "../src/adapters/http/index.ts";
import { memoryDriver, pretendApp, type PretendApp } from "../src/adapters/memory.ts";
import { playwrightDriver } from "../src/adapters/playwright/index.ts";
import { chromiumOptions } from "../src/adapters/playwright/browser.ts";
import type { AppDriver, OpenDriver } from "../src/port.ts";
import type { Stage } from "./conformance.ts";
import { serveScriptedApp } from "./scripted-app.ts";

/** The scripted app answers in milliseconds, also on a busy machine: an effect that has not shown by then never will. */
const TIMEOUT_MS = 5_000;

export const targets = {
  memory: stageOf(async (app) => ({ open: async () => memoryDriver({ app }), close: async () => undefined })),
  http: stageOf(async (app) => {
    const { baseUrl, close } = await serveScriptedApp(app);
    const mailbox = async (address: string) => app.mailsTo(address);
    const options = { baseUrl, mailbox, termsVersion: "2026-01-01", timeoutMs: TIMEOUT_MS, patienceMs: 0 };
    return { open: async () => httpDriver(options), close };
  }),
  playwright: stageOf(async (app) => {
    const { baseUrl, close } = await serveScriptedApp(app);
    const mailbox = async (address: string) => app.mailsTo(address);
    const options = { baseUrl, mailbox, timeoutMs: TIMEOUT_MS };
    return { open: async () => playwrightDriver({ ...options, browser: await browser() }), close };
  }),
} satisfies Record<string, Target<Stage>>;

let running: Promise<Browser> | undefined;

/** One for all cases: drivers keep apart by context, and a start costs more than a case. */
export function browser(): Promise<Browser> {
  return (running ??= chromium.launch(chromiumOptions({ path: process.env.CHROMIUM_PATH })));
}

export async function closeBrowser(): Promise<void> {
  await (await running)?.close();
  running = undefined;
}

interface Served {
  readonly open: OpenDriver;
  readonly close: () => Promise<void>;
}

function stageOf(serve: (app: PretendApp) => Promise<Served>): Target<Stage> {
  const endings = new WeakMap<Stage, () => Promise<void>>();
  return {
    capabilities: {},
    async make() {
      let app = pretendApp();
      const opened: AppDriver[] = [];
      // Whatever `alter` has made of it by then.
      const served = await serve(new Proxy(app, { get: (_first, name) => Reflect.get(app, name) }));
      const stage: Stage = {
        async open() {
          const driver = await served.open();
          opened.push(driver);
          return driver;
        },
        get app() {
          return app;
        },
        alter(change) {
          app = change(app);
        },
      };
      endings.set(stage, async () => {
        await Promise.all(opened.map((driver) => driver.close()));
        await served.close();
      });
      return stage;
    },
    close: (stage) => endings.get(stage)?.(),
  };
}

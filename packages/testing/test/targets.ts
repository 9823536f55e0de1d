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
    const options = { baseUrl, mailbox, termsVersion: "2026-01-01", timeoutMs: TIMEOUT_MS };
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
      const served = await serve({
        signUp: (person) => app.signUp(person),
        confirm: (token, password) => app.confirm(token, password),
        signIn: (credentials) => app.signIn(credentials),
        requestReset: (email) => app.requestReset(email),
        resetPassword: (token, password) => app.resetPassword(token, password),
        signOut: (session) => app.signOut(session),
        findName: (session) => app.findName(session),
        createWorkspace: (session, name) => app.createWorkspace(session, name),
        invite: (session, invitation) => app.invite(session, invitation),
        accept: (session, id) => app.accept(session, id),
        findWorkspace: (session, slug) => app.findWorkspace(session, slug),
        createProject: (session, project) => app.createProject(session, project),
        findProject: (session, id) => app.findProject(session, id),
        addTask: (session, id, title) => app.addTask(session, id, title),
        completeTask: (session, id, title) => app.completeTask(session, id, title),
        listTasks: (session, id) => app.listTasks(session, id),
        mailsTo: (address) => app.mailsTo(address),
      });
      const stage: Stage = {
        async open() {
          const driver = await served.open();
          opened.push(driver);
          return driver;
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

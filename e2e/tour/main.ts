import { appendFileSync } from "node:fs";
import { TERMS_VERSION } from "@ninefold/identity/terms";
import { type AppDriver, newPerson, type OpenDriver } from "@ninefold/testing";
import { chromiumOptions } from "@ninefold/testing/browser";
import { httpDriver } from "@ninefold/testing/http";
import { playwrightDriver } from "@ninefold/testing/playwright";
import { type Browser, chromium } from "@playwright/test";
import { baseUrl, chromiumPath, operator } from "../env.ts";
import { type Step, theTour } from "../journeys/the-tour.ts";
import { mailbox } from "../mailbox.ts";
import { type DriverName, readArguments, type Tour, WAYS } from "./arguments.ts";
import { withoutVendor } from "./down.ts";
import { isToldOfLateMail } from "./late-mail.ts";
import { stageHand } from "./stage-hand.ts";

const asked = readArguments(process.argv.slice(2));
if ("fault" in asked) {
  console.error(asked.fault);
  process.exit(2);
}
const { tours, report: reportFile } = asked;

let browser: Browser | undefined;
const opened: AppDriver[] = [];
let failures = 0;
try {
  for (const tour of tours) failures += await take(tour);
} finally {
  await browser?.close();
}
process.exit(failures === 0 ? 0 : 1);

/** Prints a line for each step as it ends. How many failed. */
async function take({ driver: name, without }: Tour): Promise<number> {
  const people = [newPerson(), newPerson(), newPerson()] as const;
  const whole = theTour({ open: await doorOf(name), operator, stageHand, people });
  const lateMail = () => isToldOfLateMail(opened);
  const steps = without.reduce((tour, vendor) => withoutVendor(tour, { vendor, people, lateMail }), whole);
  const missing = without.length === 0 ? "" : `, without ${without.join(", ")}`;
  console.log(`\nThe tour, ${WAYS[name]}${missing}\n`);
  const began = performance.now();
  let failed = 0;
  for (const [index, step] of steps.entries()) {
    const start = performance.now();
    const failure = await step.run().then(
      () => undefined,
      (error: unknown) =>
        error instanceof Error ? error : new Error("a value that is no Error was thrown", { cause: error }),
    );
    const ms = Math.round(performance.now() - start);
    failed += failure === undefined ? 0 : 1;
    report(`${name}${missing}`, step, { index, ms, failure });
  }
  await Promise.all(opened.splice(0).map((driver) => driver.close()));
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`\n  ${steps.length - failed} of ${steps.length} steps, ${seconds} s`);
  return failed;
}

interface Ended {
  readonly index: number;
  readonly ms: number;
  readonly failure: Error | undefined;
}

function report(name: string, { title, who }: Step, { index, ms, failure }: Ended): void {
  const sign = failure === undefined ? "✓" : "✗";
  console.log(`${sign} ${String(index + 1).padStart(2)}  ${`${who} ${title}`.padEnd(62)}${String(ms).padStart(6)} ms`);
  if (failure !== undefined) console.log(`      ${failure.message}`);
  if (reportFile === undefined) return;
  const line = { driver: name, step: `${who} ${title}`, ms, passed: failure === undefined };
  appendFileSync(reportFile, `${JSON.stringify(line)}\n`);
}

async function doorOf(name: DriverName): Promise<OpenDriver> {
  if (name === "http")
    return async () => kept(httpDriver({ baseUrl, mailbox, termsVersion: TERMS_VERSION, timeoutMs: 30_000 }));
  const running = (browser ??= await launch());
  const hands = name === "keyboard" ? "keyboard" : "mouse";
  return async () => kept(await playwrightDriver({ browser: running, baseUrl, mailbox, hands }));
}

/** A signal ends this process, as any: Playwright would close the browser and let the tour go on without. */
function launch(): Promise<Browser> {
  return chromium.launch({
    ...chromiumOptions({ path: chromiumPath }),
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

function kept(driver: AppDriver): AppDriver {
  opened.push(driver);
  return driver;
}

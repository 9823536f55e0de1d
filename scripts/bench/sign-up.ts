import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TERMS_VERSION } from "@ninefold/identity/terms";
import { newPerson } from "@ninefold/testing";
import { startEmulator } from "@ninefold/testing/emulators";
import { openServer, prepareDatabase } from "../dev/database.ts";
import { answered, buildBundle, bundleEnv, freePort, ORIGIN, startProgram, stopProgram } from "./bundle.ts";
import type { Measure } from "./measure.ts";

const SIGN_UPS = 60;
const GOAL_MS = 1_000;
const LOOK_EVERY_MS = 2;

/** From the press on "Create account" to the mail in the inbox: request, commit, outbox, worker, vendor. Nobody else is there. */
export async function signUp(): Promise<readonly Measure[]> {
  buildBundle();
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-sign-up-"));
  const [server, vendor] = await Promise.all([openServer({ dataDir, env: {} }), startEmulator("resend")]);
  const port = await freePort();
  const env = bundleEnv({
    ...(await prepareDatabase(server, { dataDir, env: {} })),
    API_PORT: String(port),
    OBSERVABILITY_PROVIDER: "log",
    NOTIFICATIONS_EMAIL_PROVIDER: "resend",
    RESEND_API_KEY: vendor.apiKey,
    RESEND_BASE_URL: vendor.url,
  });
  const [api, worker] = [startProgram("main", env), startProgram("worker", env)];
  try {
    await answered(`http://127.0.0.1:${port}/api/health/ready`, api);
    const answers: number[] = [];
    const mails: number[] = [];
    for (let index = 0; index < SIGN_UPS; index += 1) {
      const person = newPerson();
      const started = performance.now();
      const response = await fetch(`http://127.0.0.1:${port}/api/auth/sign-up/email`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: ORIGIN },
        body: JSON.stringify({ ...person, locale: "en", termsVersion: TERMS_VERSION }),
      });
      if (!response.ok) throw new Error(`sign-up answered ${response.status}: ${await response.text()}`);
      answers.push(performance.now() - started);
      while (vendor.inbox(person.email).length === 0) await sleep(LOOK_EVERY_MS);
      mails.push(performance.now() - started);
    }
    const p95 = percentile(mails, 0.95);
    return [
      {
        area: "sign-up",
        measure: "sign-up to mail in the inbox, p95",
        value: p95,
        unit: "ms",
        goal: GOAL_MS,
        ok: p95 < GOAL_MS,
        note: `${SIGN_UPS} one after the other; median ${Math.round(percentile(mails, 0.5))} ms, of which the answer ${Math.round(percentile(answers, 0.5))} ms`,
      },
    ];
  } finally {
    await Promise.all([stopProgram(api), stopProgram(worker)]);
    await Promise.all([server.stop(), vendor.close()]);
    await rm(dataDir, { recursive: true, force: true });
  }
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

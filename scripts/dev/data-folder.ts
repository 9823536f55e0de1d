import { randomBytes } from "node:crypto";
import { accessSync, chmodSync, chownSync, constants, mkdirSync, rmSync, statfsSync } from "node:fs";
import path from "node:path";
import { accountForServer } from "@ninefold/testing/postgres";
import { z } from "zod";
import { dataFolderProblem } from "../lib/machine.mjs";
import { processStart } from "../lib/processes.mjs";
import { stopGroup } from "./child.ts";
import { StackError } from "./errors.ts";
import { readPrivate, writePrivate } from "./files.ts";

/** An empty database, its log files and the caches of both apps, with some room to work. */
const NEEDED_BYTES = 300 * 1024 * 1024;

const Secrets = z.object({
  BETTER_AUTH_SECRET: z.string().min(32),
  NOTIFICATIONS_ENCRYPTION_KEY: z.string().min(43),
  /** This and the next ones open nothing but this clone's emulators. */
  RESEND_API_KEY: z.string().min(32),
  RESEND_WEBHOOK_SECRET: z.string().min(32),
  DODO_PAYMENTS_API_KEY: z.string().min(32),
  DODO_PAYMENTS_WEBHOOK_KEY: z.string().min(32),
  /** Sign for this clone's emulator alone. */
  IMAGEKIT_PUBLIC_KEY: z.string().min(32),
  IMAGEKIT_PRIVATE_KEY: z.string().min(32),
  TRIGGER_SECRET_KEY: z.string().min(32),
});
/** A domain that nobody can have (RFC 2606), should such a mail ever leave this machine. */
const NOTIFICATIONS_FROM = "Ninefold <hello@ninefold.localhost>";
const Remains = z.array(z.object({ pid: z.number(), start: z.string() }));

/**
 * Creates the folder, closed to everybody else. As root, the account that Postgres runs as may pass through to its data.
 * @throws StackError when it can not be written, or less than 300 MB are free there.
 */
export function makeDataFolder(dataDir: string): void {
  const logs = path.join(dataDir, "logs");
  try {
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    const account = accountForServer();
    if (account !== undefined) chownSync(dataDir, 0, account.gid);
    chmodSync(dataDir, account === undefined ? 0o700 : 0o710);
    accessSync(logs, constants.W_OK);
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw new StackError(dataFolderProblem(dataDir, error));
  }
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize >= NEEDED_BYTES) return;
  const free = Math.floor((bavail * bsize) / 1024 / 1024);
  throw new StackError(
    `The disk is nearly full: ${free} MB free in ${dataDir}, 300 MB needed. Free some space and start again.`,
  );
}

/**
 * What the programs need and nobody set. The secrets in it are made once per clone: sessions and mail that waits survive
 * a restart, and no two machines share one. A file from before one of them existed keeps the others.
 */
export function settingsOf(dataDir: string): LocalSettings {
  const { settings, isKept } = settingsToBe(dataDir);
  const { NOTIFICATIONS_FROM: _told, ...secrets } = settings;
  if (!isKept) writePrivate(path.join(dataDir, "secrets.json"), secrets);
  return settings;
}

/** The same without keeping anything; what is not there yet is made up anew each time. */
export function settingsToBe(dataDir: string): { readonly settings: LocalSettings; readonly isKept: boolean } {
  const kept = readPrivate(path.join(dataDir, "secrets.json"), Secrets.partial());
  const secrets = Secrets.parse({
    BETTER_AUTH_SECRET: random(),
    NOTIFICATIONS_ENCRYPTION_KEY: random(),
    RESEND_API_KEY: `re_local_${random()}`,
    RESEND_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString("base64")}`,
    DODO_PAYMENTS_API_KEY: `dodo_local_${random()}`,
    TRIGGER_SECRET_KEY: `tr_dev_${random()}`,
    DODO_PAYMENTS_WEBHOOK_KEY: `whsec_${randomBytes(24).toString("base64")}`,
    IMAGEKIT_PUBLIC_KEY: `public_local_${random()}`,
    IMAGEKIT_PRIVATE_KEY: `private_local_${random()}`,
    ...kept,
  });
  return { settings: { ...secrets, NOTIFICATIONS_FROM }, isKept: Secrets.safeParse(kept).success };
}

type LocalSettings = z.infer<typeof Secrets> & { readonly NOTIFICATIONS_FROM: string };

const random = () => randomBytes(32).toString("base64url");

/** Notes what runs, so that the next start can end it should this process be killed. */
export function noteRunning(dataDir: string, pids: readonly number[]): void {
  const running = pids.flatMap((pid) => {
    const start = processStart(pid);
    return start === undefined ? [] : [{ pid, start }];
  });
  writePrivate(remainsFile(dataDir), running);
}

/** Ends what a killed start left running. Only under the run lock. */
export async function stopRemains(dataDir: string): Promise<void> {
  const remains = readPrivate(remainsFile(dataDir), Remains) ?? [];
  await Promise.all(remains.filter(({ pid, start }) => processStart(pid) === start).map(({ pid }) => stopGroup(pid)));
  forgetRunning(dataDir);
}

export function forgetRunning(dataDir: string): void {
  rmSync(remainsFile(dataDir), { force: true });
}

const remainsFile = (dataDir: string) => path.join(dataDir, "children.json");

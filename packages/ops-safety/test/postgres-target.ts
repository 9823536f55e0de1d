import { type OpenDatabase, openDatabase } from "@ninefold/identity/tenancy";
import type { Target } from "@ninefold/testing/conformance-kit";
import type { SafetyStore } from "@ninefold/ops-safety";
import { postgresSafety } from "@ninefold/ops-safety/postgres";
import type { SafetyRule, SafetySubject } from "./conformance.ts";

interface Urls {
  readonly DATABASE_APP_URL: string;
  readonly DATABASE_SYSTEM_URL: string;
}

/** A database per case, from `create`; a pool and a connection that listens per process. */
export function postgresTarget(
  create: () => Promise<{ readonly urls: Urls; drop(): Promise<void> }>,
): Target<SafetySubject, SafetyRule> {
  const opened = new WeakMap<SafetySubject, () => Promise<void>>();
  return {
    capabilities: { switches: true, refuses: false, shared: true },
    async make() {
      const created = await create();
      let time = Date.UTC(2026, 0, 1);
      const now = () => new Date(time);
      const processes = [openProcess(created.urls, now)];
      const another = () => {
        const one = openProcess(created.urls, now);
        processes.push(one);
        return one.store;
      };
      const [first] = processes;
      const subject = { store: first!.store, now, advance: (ms: number) => (time += ms), another };
      opened.set(subject, async () => {
        await Promise.all(processes.map((one) => one.close()));
        await created.drop();
      });
      return subject;
    },
    close: async (subject) => opened.get(subject)?.(),
  };
}

interface OpenStore {
  readonly store: SafetyStore;
  readonly database: OpenDatabase;
  close(): Promise<void>;
}

export function openProcess(urls: Urls, now: () => Date, onStale: (error: unknown) => void = () => {}): OpenStore {
  const database = openDatabase({
    appUrl: urls.DATABASE_APP_URL,
    systemUrl: urls.DATABASE_SYSTEM_URL,
    appConnections: 1,
    systemConnections: 1,
  });
  const store = postgresSafety({
    doors: database.doorsOf("ops-safety"),
    listen: (channel, onHint) => database.listen(channel, onHint),
    now,
    onStale,
    // Longer than any test: what arrives came by NOTIFY.
    pollMs: 60_000,
  });
  return {
    store,
    database,
    async close() {
      await store.close();
      await database.close();
    },
  };
}

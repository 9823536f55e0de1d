import postgres from "postgres";
import { CONNECTIONS, LISTENING_CONNECTIONS } from "../../apps/api/src/connections.ts";
import { assertDatabaseReady } from "../../apps/api/src/database/check.ts";
import { DatabaseError, type DatabaseErrorCode } from "../../apps/api/src/database/errors.ts";
import { type Env, isShared } from "../../apps/api/src/env.ts";
import type { Reading } from "./clock.ts";
import type { Check } from "./report.ts";
import { sayError, within } from "./within.ts";

const DEADLINE_MS = 15_000;

export interface DatabaseLook {
  readonly checks: readonly Check[];
  /** True: whatever lives in it can be asked. */
  readonly isUsable: boolean;
  readonly clock: Reading | undefined;
}

/** What the API asks before it serves, and how much of the server one API and one worker take. Reads only. */
export async function lookAtDatabase(
  env: Env,
  { isBundled, stage }: { readonly isBundled: boolean; readonly stage: Env["NINEFOLD_STAGE"] },
): Promise<DatabaseLook> {
  const acceptNewer = env.DATABASE_NEWER_SCHEMA === "accept";
  const outcome = await within(DEADLINE_MS, () => assertDatabaseReady(env, { acceptNewer }));
  const failure = "error" in outcome ? outcome.error : undefined;
  const code = failure instanceof DatabaseError ? failure.code : undefined;
  const aboutSchema = code !== undefined && ABOUT_SCHEMA.has(code);
  if (failure !== undefined && !aboutSchema) {
    const isDown = code === "database.unreachable";
    // Somebody who answers and refuses runs.
    const notRunning = isBundled && isDown && /ECONNREFUSED/.test(sayError(failure));
    const status: Check["status"] = "wrong";
    const detail = notRunning ? "the bundled Postgres does not run" : sayError(failure);
    const fix = notRunning ? "npm start" : isDown ? "start that server, or correct the address" : undefined;
    const checks: Check[] = [
      { name: "database", status, detail, ...(fix && { fix }) },
      { name: "migrations", status: "skipped", detail: "no database to look at" },
      connections(undefined),
    ];
    return { checks, isUsable: false, clock: undefined };
  }
  const facts = await readFacts(env.DATABASE_APP_URL).catch(() => undefined);
  const checks: Check[] = [
    {
      name: "database",
      status: "ok",
      detail: `answers (${outcome.latencyMs} ms); its four logins are as weak as they must be`,
    },
    failure === undefined
      ? { name: "migrations", status: "ok", detail: "all are applied" }
      : {
          name: "migrations",
          status: "wrong",
          detail: sayError(failure),
          fix: FIXES[code ?? ""] ?? "npm run db:migrate",
        },
    connections(facts),
    ...(isShared(stage) && facts?.isEncrypted === false
      ? [{ name: "database TLS", status: "warning", detail: "the connection is not encrypted" } as const]
      : []),
  ];
  return { checks, isUsable: failure === undefined, clock: facts?.clock };
}

const ABOUT_SCHEMA: ReadonlySet<DatabaseErrorCode> = new Set([
  "database.migrations_pending",
  "database.newer_than_code",
  "database.migration_changed",
  // Only after the logins were found to be right.
  "database.not_ours",
]);
const FIXES: Readonly<Record<string, string>> = {
  "database.newer_than_code": "deploy the newer code",
  "database.migration_changed": "restore the file, and write a new migration",
  "database.not_ours": "npm run db:provision, then npm run db:migrate",
};

interface Facts {
  readonly available: number;
  readonly isEncrypted: boolean;
  readonly clock: Reading;
}

async function readFacts(url: string): Promise<Facts> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined, fetch_types: false });
  try {
    await sql`select 1`;
    const before = Date.now();
    const [row] = await sql<{ now: string; available: number; encrypted: boolean }[]>`
      select (extract(epoch from clock_timestamp()) * 1000)::text as now,
             current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as available,
             coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted`;
    const aheadMs = Number(row?.now) - (before + Date.now()) / 2;
    return {
      available: row?.available ?? 0,
      isEncrypted: row?.encrypted ?? false,
      clock: { whose: "the database", aheadMs },
    };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** One API and one worker; each further process adds its own row. */
function connections(facts: Pick<Facts, "available"> | undefined): Check {
  const sums = (["api", "worker"] as const).map(
    (kind) => [kind, Object.values(CONNECTIONS[kind]).reduce((sum, size) => sum + size, 0)] as const,
  );
  const pooled = sums.reduce((sum, [, size]) => sum + size, 0);
  const most = pooled + LISTENING_CONNECTIONS;
  const words = sums.map(([kind, size]) => `${kind} ${size}`).join(", ");
  const detail = `at most ${most} for one API and one worker (${words}, ${LISTENING_CONNECTIONS} that listen)`;
  if (facts === undefined)
    return { name: "connections", status: "skipped", detail: `${detail}; the server was not asked` };
  const status = most > facts.available ? "wrong" : "ok";
  return { name: "connections", status, detail: `${detail}; the server has ${facts.available}` };
}

import { type Doors, inSystem, type SystemTx } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import { validate } from "uuid";
import { inBatches } from "../batches.ts";
import { runs } from "../schema.ts";
import { ATTEMPTED, type AttemptedRun, beginAttempt, type Fence, type Left, settle } from "./ledger.ts";
import { type Cause, inScope } from "./scope.ts";

const BATCH_ROWS = 200;

export interface Beginning {
  readonly cause: Cause;
  readonly id: string;
  readonly handed: number;
  readonly now: Date;
  readonly leaseUntil: Date;
  /** Its limits are exact: it begins only where it has a place. */
  readonly needsPlace: boolean;
}

export interface Success {
  readonly cause: Cause;
  readonly attempt: Fence;
  readonly endedAt: Date;
  /** Which somebody may wait for. */
  readonly hasPlace: boolean;
}

type Begun = AttemptedRun | "exhausted" | undefined;
type Word = { readonly says: "begin"; readonly of: Beginning } | { readonly says: "succeed"; readonly of: Success };

/**
 * The two words of every attempt, that it begins and that it succeeded, of as many attempts of this process at a time as
 * there are: in one transaction, whose commit is what each of them would wait for. One alone goes through the door of
 * whose it is; several go together, across tenants, and only as far as nothing is special about them: a run that was
 * begun before, has ended, or is handed to this process twice is decided by itself.
 *
 * A batch waits for no row. The relay notes many runs in one transaction too, and two that wait for each other's rows
 * would be a deadlock.
 */
export function openLedger({ doors, leaving }: { readonly doors: Doors } & Pick<Left, "leaving">) {
  const together = <T>(work: (tx: SystemTx) => Promise<T>): Promise<T> =>
    doors.asSystem({ reason: "relay", actor: { type: "system", id: "workflows.ledger" }, requestId: "batch" }, (tx) =>
      inSystem("workflows", () => work(tx)),
    );
  const beginAlone = ({ cause, id, handed, ...times }: Beginning): Promise<Begun> =>
    inScope(doors, cause, (tx) => beginAttempt(tx, { id, handed }, times));
  const succeedAlone = ({ cause, attempt, endedAt, hasPlace }: Success): Promise<boolean> =>
    inScope(doors, cause, async (tx) => {
      const isCurrent = await settle(tx, attempt, { status: "succeeded", endedAt });
      if (isCurrent && hasPlace) await leaving(tx);
      return isCurrent;
    });
  /** Never throws: one that is refused is no reason to fail those beside it. */
  const alone = async (word: Word): Promise<Begun | boolean> =>
    word.says === "begin" ? beginAlone(word.of) : succeedAlone(word.of);

  const say = inBatches<Word, Begun | boolean>(BATCH_ROWS, async (batch) => {
    if (batch.length === 1) return batch.map(alone);
    const begins = new Map<string, Word & { says: "begin" }>();
    for (const word of batch) {
      if (word.says === "begin" && isPlain(word.of) && !begins.has(word.of.id)) begins.set(word.of.id, word);
    }
    const beginnings = [...begins.values()].map(({ of }) => of);
    const successes = batch.flatMap((word) => (word.says === "succeed" ? [word.of] : []));
    const [begun, succeeded] = await together(async (tx) => {
      const said = await Promise.all([beginMany(tx, beginnings), succeedMany(tx, successes)]);
      if (successes.some(({ hasPlace }) => hasPlace)) await leaving(tx);
      return said;
    });
    return batch.map((word) => {
      if (word.says === "succeed") return succeeded.has(fenceOf(word.of.attempt)) || alone(word);
      return (begins.get(word.of.id) === word ? begun.get(word.of.id) : undefined) ?? alone(word);
    });
  });

  return {
    /** As `beginAttempt` says. */
    begin: async (of: Beginning): Promise<Begun> => {
      const begun = await say({ says: "begin", of });
      return typeof begun === "boolean" ? undefined : begun;
    },
    /** As `settle` says. */
    succeed: async (of: Success): Promise<boolean> => (await say({ says: "succeed", of })) === true,
  };
}

/** Somebody else may have put it into the queue, with anything in place of a tenant. */
const isPlain = ({ cause: { tenantId } }: Beginning) => tenantId === null || validate(tenantId);

// Each row is found by its id and changed where it stands: a plan that was made while the table was small would read all
// of it for each batch.

/** Those that it began: for the first time, and in time. Each id once. */
async function beginMany(tx: SystemTx, list: readonly Beginning[]): Promise<ReadonlyMap<string, AttemptedRun>> {
  if (list.length === 0) return new Map();
  const given = list.map(({ cause: { tenantId, userId }, ...beginning }) => ({ tenantId, userId, ...beginning }));
  const rows = await tx
    .update(runs)
    .set({
      status: "running",
      attempts: 1,
      startedAt: sql`plain.now`,
      leaseUntil: sql`plain."leaseUntil"`,
      progress: null,
    })
    .from(
      sql`(
        select open.place, given.now, given."leaseUntil"
        from json_to_recordset(${JSON.stringify(given)}::json)
          as given (id uuid, handed int, "tenantId" uuid, "userId" uuid, now timestamptz, "leaseUntil" timestamptz,
              "needsPlace" boolean),
        lateral (
          select held.ctid as place from ${runs} as held
          where held.id = given.id and held.handed = given.handed and held.status in ('pending', 'queued')
            and held.attempts = 0 and held.started_at is null
            and (held.expires_at is null or held.expires_at > given.now)
            and (held.lane is not null or not given."needsPlace")
            and case when given."tenantId" is not null then held.tenant_id = given."tenantId"
                     when given."userId" is not null then held.tenant_id is null and held.user_id = given."userId"
                     else true end
          for update skip locked
        ) as open
      ) as plain`,
    )
    .where(sql`${runs}.ctid = plain.place`)
    .returning(ATTEMPTED);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Those whose attempt was still the one that may say so. */
async function succeedMany(tx: SystemTx, list: readonly Success[]): Promise<ReadonlySet<string>> {
  if (list.length === 0) return new Set();
  const given = list.map(({ attempt: { id, handed, attempts }, endedAt }) => ({ id, handed, attempts, endedAt }));
  const rows = await tx
    .update(runs)
    .set({ status: "succeeded", endedAt: sql`plain."endedAt"`, leaseUntil: null, lane: null })
    .from(
      sql`(
        select open.place, given."endedAt"
        from json_to_recordset(${JSON.stringify(given)}::json)
          as given (id uuid, handed int, attempts int, "endedAt" timestamptz),
        lateral (
          select held.ctid as place from ${runs} as held
          where held.id = given.id and held.handed = given.handed and held.attempts = given.attempts
            and held.status = 'running'
          for update skip locked
        ) as open
      ) as plain`,
    )
    .where(sql`${runs}.ctid = plain.place`)
    .returning({ id: runs.id, handed: runs.handed, attempts: runs.attempts });
  return new Set(rows.map(fenceOf));
}

const fenceOf = ({ id, handed, attempts }: Fence) => `${id} ${handed} ${attempts}`;

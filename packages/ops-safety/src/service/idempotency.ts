import { createHash } from "node:crypto";
import type { Doors, PersonContext, TenantContext } from "@ninefold/identity/tenancy";
import { and, eq, isNull, lte, type SQL } from "drizzle-orm";
import { z } from "zod";
import {
  assertKey,
  isKept,
  KEPT_HEADERS,
  KEY_KEPT_MS,
  KEY_LOCKED_MS,
  MAX_KEPT_BYTES,
  stateOf,
} from "../domain/idempotency.ts";
import { OpsSafetyError } from "../errors.ts";
import { idempotencyKeys } from "../schema.ts";
import { seal, unseal } from "../sealed.ts";
import type { AnyTx } from "./transactions.ts";

export type Idempotency = ReturnType<typeof createIdempotency>;

/** What keys want from the rest of the system, in their own words. */
export interface IdempotencyNeeds {
  readonly doors: Doors;
  readonly now: () => Date;
  /** 32 bytes that seal what was answered. */
  readonly encryptionKey: Uint8Array;
}

/**
 * Lets a client send a request again when it does not know what became of it: what was answered is answered again, and
 * nothing is done twice. A key belongs to the member of the workspace, or to the person where there is none.
 */
export function createIdempotency(needs: IdempotencyNeeds) {
  const { now, encryptionKey } = needs;

  return {
    /**
     * What to do with a request that bears a key: `run` it and say how it ended, or give the answer that is kept.
     * @throws OpsSafetyError `ops_safety.invalid_idempotency_key`; `ops_safety.idempotency_conflict` when the key was used
     *   for another request; `ops_safety.idempotency_in_progress` while the first one runs.
     */
    async begin(owner: KeyOwner, { key, operation, body }: KeyedRequest): Promise<Begun> {
      assertKey(key);
      const fingerprint = createHash("sha256").update(`${operation}\n${body}`).digest("hex");
      return inOwn(owner, async (tx) => {
        const at = now();
        const lockedUntil = new Date(at.getTime() + KEY_LOCKED_MS);
        const expiresAt = new Date(at.getTime() + KEY_KEPT_MS);
        const fresh = { fingerprint, lockedUntil, response: null, createdAt: at, expiresAt };
        const [inserted] = await tx
          .insert(idempotencyKeys)
          .values({ ...scopeOf(owner), key, ...fresh })
          .onConflictDoNothing()
          .returning({ id: idempotencyKeys.id });
        if (inserted !== undefined) return { run: { id: inserted.id, lockedUntil } };

        const [kept] = await tx
          .select()
          .from(idempotencyKeys)
          .where(and(ownedBy(owner), eq(idempotencyKeys.key, key)))
          .for("update");
        // Given back in between: whoever asks again finds it free.
        if (kept === undefined) throw inProgress();
        const state = stateOf(kept, fingerprint, at);
        if (state === "conflict") {
          throw new OpsSafetyError("ops_safety.idempotency_conflict", "This key was used for another request.");
        }
        if (state === "in_progress") throw inProgress();
        if (state === "answered" && kept.response !== null) {
          return { answer: Answer.parse(JSON.parse(unseal(kept.response, encryptionKey, placeOf(kept.id)))) };
        }
        await tx.update(idempotencyKeys).set(fresh).where(eq(idempotencyKeys.id, kept.id));
        return { run: { id: kept.id, lockedUntil } };
      });
    },

    /**
     * Keeps the answer for whoever sends the request again, or gives the key back when there is nothing worth keeping: a
     * refusal, a fault of ours, an answer that is too long. Does nothing when somebody else has taken the key over since.
     */
    async end(
      owner: KeyOwner,
      run: KeyRun,
      answer: Omit<Answer, "headers"> & { readonly headers: Headers },
    ): Promise<void> {
      const { status, headers, body } = answer;
      const isOurs = and(eq(idempotencyKeys.id, run.id), eq(idempotencyKeys.lockedUntil, run.lockedUntil));
      const isWorthIt = isKept(status) && Buffer.byteLength(body) <= MAX_KEPT_BYTES;
      const kept = Object.fromEntries(KEPT_HEADERS.flatMap((name) => entryOf(headers, name)));
      const response = seal(JSON.stringify({ status, headers: kept, body }), encryptionKey, placeOf(run.id));
      await inOwn(owner, async (tx) =>
        isWorthIt
          ? tx.update(idempotencyKeys).set({ response, lockedUntil: null }).where(isOurs)
          : tx.delete(idempotencyKeys).where(isOurs),
      );
    },

    /** Forgets what has expired. To be called now and then by one process. Answers how many. */
    async sweep(requestId: string): Promise<number> {
      const context = { reason: "schedule", actor: SELF, requestId } as const;
      const swept = await needs.doors.asSystem(context, (tx) =>
        tx.delete(idempotencyKeys).where(lte(idempotencyKeys.expiresAt, now())).returning({ id: idempotencyKeys.id }),
      );
      return swept.length;
    },
  };

  function inOwn<T>({ context }: KeyOwner, work: (tx: AnyTx) => Promise<T>): Promise<T> {
    return "tenantId" in context ? needs.doors.withTenant(context, work) : needs.doors.withPerson(context, work);
  }
}

/** Whose a key is: a person, or a program as its service account. In a workspace, two callers may use the same one. */
export interface KeyOwner {
  readonly context: TenantContext | PersonContext;
  readonly callerId: string;
}

export interface KeyedRequest {
  readonly key: string;
  /** What is asked for: method and path. */
  readonly operation: string;
  readonly body: string;
}

export interface KeyRun {
  readonly id: string;
  readonly lockedUntil: Date;
}

export type Begun = { readonly run: KeyRun } | { readonly answer: Answer };

export type Answer = z.infer<typeof Answer>;
const Answer = z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.string() });

const SELF = { type: "system", id: "ops-safety" } as const;
const placeOf = (id: string) => `idempotency_keys/${id}`;

function scopeOf({ context, callerId }: KeyOwner) {
  return { tenantId: "tenantId" in context ? context.tenantId : null, userId: callerId };
}

/** Said although the policies say it. */
function ownedBy(owner: KeyOwner): SQL | undefined {
  const { tenantId, userId } = scopeOf(owner);
  const inTenant = tenantId === null ? isNull(idempotencyKeys.tenantId) : eq(idempotencyKeys.tenantId, tenantId);
  return and(inTenant, eq(idempotencyKeys.userId, userId));
}

function entryOf(headers: Headers, name: string): [string, string][] {
  const value = headers.get(name);
  return value === null ? [] : [[name, value]];
}

const inProgress = () =>
  new OpsSafetyError("ops_safety.idempotency_in_progress", "The first request with this key is not answered yet.");

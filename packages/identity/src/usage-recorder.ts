import { v7 as uuidv7 } from "uuid";
import { dayNumber, monthOf } from "./domain/usage.ts";
import { IdentityError } from "./errors.ts";
import type { Activity, RequestsRecord, UsagePort } from "./port-usage.ts";
import type { TenantContext } from "./tenancy.ts";

/** What this process counts is handed over so often: what is not yet is lost with the process. */
export const WINDOW_MS = 1_000;
/** Of one statement. */
const AT_ONCE = 5_000;
/** People of this month whom this process need not note again. The one known longest makes way. */
const NOTED = 50_000;
/** People who wait to be noted. Whoever finds no room is noted at a later request. */
const WAITING = 10_000;

interface RecorderOptions {
  readonly now: () => Date;
  /** Told what went wrong, once a window. Must not throw. */
  readonly onTrouble: (error: unknown) => void;
  /** Does it once, so much later, unless it is called off. A timer that holds no process alive when absent. */
  readonly after?: (ms: number, work: () => void) => () => void;
}

/**
 * Counts what happens in workspaces without a query per request: in memory for a window of a second, then in one
 * statement. What could not be delivered is kept, with the ids that it has, and sent again before anything newer; until
 * then the next window stays open. So whatever becomes of a statement's answer, nothing counts twice, and what is held is
 * bounded by the number of workspaces.
 */
export function createUsageRecorder(
  port: Pick<UsagePort, "recordRequests" | "noteActivePeople">,
  { now, onTrouble, after = timer }: RecorderOptions,
) {
  let window: Window | undefined;
  const unsent: RequestsRecord[] = [];
  const waiting = new Map<string, Activity>();
  const noted = new Set<string>();
  let notedIn = "";
  let flushing: Promise<void> | undefined;
  let callOff: (() => void) | undefined;
  let isClosed = false;

  return {
    /** Of a request that got in. Costs no query, and never throws. */
    note({ tenantId, actor }: Pick<TenantContext, "tenantId" | "actor">): void {
      if (actor.type === "service") countRequest(tenantId);
      // Whoever looks in for somebody is not that person, and no member either.
      else if (actor.type === "person" && actor.onBehalfOf === undefined) seePerson(tenantId, actor.id);
      else return;
      if (!isClosed) callOff ??= after(WINDOW_MS, () => void onWindow());
    },

    flush,

    /** Hands over what there is; a second time should the first one fail. */
    async close(): Promise<void> {
      isClosed = true;
      callOff?.();
      await flushing;
      await flush();
      if (hasMore()) await flush();
    },
  };

  function countRequest(workspaceId: string): void {
    const at = now();
    // A window ends with its day, or what belongs to one day would count in another.
    if (window !== undefined && dayNumber(window.from) !== dayNumber(at)) seal();
    window ??= { from: at, to: at, counts: new Map() };
    if (at > window.to) window.to = at;
    window.counts.set(workspaceId, (window.counts.get(workspaceId) ?? 0) + 1);
  }

  function seal(): void {
    if (window === undefined) return;
    const { from, to, counts } = window;
    window = undefined;
    for (const [workspaceId, quantity] of counts) unsent.push({ id: uuidv7(), workspaceId, quantity, from, to });
  }

  function seePerson(workspaceId: string, userId: string): void {
    const at = now();
    const key = `${monthOf(at)} ${workspaceId} ${userId}`;
    if (noted.has(key) || waiting.has(key) || waiting.size >= WAITING) return;
    waiting.set(key, { workspaceId, userId, at });
  }

  async function onWindow(): Promise<void> {
    await flush();
    callOff = hasMore() && !isClosed ? after(WINDOW_MS, () => void onWindow()) : undefined;
  }

  function hasMore(): boolean {
    return window !== undefined || unsent.length > 0 || waiting.size > 0;
  }

  /** One at a time. Never rejects. */
  function flush(): Promise<void> {
    return (flushing ??= send());
  }

  async function send(): Promise<void> {
    await Promise.all([sendRequests(), sendPeople()]);
    flushing = undefined;
  }

  async function sendRequests(): Promise<void> {
    if (unsent.length === 0) seal();
    while (unsent.length > 0) {
      const records = unsent.slice(0, AT_ONCE);
      try {
        await port.recordRequests(records);
      } catch (error) {
        onTrouble(error);
        // Of what is out of bounds no repeat is better.
        if (!(error instanceof IdentityError && error.kind === "invalid")) return;
      }
      unsent.splice(0, records.length);
    }
  }

  async function sendPeople(): Promise<void> {
    const seen = [...waiting].slice(0, AT_ONCE);
    if (seen.length === 0) return;
    try {
      await port.noteActivePeople(seen.map(([, one]) => one));
    } catch (error) {
      onTrouble(error);
      return;
    }
    for (const [key] of seen) {
      waiting.delete(key);
      remember(key);
    }
  }

  function remember(key: string): void {
    const month = key.slice(0, "2026-11".length);
    if (month > notedIn) {
      noted.clear();
      notedIn = month;
    }
    noted.add(key);
    const [oldest] = noted;
    if (noted.size > NOTED && oldest !== undefined) noted.delete(oldest);
  }
}

interface Window {
  readonly from: Date;
  to: Date;
  readonly counts: Map<string, number>;
}

function timer(ms: number, work: () => void): () => void {
  const started = setTimeout(work, ms).unref();
  return () => clearTimeout(started);
}

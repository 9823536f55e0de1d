/**
 * How it is known who caused something.
 * `transaction`: the entry was written with the change. `intent`: the request said beforehand what it was about to do.
 * `event`: what happened can be done by one person only, as accepting an invitation can. `none`: it is not known.
 */
export type AuditEvidence = "transaction" | "intent" | "event" | "none";

/** Flat and small: what changed, in ids and words of ours. Never an address, a name or a secret. */
export type AuditData = Readonly<Record<string, string | number | boolean | null>>;

export interface AuditSubject {
  /** What it is: `project`, `person`, `invitation`. */
  readonly type: string;
  readonly id: string;
}

/** What a request was about to do. */
export interface Intent {
  readonly id: string;
  readonly actorType: "person" | "service" | "system" | "unknown";
  readonly actorId: string | null;
  readonly onBehalfOf: string | null;
  readonly requestId: string;
  readonly traceparent: string | null;
  readonly createdAt: Date;
}

/** A request takes seconds. What was announced longer ago than this was not what happened. */
export const INTENT_LIVES_MS = 10 * 60_000;

/**
 * The intent that a change came from: the latest before it. When several people were about to do the same at once, who
 * did it is not known, and nobody is blamed.
 */
export function intentBehind(intents: readonly Intent[], occurredAt: Date): Intent | undefined {
  const open = intents.filter(({ createdAt }) => {
    const ageMs = occurredAt.getTime() - createdAt.getTime();
    return ageMs >= 0 && ageMs <= INTENT_LIVES_MS;
  });
  const actors = new Set(open.map(({ actorType, actorId, onBehalfOf }) => [actorType, actorId, onBehalfOf].join(" ")));
  if (actors.size !== 1) return undefined;
  return open.toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime())[0];
}

const ACTION = /^[a-z_]{1,40}\.[a-z_]{1,60}$/;
const MAX_SUBJECT = 255;
const MAX_DATA_BYTES = 4_096;

/** What is wrong with an entry; `undefined` when nothing is. */
export function auditFault(entry: {
  readonly action: string;
  readonly subject: AuditSubject;
  readonly data: AuditData;
}): string | undefined {
  const { action, subject, data } = entry;
  if (!ACTION.test(action)) return "an action is `system.what_happened`";
  const lengths = [subject.type.length, subject.id.length];
  if (lengths.some((length) => length === 0 || length > MAX_SUBJECT)) return "a subject has a type and an id";
  const text = JSON.stringify(data);
  if (text.length > MAX_DATA_BYTES) return `data has at most ${MAX_DATA_BYTES} characters of JSON`;
  // Postgres takes no NUL in JSON; whoever planted one must not thereby keep the entry from being written.
  if (text.includes("\\u0000")) return "data holds NUL";
  return undefined;
}

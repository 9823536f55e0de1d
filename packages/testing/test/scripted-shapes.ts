import type { FailedJob, Task } from "../src/port.ts";

/** What one call brings. */
export interface Asked {
  readonly session: string | undefined;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly origin: string;
}

/** An answer, or that this call begins or ends a session. */
export type Answered = { readonly body: unknown } & Partial<Record<"begins" | "ends", string>>;

export interface Handler {
  /** The status of a refusal; 422 when absent. */
  readonly refuses?: number;
  readonly answer: (asked: Asked) => Answered;
}

/* Whole answers around the little that the scripted product knows: the driver takes none that lacks a field. */

export const NEVER = "2026-01-01T00:00:00.000Z";
export const done = { body: { done: true } };
export const copy = { id: "copy", status: "ready", requestedAt: NEVER, readyAt: NEVER, expiresAt: NEVER, bytes: 1 };

export const entered = (session: string): Answered => ({ body: { status: "signed_in" }, begins: session });

export function workspace({ name, slug }: { readonly name: string; readonly slug: string }) {
  return { id: slug, slug, name, role: "owner", roleName: null, permissions: [], pictureUrl: null };
}

export function project(id: string, name: string) {
  return { id, name, createdAt: NEVER, openTasks: 0, doneTasks: 0 };
}

export function task({ title, isDone }: Task) {
  return { id: title, title, doneAt: isDone ? NEVER : null, assignee: null, createdAt: NEVER };
}

export function file(name: string) {
  return { id: name, name, contentType: "text/plain", sizeBytes: 1, createdAt: NEVER };
}

export function run({ id, task: name, reason }: FailedJob) {
  const whose = { kind: "job", workspaceId: null, personId: null, queue: "suite", tags: [], schedule: null };
  const counts = { attempts: 1, maxAttempts: 1, replays: 0 };
  const times = { enqueuedAt: NEVER, startedAt: null, endedAt: null, discardedAt: null };
  return { id, task: name, status: "dead", lastError: reason, ...whose, ...counts, ...times };
}

/** To put one file at the storage vendor. */
export function ticket({ origin }: Asked) {
  const sent = { url: `${origin}/storage`, fields: {}, fileField: "file", referenceField: "fileId" };
  return { id: crypto.randomUUID(), ...sent, expiresAt: NEVER };
}

export const projectIn = ({ path }: Asked) => path["projectId"] ?? "";
export const workspaceIn = ({ path }: Asked) => path["workspaceId"] ?? "";

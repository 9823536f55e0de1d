import { randomUUID } from "node:crypto";
import { asOwner } from "../src/database/owner.ts";

interface DeadRun {
  readonly task?: string;
  readonly input?: object;
  readonly lastError?: string;
  readonly tags?: readonly string[];
}

/** A run of the workspace that has used up its attempts; answers its id. */
export async function deadRun(ownerUrl: string, tenantId: string, given: DeadRun = {}): Promise<string> {
  const { task = "observability.tell@1", input = {}, lastError = "the vendor answered 500", tags = [] } = given;
  const id = randomUUID();
  await asOwner(
    ownerUrl,
    (sql) => sql`insert into workflows.runs
      (id, tenant_id, task, kind, queue, tags, input, input_hash, idempotency_key, request_id, actor, status, attempts,
        max_attempts, last_error, engine_run_id, enqueued_at, started_at, ended_at)
      values (${id}, ${tenantId}, ${task}, 'job', split_part(${task}, '.', 1), string_to_array(${tags.join(",")}, ','),
        ${sql.json(input as never)}, 'hash', ${id}, 'req-1',
        ${sql.json({ type: "system", id: "test" })}, 'dead', 3, 3, ${lastError}, 'engine-1',
        now() - interval '1 hour', now() - interval '50 minutes', now() - interval '10 minutes')`,
  );
  return id;
}

/** A run of the workspace that nobody has begun; its job is one that a workspace may cancel. Answers its id. */
export async function waitingRun(ownerUrl: string, tenantId: string, task = "observability.tell@1"): Promise<string> {
  const id = randomUUID();
  await asOwner(
    ownerUrl,
    (sql) => sql`insert into workflows.runs
      (id, tenant_id, task, kind, queue, input, input_hash, idempotency_key, request_id, actor, status, max_attempts, enqueued_at)
      values (${id}, ${tenantId}, ${task}, 'job', ${task.slice(0, task.indexOf("."))},
        ${sql.json({ name: "what-it-was-given" })}, 'hash', ${id}, 'req-1', ${sql.json({ type: "system", id: "test" })},
        'pending', 3, now())`,
  );
  return id;
}

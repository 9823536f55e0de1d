import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Answer, type EmulatorKit, type EmulatorRequest, NOT_EMULATED, type Vendor } from "../frame/define.ts";
import { durationMs } from "./duration.ts";
import type { Execution } from "./execution.ts";
import type { State, StoredPacket, StoredRun } from "./state.ts";
import { runView } from "./views.ts";

/** Of the options of a trigger, those that are emulated: with any other, the answer is 501. */
const Trigger = z.object({
  payload: z.string(),
  options: z.strictObject({
    payloadType: z.enum(["application/super+json", "application/json", "application/store"]),
    payloadSize: z.int().optional(),
    idempotencyKey: z.string().max(2_048).optional(),
    idempotencyKeyTTL: z.string().default("30d"),
    idempotencyKeyOptions: z.looseObject({}).optional(),
    ttl: z.string().optional(),
    tags: z.array(z.string().min(1).max(127)).max(10).default([]),
    metadata: z.record(z.string(), z.unknown()).default({}),
    maxAttempts: z.int().min(1).optional(),
    // Counted in computing time by the vendor, and ended there: here nothing runs away from its own deadline.
    maxDuration: z.number().min(5).optional(),
  }),
});

/** 3 MB (trigger.dev/docs/limits, read 2026-11-20). */
const MAX_PAYLOAD_BYTES = 3 * 1_024 * 1_024;

export function runRoutes(kit: EmulatorKit, { runs, packets }: State, execution: Execution): Vendor["routes"] {
  const { clock, store } = kit;
  const packetOf = (run: StoredRun) =>
    run.payloadType === "application/store" ? packets.find(run.payload) : undefined;

  function held(task: string, key: string | undefined): StoredRun | undefined {
    const nowMs = clock.now().getTime();
    return runs
      .list()
      .find(
        (run) =>
          run.task === task && key !== undefined && run.idempotencyKey === key && Date.parse(run.keyExpiresAt) > nowMs,
      );
  }

  return {
    "POST /api/v1/tasks/:task/trigger": ({ params, body, bytes }: EmulatorRequest): Answer => {
      if (bytes.byteLength > MAX_PAYLOAD_BYTES) return refuse(413, "Request body too large");
      const asked = Trigger.safeParse(body);
      if (!asked.success) return refuse(isOption(asked.error) ? NOT_EMULATED : 400, faultOf(asked.error));
      const task = params["task"] ?? "";
      const { payload, options } = asked.data;
      const known = held(task, options.idempotencyKey);
      if (known !== undefined) return { status: 200, body: { id: known.id, isCached: true } };
      const keepMs = durationMs(options.idempotencyKeyTTL);
      const ttlMs = options.ttl === undefined ? null : durationMs(options.ttl);
      if (keepMs === undefined || ttlMs === undefined) return refuse(400, "Invalid duration");
      const now = clock.now();
      const later = (ms: number) => new Date(now.getTime() + ms).toISOString();
      const id = `run_${randomBytes(12).toString("hex")}`;
      store.change(() =>
        runs.put(id, {
          id,
          task,
          status: execution.isDeployed() ? "QUEUED" : "PENDING_VERSION",
          payload,
          payloadType: options.payloadType,
          metadata: options.metadata,
          tags: options.tags,
          idempotencyKey: options.idempotencyKey ?? null,
          keyExpiresAt: later(keepMs),
          ttl: options.ttl ?? null,
          expiresAt: ttlMs === null ? null : later(ttlMs),
          maxAttempts: options.maxAttempts ?? null,
          attempts: [],
          dueAt: execution.isDeployed() ? now.toISOString() : null,
          createdAt: now.toISOString(),
          updatedAt: now.toISOString(),
          startedAt: null,
          finishedAt: null,
          error: null,
        }),
      );
      return { status: 200, body: { id, isCached: false } };
    },

    "GET /api/v3/runs/:id": ({ params, headers }: EmulatorRequest): Answer => {
      const run = runs.find(params["id"] ?? "");
      if (run === undefined) return NO_RUN;
      const packetUrl = (packet: StoredPacket) => `${originOf(headers)}/packets/${packet.token}`;
      return { status: 200, body: runView(run, { now: clock.now(), packet: packetOf(run), packetUrl }) };
    },

    "POST /api/v2/runs/:id/cancel": ({ params }: EmulatorRequest): Answer => {
      const run = runs.find(params["id"] ?? "");
      if (run === undefined) return NO_RUN;
      execution.cancel(run);
      return { status: 200, body: { id: run.id } };
    },

    // A payload of more than 128 KiB is stored first, and named in the trigger.
    "PUT /api/v2/packets/:name{.+}": ({ params, headers }: EmulatorRequest): Answer => {
      const token = randomBytes(12).toString("hex");
      const id = `packets/${token}/${params["name"] ?? ""}`;
      store.change(() => packets.put(id, { id, token, text: null, type: "application/json" }));
      return { status: 200, body: { presignedUrl: `${originOf(headers)}/packets/${token}`, storagePath: id } };
    },
    "PUT /packets/:token": ({ params, text, headers }: EmulatorRequest): Answer => {
      const packet = packets.list().find(({ token }) => token === params["token"]);
      if (packet === undefined) return refuse(403, "The signature does not match");
      const type = headers.get("content-type") ?? packet.type;
      store.change(() => packets.put(packet.id, { ...packet, text, type }));
      return { status: 200, body: "" };
    },
    "GET /packets/:token": ({ params }: EmulatorRequest): Answer => {
      const packet = packets.list().find(({ token }) => token === params["token"]);
      if (packet === undefined || packet.text === null) return refuse(404, "No such object");
      return { status: 200, body: packet.text, headers: { "content-type": packet.type } };
    },
  };
}

/** The key opens everything but stored payloads, whose address is the secret. The same request again is answered again. */
export function access(secretKey: string): NonNullable<Vendor["before"]> {
  const answered = new Map<string, Promise<Answer>>();
  return (request, route, proceed) => {
    if (route.includes(" /packets/")) return proceed();
    if (request.headers.get("authorization") !== `Bearer ${secretKey}`) return Promise.resolve(NO_KEY);
    const id = request.headers.get("x-trigger-request-idempotency-key");
    if (request.method === "GET" || id === null) return proceed();
    const earlier = answered.get(id);
    if (earlier !== undefined) return earlier;
    const answer = proceed();
    answered.set(id, answer);
    // What did not come about is no answer.
    void answer.then(
      ({ status }) => void (status >= 400 && answered.delete(id)),
      () => answered.delete(id),
    );
    if (answered.size > MOST_ANSWERS) answered.delete([...answered.keys()][0] ?? "");
    return answer;
  };
}

const MOST_ANSWERS = 1_000;

/** Wording of the vendor's file (v3-openapi, 2024-04). */
const refuse = (status: number, error: string): Answer => ({ status, body: { error } });
const NO_KEY = refuse(401, "Invalid or Missing API key");
const NO_RUN = refuse(404, "Run not found");

const originOf = (headers: Headers) => `http://${headers.get("host")}`;
const isOption = ({ issues }: z.ZodError) => issues.some(({ code }) => code === "unrecognized_keys");

function faultOf({ issues: [first] }: z.ZodError): string {
  return `${first?.path.join(".") ?? ""} ${first?.message ?? ""}`.trim();
}

import { randomBytes } from "node:crypto";
import type { Answer, EmulatorKit, EmulatorRequest, Vendor } from "../frame/define.ts";
import { batchRoutes } from "./batches.ts";
import type { Execution } from "./execution.ts";
import { createIntake, isRefusal, NO_RUN, refuse } from "./intake.ts";
import { originOf } from "./origin.ts";
import { listed, runActions } from "./run-actions.ts";
import type { State, StoredPacket, StoredRun } from "./state.ts";
import { runView } from "./views.ts";

/** 3 MB (trigger.dev/docs/limits, read 2026-11-20). */
const MAX_PAYLOAD_BYTES = 3 * 1_024 * 1_024;

export function runRoutes(kit: EmulatorKit, state: State, execution: Execution): Vendor["routes"] {
  const { runs, packets } = state;
  const { clock, store } = kit;
  const intake = createIntake(kit, state, execution);
  const packetOf = (run: StoredRun) =>
    run.payloadType === "application/store" ? packets.find(run.payload) : undefined;

  return {
    "POST /api/v1/tasks/:task/trigger": ({ params, body, bytes }: EmulatorRequest): Answer => {
      if (bytes.byteLength > MAX_PAYLOAD_BYTES) return refuse(413, "Request body too large");
      const taken = intake.take(params["task"] ?? "", body);
      return isRefusal(taken) ? taken : { status: 200, body: taken };
    },

    ...batchRoutes(kit, state, intake),
    ...runActions(state, intake, (run) =>
      listed(runView(run, { now: clock.now(), packet: undefined, packetUrl: () => "" })),
    ),

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

/**
 * The key of the environment opens everything but what is a person's: for that, the token of the command line. Stored
 * payloads have an address that is the secret. The same request again is answered again.
 */
export function access(secretKey: string, accessToken: string): NonNullable<Vendor["before"]> {
  const answered = new Map<string, Promise<Answer>>();
  return (request, route, proceed) => {
    if (OPEN.some((part) => route.includes(part))) return proceed();
    const key = PERSONAL.has(route) ? accessToken : secretKey;
    if (request.headers.get("authorization") !== `Bearer ${key}`) return Promise.resolve(NO_KEY);
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

// What is told by OpenTelemetry's own exporters comes without a key, and is not kept.
const OPEN = [" /packets/", " /otel/", " /socket.io/"];
const PERSONAL: ReadonlySet<string> = new Set([
  "GET /api/v2/whoami",
  "GET /api/v1/projects/:ref/dev",
  "POST /api/v1/projects/:ref/branches",
]);

const NO_KEY = refuse(401, "Invalid or Missing API key");

import { z } from "zod";
import type { Answer, EmulatorRequest, Vendor } from "../frame/define.ts";
import { type CliAttempt, type CliSession, current } from "./cli-session.ts";
import { Branch, Completion, Dequeue, Disconnect, WorkerCreation } from "./cli-state.ts";
import { dequeuedView, ENVIRONMENT, executionView, PROJECT_ID, stateView } from "./cli-views.ts";
import type { Execution } from "./execution.ts";
import { NO_RUN, refuse } from "./intake.ts";
import { originOf } from "./origin.ts";
import type { State } from "./state.ts";

/** So often does the command line ask for work: the vendor's cloud has a second, and a person waits for it. */
const ASKS_EVERY_MS = 250;

interface Project {
  readonly secretKey: string;
  /** What the project's environment holds; what the machine of the command line says goes before. */
  readonly variables: Readonly<Record<string, string>>;
  readonly concurrency: number;
}

/**
 * What the vendor's command line of 4.8.3 asks in dev mode. It is answered for any project and for its environment `dev`
 * alone; the channel that would tell it of changes at once is refused, as the command line can do without.
 */
export function cliRoutes(
  { runs, workers }: State,
  { session, cancel }: { session: CliSession; cancel: Execution["cancel"] },
  { secretKey, variables, concurrency }: Project,
): Vendor["routes"] {
  const env = (headers: Headers) => ({
    ...variables,
    TRIGGER_OTEL_EXPORTER_OTLP_ENDPOINT: `${originOf(headers)}/otel`,
  });

  /** With the attempt that the address names, and a body of that shape. */
  const about =
    <Shape extends z.ZodType>(shape: Shape, handle: (attempt: CliAttempt, said: Said<Shape>) => Answer) =>
    (request: EmulatorRequest): Answer => {
      const attempt = session.find(request.params["id"] ?? "");
      if (attempt === undefined) return NO_RUN;
      const body = shape.safeParse(request.body);
      if (!body.success) return BAD_BODY;
      return handle(attempt, { body: body.data, snapshotId: request.params["snapshot"] ?? "", request });
    };

  return {
    "GET /api/v2/whoami": ({ headers }: EmulatorRequest): Answer => ({
      status: 200,
      body: { userId: "user_emulated", email: "developer@example.com", dashboardUrl: `${originOf(headers)}/runs` },
    }),
    "GET /api/v1/projects/:ref/dev": ({ headers }: EmulatorRequest): Answer => ({
      status: 200,
      isSecret: true,
      body: { apiKey: secretKey, name: "Emulated", apiUrl: originOf(headers), projectId: PROJECT_ID },
    }),
    // Branches share the one environment that there is: they keep two command lines apart on the machine they run on.
    "POST /api/v1/projects/:ref/branches": ({ body }: EmulatorRequest): Answer => {
      if (!Branch.safeParse(body).success) return BAD_BODY;
      return { status: 200, body: { id: ENVIRONMENT.id } };
    },
    "GET /api/v1/projects/:ref/envvars": ({ headers }: EmulatorRequest): Answer => ({
      status: 200,
      isSecret: true,
      body: { variables: env(headers) },
    }),
    "POST /api/v1/projects/:ref/background-workers": ({ body }: EmulatorRequest): Answer => {
      const asked = WorkerCreation.safeParse(body);
      if (!asked.success) return BAD_BODY;
      const { id, version, contentHash } = session.register(asked.data.metadata);
      return { status: 200, body: { id, version, contentHash } };
    },

    "GET /engine/v1/dev/config": ({ headers }: EmulatorRequest): Answer => ({
      status: 200,
      body: {
        environmentId: ENVIRONMENT.id,
        dequeueIntervalWithRun: ASKS_EVERY_MS,
        dequeueIntervalWithoutRun: ASKS_EVERY_MS,
        maxConcurrentRuns: concurrency,
        engineUrl: originOf(headers),
      },
    }),
    // Open for as long as the command line is there.
    "GET /engine/v1/dev/presence": (): Answer => {
      let leave: (() => void) | undefined;
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode("event: presence\ndata: {}\n\n"));
          leave = session.connect();
        },
        cancel: () => leave?.(),
      });
      return { status: 200, body: stream, headers: { "content-type": "text/event-stream" } };
    },
    "POST /engine/v1/dev/dequeue": ({ body }: EmulatorRequest): Answer => {
      const asked = Dequeue.safeParse(body);
      if (!asked.success) return BAD_BODY;
      const found = session.dequeue(asked.data.currentWorker);
      if (found === undefined) return refuse(404, "Worker not found");
      return { status: 200, body: { dequeuedMessages: found.handed.map((one) => dequeuedView(one, found.worker)) } };
    },
    // Of a command line that was killed, by who watched over it.
    "POST /engine/v1/dev/disconnect": ({ body }: EmulatorRequest): Answer => {
      const asked = Disconnect.safeParse(body);
      if (!asked.success) return BAD_BODY;
      const left = asked.data.runFriendlyIds.flatMap((id) => runs.find(id) ?? []);
      for (const run of left) cancel(run);
      return { status: 200, body: { cancelled: left.length } };
    },

    "GET /engine/v1/dev/runs/:id/snapshots/latest": ({ params }: EmulatorRequest): Answer => {
      const attempt = session.find(params["id"] ?? "");
      if (attempt === undefined) return NO_RUN;
      const state = stateView(attempt, current(attempt));
      return { status: 200, body: { execution: { version: "1", ...state, completedWaitpoints: [] } } };
    },
    "POST /engine/v1/dev/runs/:id/snapshots/:snapshot/attempts/start": about(
      Anything,
      (attempt, { snapshotId, request }) => {
        const run = runs.find(attempt.envelope.runId);
        if (run === undefined) return NO_RUN;
        if (!session.begin(attempt, snapshotId)) return refuse(400, "Snapshot changed");
        const execution = executionView(attempt, run, workers.list().at(-1));
        const state = stateView(attempt, current(attempt));
        return { status: 200, isSecret: true, body: { ...state, execution, envVars: env(request.headers) } };
      },
    ),
    "POST /engine/v1/dev/runs/:id/snapshots/:snapshot/attempts/complete": about(
      Completion,
      (attempt, { body, snapshotId }) => {
        const completed = session.complete(attempt, snapshotId, body.completion);
        if (completed === undefined) return refuse(400, "Snapshot changed");
        const { status, snapshot } = completed;
        return { status: 200, body: { result: { attemptStatus: status, ...stateView(attempt, snapshot) } } };
      },
    ),
    "POST /engine/v1/dev/runs/:id/snapshots/:snapshot/heartbeat": about(Anything, () => OK),

    // Told, and kept by nobody here: the page of runs has its own words.
    "POST /engine/v1/dev/runs/:id/logs/debug": (): Answer => NOTED,
    "POST /otel/v1/traces": (): Answer => NOTED,
    "POST /otel/v1/logs": (): Answer => NOTED,
    "POST /otel/v1/metrics": (): Answer => NOTED,

    // The command line asks every five seconds instead.
    "GET /socket.io/": (): Answer => refuse(404, "Not found"),
  };
}

interface Said<Shape extends z.ZodType> {
  readonly body: z.infer<Shape>;
  readonly snapshotId: string;
  readonly request: EmulatorRequest;
}

const Anything = z.looseObject({});
const OK: Answer = { status: 200, body: { ok: true } };
const NOTED: Answer = { status: 200, body: {} };
const BAD_BODY = refuse(400, "Invalid request body");

import { randomUUID } from "node:crypto";
import { describeConformance, describeMutants, type Mutant } from "@ninefold/testing/conformance-kit";
import { WorkflowsError, maxPayloadBytes, type Run, type Task, type WorkflowEngine } from "@ninefold/workflows";
import { workflowCases, type WorkflowSubject } from "./conformance.ts";
import { targets } from "./targets.ts";

describeConformance("WorkflowEngine", workflowCases, targets);

describeMutants("WorkflowEngine (inline)", workflowCases, targets.inline, {
  "hands over no payload": tasksThat((task) => ({ run: (_payload, attempt) => task.run({}, attempt) })),
  "never tells that a run succeeded": runsThat((run) => ({ ...run, status: run.endedAt ? "running" : run.status })),
  "says that every attempt is the first": tasksThat((task) => ({
    run: (payload, attempt) => task.run(payload, { ...attempt, number: 1 }),
  })),
  "forgets whose a run is": runsThat((run) => ({ ...run, tenantId: null })),
  "invents a run": breaking((good) => ({
    findRun: async (id, options) => (await good.findRun(id, options)) ?? good.enqueue(anyRequest()),
  })),
  "keeps the caller's object": (subject) => {
    const lent = new Map<string, unknown>();
    const keeping = breaking((good) => ({
      enqueue: async (request, options) => {
        const run = await good.enqueue(request, options);
        lent.set(run.id, request.payload);
        return run;
      },
    }));
    const lending = tasksThat((task) => ({ run: (_payload, attempt) => task.run(lent.get(attempt.runId), attempt) }));
    return lending(keeping(subject));
  },
  "sends whatever JSON makes of a payload": breaking((good) => ({
    enqueue: (request, options) => good.enqueue({ ...request, payload: throughJson(request.payload) }, options),
  })),
  "has a limit one byte lower": breaking((good) => ({
    enqueue: (request, options) =>
      good.enqueue(
        typeof request.payload === "string" ? { ...request, payload: `${request.payload}x` } : request,
        options,
      ),
  })),
  "cuts a payload that is too large": breaking((good) => ({
    enqueue: ({ payload, ...rest }, options) =>
      good.enqueue(
        { ...rest, payload: typeof payload === "string" ? payload.slice(0, maxPayloadBytes - 2) : payload },
        options,
      ),
  })),
  "makes a run per call": breaking((good) => ({
    enqueue: (request, options) =>
      good.enqueue({ ...request, idempotencyKey: request.idempotencyKey && randomUUID() }, options),
  })),
  "frees a key when its run ends": (subject) => {
    const current = new Map<string, string>();
    return breaking((good) => ({
      enqueue: async (request, options) => {
        const key = request.idempotencyKey;
        const run = await good.enqueue({ ...request, idempotencyKey: current.get(key) ?? key }, options);
        if (run.endedAt === undefined) return run;
        current.set(key, randomUUID());
        return good.enqueue({ ...request, idempotencyKey: current.get(key) ?? key }, options);
      },
    }))(subject);
  },
  "compares payloads as they were written": (subject) => {
    const texts = new Map<string, string>();
    return breaking((good) => ({
      enqueue: async (request, options) => {
        const text = JSON.stringify(request.payload);
        if ((texts.get(request.idempotencyKey) ?? text) !== text) {
          throw new WorkflowsError("workflows.idempotency_conflict", "another text");
        }
        texts.set(request.idempotencyKey, text);
        return good.enqueue(request, options);
      },
    }))(subject);
  },
  "answers the first run to another payload": (subject) => {
    const runs = new Map<string, Run>();
    return breaking((good) => ({
      enqueue: async (request, options) => {
        const run = await good.enqueue(request, options).catch((error: unknown) => {
          const first = runs.get(request.idempotencyKey);
          if (is(error, "workflows.idempotency_conflict") && first) return first;
          throw error;
        });
        runs.set(request.idempotencyKey, run);
        return run;
      },
    }))(subject);
  },
  "has one set of keys for all tenants": breaking((good) => ({
    enqueue: (request, options) => good.enqueue({ ...request, tenantId: null }, options),
  })),
  "has one set of keys for all tasks": (subject) => {
    const runs = new Map<string, Run>();
    return breaking((good) => ({
      enqueue: async (request, options) => {
        const run = runs.get(request.idempotencyKey) ?? (await good.enqueue(request, options));
        runs.set(request.idempotencyKey, run);
        return run;
      },
    }))(subject);
  },
  "takes any idempotency key": breaking((good) => ({
    enqueue: (request, options) =>
      good.enqueue(request, options).catch((error: unknown) => {
        if (!is(error, "workflows.invalid_idempotency_key")) throw error;
        return good.enqueue({ ...request, idempotencyKey: randomUUID() }, options);
      }),
  })),
  "counts retries and not attempts": tasksThat((task) => ({ attempts: task.attempts + 1 })),
  "never retries": tasksThat(() => ({ attempts: 1 })),
  "retries too early": tasksThat((task) => ({ backoffMs: task.backoffMs - 1 })),
  "waits ever longer": tasksThat(() => ({ maxBackoffMs: 60 * 60 * 1_000 })),
  "retries what is pointless": tasksThat((task) => ({
    run: (payload, attempt) =>
      task.run(payload, attempt).catch((error: unknown) => {
        throw new Error(String(error));
      }),
  })),
  "has no deadline": tasksThat(() => ({ deadlineMs: Infinity })),
  "cancels nothing": breaking((good) => ({
    cancel: async (id, options) => {
      if ((await good.findRun(id, options)) === undefined) await good.cancel(id, options);
    },
  })),
  "tells no handler to stop": tasksThat((task) => ({
    run: (payload, attempt) => task.run(payload, { ...attempt, signal: new AbortController().signal }),
  })),
  "does not say why it aborts": tasksThat((task) => ({
    run: (payload, attempt) => {
      const controller = new AbortController();
      attempt.signal.addEventListener("abort", () => controller.abort());
      return task.run(payload, { ...attempt, signal: controller.signal });
    },
  })),
  "cancels what has ended": (subject) => {
    const cancelled = new Set<string>();
    const cancelling = breaking((good) => ({
      cancel: async (id, options) => {
        await good.cancel(id, options);
        cancelled.add(id);
      },
    }));
    return runsThat((run) => ({ ...run, status: cancelled.has(run.id) ? "cancelled" : run.status }))(
      cancelling(subject),
    );
  },
  "cancels a missing run": breaking((good) => ({
    cancel: (id, options) =>
      good.cancel(id, options).catch((error: unknown) => {
        if (!is(error, "workflows.run_not_found")) throw error;
      }),
  })),
  "drops a run whose task is unknown": (subject) => {
    const known = new Set<string>();
    return breaking((good) => ({
      start: async (tasks, options) => {
        await good.start(tasks, options);
        for (const { name } of tasks) known.add(name);
      },
      enqueue: async (request, options) => {
        const run = await good.enqueue(request, options);
        if (known.size > 0 && !known.has(run.task)) await good.cancel(run.id);
        return run;
      },
    }))(subject);
  },
  "takes the last of two tasks of one name": breaking((good) => ({
    start: (tasks, options) => good.start([...new Map(tasks.map((task) => [task.name, task])).values()], options),
  })),
  "starts twice": breaking((good) => ({
    start: (tasks, options) =>
      good.start(tasks, options).catch((error: unknown) => {
        if (!is(error, "workflows.already_started")) throw error;
      }),
  })),
  "can be stopped once": (subject) => {
    let stopped = false;
    return breaking((good) => ({
      stop: async (options) => {
        if (stopped) throw new Error("stopped already");
        stopped = true;
        await good.stop(options);
      },
    }))(subject);
  },
  "stops without grace": breaking((good) => ({ stop: (options) => good.stop({ ...options, graceMs: 0 }) })),
  "counts an attempt that it gave up": runsThat((run) => ({ ...run, attempts: Math.max(run.attempts, 1) })),
  "does not hurry": breaking((good) => ({ stop: ({ graceMs = 10_000 } = {}) => good.stop({ graceMs }) })),
  "does not stop": breaking(() => ({ stop: async () => {} })),
  "ignores the caller's signal": breaking((good) => ({
    enqueue: (request) => good.enqueue(request),
    findRun: (id) => good.findRun(id),
    cancel: (id) => good.cancel(id),
  })),
  "loses a run that comes too late": (subject) => {
    const lost = { ...anyRequest(), id: randomUUID(), status: "queued", attempts: 0, enqueuedAt: new Date() } as const;
    return breaking((good) => ({
      enqueue: (request, options) =>
        good.enqueue(request, options).catch((error: unknown) => {
          if (is(error, "workflows.unavailable") && !options?.signal?.aborted) return lost;
          throw error;
        }),
    }))(subject);
  },
});

function breaking(broken: (good: WorkflowEngine) => Partial<WorkflowEngine>): Mutant<WorkflowSubject> {
  return (subject) => ({ ...subject, engine: { ...subject.engine, ...broken(subject.engine) } });
}

function tasksThat(broken: (good: Task) => Partial<Task>): Mutant<WorkflowSubject> {
  return breaking((good) => ({
    start: (tasks, options) =>
      good.start(
        tasks.map((task) => ({ ...task, ...broken(task) })),
        options,
      ),
  }));
}

function runsThat(broken: (good: Run) => Run): Mutant<WorkflowSubject> {
  return breaking((good) => ({
    findRun: async (id, options) => {
      const run = await good.findRun(id, options);
      return run && broken(run);
    },
  }));
}

function is(error: unknown, code: string): boolean {
  return error instanceof WorkflowsError && error.code === code;
}

function anyRequest() {
  return { task: "any@1", payload: {}, idempotencyKey: randomUUID(), tenantId: null, requestId: randomUUID() };
}

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? "null");
}

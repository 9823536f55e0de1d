import { z } from "zod";
import { FLAG } from "../src/adapters/pretend-house.ts";
import type { PretendApp } from "../src/adapters/memory.ts";
import { DEEDS } from "../src/deeds.ts";
import { done, NEVER, run, workspaceIn, type Handler } from "./scripted-shapes.ts";

/** Plans, the log, and what operators do. */
export function houseHandlers(app: PretendApp): Readonly<Record<string, Handler>> {
  return {
    readBilling: {
      refuses: 403,
      answer(asked) {
        const { name, projects } = app.planOf(asked.session, workspaceIn(asked));
        const limits = [{ limit: "projects", ...projects, resetsAt: null }];
        const plan = { key: name.toLowerCase(), name };
        return { body: { plan, canBuy: true, subscription: null, pendingCheckout: null, limits } };
      },
    },
    startCheckout: {
      refuses: 403,
      answer(asked) {
        app.planOf(asked.session, workspaceIn(asked));
        const { planKey } = z.object({ planKey: z.string() }).parse(asked.body);
        const bought = new URLSearchParams({ slug: workspaceIn(asked), plan: planKey, session: asked.session ?? "" });
        return { body: { id: planKey, url: `${asked.origin}/pay?${bought.toString()}`, expiresAt: NEVER } };
      },
    },
    listAudit: {
      refuses: 403,
      answer(asked) {
        const entries = app.historyOf(asked.session, workspaceIn(asked)).map((deed, index) => ({
          id: String(index),
          action: DEEDS.find(({ what }) => what === deed)?.code ?? "",
          actor: { type: "person", id: null, name: null },
          onBehalfOf: null,
          subject: { type: "thing", id: "it", name: null },
          data: {},
          evidence: "intent",
          requestId: "r1",
          occurredAt: NEVER,
        }));
        return { body: { entries, nextCursor: null } };
      },
    },
    listRuns: {
      refuses: 404,
      answer: ({ session }) => ({
        body: {
          runs: app.failedJobs(session).map(run),
          counts: { unfinished: 0, deadLetters: 0 },
          nextCursor: null,
        },
      }),
    },
    replayRun: {
      refuses: 404,
      answer({ session, path }) {
        app.replay(session, path["runId"] ?? "");
        return done;
      },
    },
    readRun: {
      refuses: 404,
      answer({ session, path }) {
        const id = path["runId"] ?? "";
        const isDead = app.failedJobs(session).some((one) => one.id === id);
        const shown = { ...run({ id, task: "", reason: "" }), status: isDead ? "dead" : "succeeded" };
        const caused = { requestId: "r1", traceparent: null, engineRunId: null, eventId: null, discardReason: null };
        const times = { progress: null, nextAttemptAt: null, dueAt: null, expiresAt: null };
        const asked = { priority: 0, concurrencyKey: null, input: {}, actor: { type: "system", id: "it" } };
        return { body: { ...shown, ...caused, ...times, ...asked, timeline: [] } };
      },
    },
    listFlags: {
      refuses: 404,
      answer({ session }) {
        app.failedJobs(session);
        const flag = {
          key: FLAG,
          description: "",
          fallback: false,
          values: [true, false],
          rollout: null,
          overrides: [],
        };
        return { body: { flags: [flag], canDecide: true } };
      },
    },
    setRollout: {
      refuses: 404,
      answer({ session, body }) {
        const { flag, percent } = z.object({ flag: z.string(), percent: z.number() }).parse(body);
        app.rollOut(session, flag, percent);
        return done;
      },
    },
  };
}

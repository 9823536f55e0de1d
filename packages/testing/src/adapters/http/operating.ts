import { z } from "zod";
import { TestingError } from "../../errors.ts";
import { eventually } from "../../eventually.ts";
import type { Operating } from "../../port.ts";
import { Anything } from "./api.ts";
import type { AtBrowser } from "./where.ts";

const Run = z.object({ id: z.string(), task: z.string(), status: z.string(), lastError: z.string().nullable() });
const Runs = z.object({ runs: z.array(Run) });
const Flags = z.object({
  flags: z.array(z.object({ key: z.string(), fallback: z.unknown(), values: z.array(z.unknown()) })),
});

export function httpOperating({ api, patienceMs }: AtBrowser): Operating {
  return {
    async failedJobs() {
      const { runs } = await api.get(Runs, "listRuns", { query: { state: "dead_letter" } });
      return runs.map(({ id, task, lastError }) => ({ id, task, reason: lastError ?? "" }));
    },
    async replays({ id, task }) {
      const path = { runId: id };
      await api.get(Anything, "replayRun", { path });
      const look = async () => {
        const { status } = await api.get(Run, "readRun", { path });
        return ["succeeded", "dead", "cancelled"].includes(status) ? status : undefined;
      };
      const status = await eventually(look, { what: `the end of ${task}`, timeoutMs: patienceMs });
      if (status !== "succeeded") throw new TestingError("testing.no_effect", `${task} is ${status} again`);
    },
    async rollsOut(flag, percent) {
      const { flags } = await api.get(Flags, "listFlags");
      const found = flags.find(({ key }) => key === flag);
      if (found === undefined) throw new TestingError("testing.refused", `there is no flag "${flag}"`);
      const value = found.values.find((one) => one !== found.fallback);
      await api.get(Anything, "setRollout", { body: { flag, value, percent } });
    },
  };
}

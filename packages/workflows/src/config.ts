import { z } from "zod";

export const workflowsConfig = {
  WORKFLOWS_PROVIDER: z
    .enum(["trigger", "postgres", "inline", "memory"])
    .optional()
    .meta({ suggest: { local: "postgres", test: "postgres", other: "trigger" } })
    .describe(
      "What runs background jobs. `trigger`: Trigger.dev, the default from stage `preview` on; `postgres`: a queue in the database, worked off by the worker, the default on your own machine; `inline`: the process that handed them over; `memory` records them and runs none.",
    ),
  TRIGGER_SECRET_KEY: z
    .string()
    .startsWith("tr_", 'expected a key that starts with "tr_"')
    .optional()
    .meta({ secret: true, from: "Trigger.dev: the project's API keys, of the environment that runs the tasks" })
    .describe("Of the Trigger.dev environment whose tasks run the jobs. Needed by `trigger`."),
  TRIGGER_API_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ suggest: { other: "https://api.trigger.dev" } })
    .describe(
      "Where Trigger.dev answers: `https://api.trigger.dev`, or one that you host. Needed by `trigger`. `npm start` sets it to the local emulator.",
    ),
  TRIGGER_PROJECT_REF: z
    .string()
    .startsWith("proj_", 'expected a reference that starts with "proj_"')
    .optional()
    .describe("The project that `trigger deploy` deploys to; read by `apps/api/trigger.config.ts` alone."),
  WORKFLOWS_KEEP_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3_650)
    .default(30)
    .describe(
      "How many days the ledger remembers a run that has ended, and its idempotency key where that says nothing else. Dead runs that nobody has decided about stay.",
    ),
};

type Parsed = z.infer<z.ZodObject<typeof workflowsConfig>>;
export type WorkflowsProvider = NonNullable<Parsed["WORKFLOWS_PROVIDER"]>;
export type WorkflowsConfig = Parsed & { readonly WORKFLOWS_PROVIDER: WorkflowsProvider };

/** Where nobody chose: the vendor's platform where others use the product, and what needs no account where they do not. */
export const defaultWorkflows = (isShared: boolean): WorkflowsProvider => (isShared ? "trigger" : "postgres");

/** What the chosen provider still lacks, a line each. Names variables, never shows a value. */
export function workflowsFaults(env: Parsed): readonly string[] {
  if (env.WORKFLOWS_PROVIDER !== "trigger") return [];
  return (["TRIGGER_SECRET_KEY", "TRIGGER_API_URL"] as const)
    .filter((name) => env[name] === undefined)
    .map((name) => `${name}: missing, and WORKFLOWS_PROVIDER=trigger needs it (\`postgres\` needs no account)`);
}

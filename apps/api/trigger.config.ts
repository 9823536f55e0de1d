import type { TriggerConfig } from "@ninefold/workflows/trigger/tasks";

/**
 * Read by the vendor's command line, which deploys `trigger/tasks` (docs/systems/workflows.md): the one place beside
 * env.ts that reads the environment, since it runs where the product is built and not where it runs.
 */
export default {
  project: process.env["TRIGGER_PROJECT_REF"] ?? "",
  dirs: ["./trigger/tasks"],
  // Each task says its own; these hold for none.
  retries: { enabledInDev: true, default: { maxAttempts: 1 } },
  maxDuration: 300,
} satisfies TriggerConfig;

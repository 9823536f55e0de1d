import { defineConfig } from "vitest/config";

/** Apart from the other tests: it needs what a newcomer's install does not bring. */
export default defineConfig({
  test: {
    name: "trigger-cli",
    root: import.meta.dirname,
    include: ["*.smoke.ts"],
    globalSetup: ["../../apps/api/test/template-database.ts"],
  },
});

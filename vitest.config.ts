import { defineConfig } from "vitest/config";

/**
 * One run for the whole repository. Integration tests share one Postgres server, started by the global set-up;
 * each test file clones its own database from a migrated template.
 */
export default defineConfig({
  test: {
    globalSetup: ["apps/api/test/template-database.ts"],
    projects: ["packages/*", "apps/*", "scripts"],
    coverage: {
      provider: "v8",
      include: ["packages/*/src/**", "apps/*/src/**"],
      reporter: ["text-summary", "html", "lcov"],
      reportsDirectory: "coverage",
    },
  },
});

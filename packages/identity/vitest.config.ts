import { defineProject } from "vitest/config";

export default defineProject({
  test: { name: "@ninefold/identity", include: ["{src,test}/**/*.test.ts"], testTimeout: 20_000 },
});

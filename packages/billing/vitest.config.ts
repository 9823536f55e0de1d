import { defineProject } from "vitest/config";

export default defineProject({
  // Files load the same modules and keep nothing in them, so a worker loads these once and not for each file.
  test: { name: "@ninefold/billing", isolate: false, include: ["{src,test}/**/*.test.ts"] },
});

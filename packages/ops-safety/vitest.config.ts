import { defineProject } from "vitest/config";

export default defineProject({ test: { name: "@ninefold/ops-safety", include: ["{src,test}/**/*.test.ts"] } });

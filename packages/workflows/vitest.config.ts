import { defineProject } from "vitest/config";

export default defineProject({ test: { name: "@ninefold/workflows", include: ["{src,test}/**/*.test.ts"] } });

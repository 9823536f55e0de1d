import { defineProject } from "vitest/config";

export default defineProject({ test: { name: "@ninefold/observability", include: ["{src,test}/**/*.test.ts"] } });

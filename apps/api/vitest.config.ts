import { defineProject } from "vitest/config";

export default defineProject({ test: { name: "@ninefold/api", include: ["{src,test}/**/*.test.ts"] } });

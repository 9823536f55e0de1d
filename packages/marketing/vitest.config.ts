import { defineProject } from "vitest/config";

export default defineProject({ test: { name: "@ninefold/marketing", include: ["{src,test}/**/*.test.ts"] } });

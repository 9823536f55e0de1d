import { defineProject } from "vitest/config";

export default defineProject({ test: { name: "@ninefold/billing", include: ["{src,test}/**/*.test.ts"] } });

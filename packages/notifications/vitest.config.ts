import { defineProject } from "vitest/config";

export default defineProject({ test: { name: "@ninefold/notifications", include: ["{src,test}/**/*.test.ts"] } });

import { defineProject } from "vitest/config";

export default defineProject({ test: { name: "@ninefold/testing", include: ["{src,test}/**/*.test.ts"] } });

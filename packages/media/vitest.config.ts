import { defineProject } from "vitest/config";

export default defineProject({ test: { name: "@ninefold/media", include: ["{src,test}/**/*.test.ts"] } });

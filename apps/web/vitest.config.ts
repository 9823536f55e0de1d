import { defineProject } from "vitest/config";

export default defineProject({
  // Next takes it as it is; the runner does not.
  oxc: { jsx: { runtime: "automatic", development: false } },
  test: {
    name: "@ninefold/web",
    environment: "node",
    include: ["{app,features,ui,test}/**/*.test.ts", "*.test.ts"],
    exclude: ["node_modules/**", ".next/**"],
  },
});

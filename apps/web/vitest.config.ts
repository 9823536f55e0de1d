import { defineProject } from "vitest/config";

export default defineProject({
  test: {
    name: "@ninefold/web",
    environment: "node",
    include: ["{app,features,ui,test}/**/*.test.ts", "*.test.ts"],
    exclude: ["node_modules/**", ".next/**"],
  },
});

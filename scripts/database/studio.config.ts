import { defineConfig } from "drizzle-kit";

/** `npm run db:studio`: a browser view of the local database, as its owner and so past row-level security. */
export default defineConfig({
  dialect: "postgresql",
  schema: ["packages/*/src/schema.ts", "apps/api/src/product/schema.ts"],
  casing: "snake_case",
  dbCredentials: { url: process.env["STUDIO_URL"] ?? "" },
});

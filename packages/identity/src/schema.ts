/**
 * The auth library's own tables, whose columns are the library's (`schema.test.ts` compares) and whose constraints are
 * ours; and some of our own. Triggers and the functions behind them are in the migrations beside: what calls them is in
 * `apps/api/src/database/catalogue-identity.ts`.
 */
export { identity } from "./schema/columns.ts";
export * from "./schema/keys.ts";
export * from "./schema/domains.ts";
export * from "./schema/people.ts";
export * from "./schema/proofs.ts";
export * from "./schema/sign-in.ts";
export * from "./schema/usage.ts";
export * from "./schema/workspaces.ts";

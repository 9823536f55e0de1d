import { type AnyColumn, type SQL, sql } from "drizzle-orm";

/** `inArray` of many ids as one parameter: a text that is the same however many they are. */
export const among = (column: AnyColumn, ids: readonly string[]): SQL =>
  sql`${column} = any(${`{${ids.join(",")}}`}::uuid[])`;

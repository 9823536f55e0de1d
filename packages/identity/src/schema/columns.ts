import { customType, pgSchema, timestamp, uuid } from "drizzle-orm/pg-core";

export const identity = pgSchema("identity");

export const at = () => timestamp({ withTimezone: true });
export const id = () => uuid().primaryKey().defaultRandom();
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
export const ownedBy = "identity_rw" as const;

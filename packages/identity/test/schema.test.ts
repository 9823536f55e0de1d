import { getAuthTables } from "better-auth/db";
import { organization } from "better-auth/plugins/organization";
import { getTableColumns } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { ADDITIONAL_FIELDS, SESSION_FIELDS } from "../src/adapters/better-auth/library.ts";
import {
  account,
  invitation,
  member,
  organization as workspace,
  rateLimit,
  session,
  user,
  verification,
} from "../src/schema.ts";

const ours = { account, invitation, member, organization: workspace, rateLimit, session, user, verification };
const library = getAuthTables({
  plugins: [organization()],
  rateLimit: { storage: "database" },
  user: { additionalFields: ADDITIONAL_FIELDS },
  session: { additionalFields: SESSION_FIELDS },
});

/** Columns that the library does not know, and leaves alone: each has a default, or may be empty. */
const OURS: Readonly<Record<string, readonly string[]>> = {
  member: ["customRoleId"],
  organization: ["closedAt"],
  session: ["vendorSession"],
  invitation: ["customRoleId", "teamId", "sentAt", "sends"],
};

/** Columns that the library would leave empty, and we don't. */
const STRICTER = ["invitation.role"];

describe("identity's tables", () => {
  it.each(Object.entries(library))("have the columns that the library reads and writes: %s", (model, table) => {
    const columns = getTableColumns(ours[model as keyof typeof ours]);
    const more = OURS[model] ?? [];
    expect(Object.keys(columns).toSorted()).toEqual(["id", ...Object.keys(table.fields), ...more].toSorted());
    for (const [name, field] of Object.entries(table.fields)) {
      const required = STRICTER.includes(`${model}.${name}`) ? true : field.required;
      expect({ name, required: columns[name as keyof typeof columns]?.notNull }).toEqual({ name, required });
    }
  });
});

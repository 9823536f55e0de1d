import { relations } from "drizzle-orm";
import { account, session, user } from "../../schema.ts";

/** What the library joins in one query instead of asking twice. */
export const sessionRelations = relations(session, ({ one }) => ({
  user: one(user, { fields: [session.userId], references: [user.id] }),
}));

export const accountRelations = relations(account, ({ one }) => ({
  user: one(user, { fields: [account.userId], references: [user.id] }),
}));

export const userRelations = relations(user, ({ many }) => ({ accounts: many(account), sessions: many(session) }));

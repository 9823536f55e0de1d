import { inSystem, type PersonContext } from "@ninefold/identity/tenancy";
import { and, eq } from "drizzle-orm";
import { type Category, CATEGORY_NAMES, isOptional, type OptionalCategory } from "../catalogue.ts";
import { NotificationsError } from "../errors.ts";
import type { AnyTx, NotificationsNeeds } from "../needs.ts";
import { preferences } from "../schema.ts";

export interface Preference {
  readonly category: Category;
  /** Whether it is mailed. */
  readonly email: boolean;
  /** False for what nobody can turn off. */
  readonly isOptional: boolean;
}

/** What a person has chosen to be mailed about. */
export function preferencesOf({ doors, now }: Pick<NotificationsNeeds, "doors" | "now">) {
  return {
    async listPreferences(context: PersonContext): Promise<readonly Preference[]> {
      const rows = await doors.withPerson(context, (tx) => tx.select(CHOSEN).from(preferences));
      const chosen = new Map<string, boolean>(rows.map(({ category, email }) => [category, email]));
      return CATEGORY_NAMES.map((category) => ({
        category,
        isOptional: isOptional(category),
        // Whatever a row may say.
        email: !isOptional(category) || (chosen.get(category) ?? true),
      }));
    },

    /** @throws NotificationsError `notifications.not_optional`. */
    async setPreference(
      context: PersonContext,
      { category, email }: { readonly category: Category; readonly email: boolean },
    ): Promise<void> {
      if (!isOptional(category)) {
        throw new NotificationsError("notifications.not_optional", "Mail of this kind can't be turned off.");
      }
      const values = { userId: context.userId, category, email, updatedAt: now() };
      await doors.withPerson(context, (tx) =>
        tx
          .insert(preferences)
          .values(values)
          .onConflictDoUpdate({
            target: [preferences.userId, preferences.category],
            set: { email, updatedAt: values.updatedAt },
          }),
      );
    },

    erasePreferences: (tx: AnyTx, userId: string) =>
      inSystem("notifications", async () => tx.delete(preferences).where(eq(preferences.userId, userId))),
  };
}

/** In the transaction of whoever's it is; nobody's in a workspace's. */
export async function isTurnedOff(tx: AnyTx, userId: string, category: OptionalCategory): Promise<boolean> {
  const theirs = and(eq(preferences.userId, userId), eq(preferences.category, category));
  const [row] = await tx.select({ email: preferences.email }).from(preferences).where(theirs);
  return row?.email === false;
}

const CHOSEN = { category: preferences.category, email: preferences.email };

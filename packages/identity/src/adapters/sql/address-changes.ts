import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, or, sql } from "drizzle-orm";
import { v7 as uuidv7, validate as isUuid } from "uuid";
import { ADDRESS_CHANGE_MS, isAgreed, sidesOf } from "../../domain/address-change.ts";
import { IdentityError } from "../../errors.ts";
import type { AddressChanges } from "../../port-account.ts";
import { addressChanges, facts, user, verification } from "../../schema.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import { endOthers } from "./sessions.ts";

type Change = typeof addressChanges.$inferSelect;

/** Addresses that are to change, as every provider on our tables keeps them. */
export function sqlAddressChanges(database: Database, now: () => Date): AddressChanges {
  return {
    async requestAddressChange({ userId, sessionId, email }) {
      await attempt(() =>
        database.transaction(async (tx) => {
          const [person] = await tx.select({ email: user.email }).from(user).where(eq(user.id, userId)).for("update");
          if (person === undefined) throw new IdentityError("identity.person_not_found", "This person is not here.");
          await tx.delete(addressChanges).where(eq(addressChanges.userId, userId));
          const id = uuidv7();
          const at = now();
          const expiresAt = new Date(at.getTime() + ADDRESS_CHANGE_MS);
          const addresses = { oldEmail: person.email, newEmail: email };
          await tx.insert(addressChanges).values({ id, userId, sessionId, ...addresses, requestedAt: at, expiresAt });
          const data = { userId, changeId: id };
          await tx.insert(facts).values({ type: "identity.address_change_requested", userId, data });
        }),
      );
    },

    async findAddressChange(userId) {
      const [found] = isUuid(userId) ? await attempt(() => open(database, eq(addressChanges.userId, userId))) : [];
      return found && { email: found.newEmail, agreed: sidesOf(found), expiresAt: found.expiresAt };
    },

    async cancelAddressChange(userId) {
      if (!isUuid(userId)) return;
      await attempt(() => database.delete(addressChanges).where(eq(addressChanges.userId, userId)));
    },

    async mintAddressToken(changeId, side) {
      const [found] = isUuid(changeId) ? await attempt(() => open(database, eq(addressChanges.id, changeId))) : [];
      if (found === undefined || (side === "new" && (await isTaken(found.newEmail)))) return undefined;
      const token = randomBytes(24).toString("base64url");
      const hash = side === "old" ? { oldTokenHash: hashOf(token) } : { newTokenHash: hashOf(token) };
      await attempt(() => database.update(addressChanges).set(hash).where(eq(addressChanges.id, changeId)));
      const { userId, oldEmail, newEmail, expiresAt } = found;
      return { token, expiresAt, to: side === "old" ? oldEmail : newEmail, newEmail, userId };
    },

    answerAddressChange: ({ token, agrees }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const hash = hashOf(token);
          const byLink = or(eq(addressChanges.oldTokenHash, hash), eq(addressChanges.newTokenHash, hash));
          // The two may answer at once: the second waits here, and sees what the first one said.
          const [change] = await open(tx, byLink).for("update");
          if (change === undefined) throw invalidLink();
          if (!agrees) {
            await tx.delete(addressChanges).where(eq(addressChanges.id, change.id));
            return "stopped";
          }
          const said = change.oldTokenHash === hash ? { oldAgreed: true } : { newAgreed: true };
          if (isAgreed({ ...change, ...said })) {
            await bringAbout(tx, change);
            return "changed";
          }
          await tx.update(addressChanges).set(said).where(eq(addressChanges.id, change.id));
          return "waiting";
        }),
      ),
  };

  function open(on: Pick<Database, "select">, which: ReturnType<typeof or>) {
    return on
      .select()
      .from(addressChanges)
      .where(and(which, gt(addressChanges.expiresAt, now())));
  }

  async function isTaken(email: string): Promise<boolean> {
    const found = await attempt(() => database.select({ id: user.id }).from(user).where(eq(user.email, email)));
    return found.length > 0;
  }

  async function bringAbout(tx: Tx, { id, userId, sessionId, oldEmail, newEmail }: Change): Promise<void> {
    // An operator may have moved the account meanwhile: then this change is about an address that it no longer has.
    const moved = await tx
      .update(user)
      .set({ email: newEmail, emailVerified: true, updatedAt: now() })
      .where(and(eq(user.id, userId), eq(user.email, oldEmail)))
      .returning({ id: user.id });
    if (moved.length === 0) throw invalidLink();
    await tx.delete(addressChanges).where(eq(addressChanges.id, id));
    // Links to a new password that went to the old address.
    await tx.delete(verification).where(eq(verification.value, sql`${userId}::text`));
    await endOthers(tx, { userId, sessionId });
    await tx.insert(facts).values({ type: "identity.address_changed", userId, data: { userId } });
  }
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

const invalidLink = () =>
  new IdentityError("identity.invalid_link", "This link was used, has expired, or was never one.");

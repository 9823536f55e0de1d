import { and, asc, eq, gt, inArray, isNull, lt, ne } from "drizzle-orm";
import { v7 as uuidv7, validate as isUuid } from "uuid";
import { SOCIAL_PROVIDERS, type Voucher } from "../../port-social.ts";
import { account, facts, socialAttempts, user } from "../../schema.ts";
import type { SocialStore } from "../../social/store.ts";
import { isSso } from "../../sso/sign-in.ts";
import { attempt, type Database, isDuplicate, type Tx } from "./failures.ts";
import { joinBySso } from "./sso.ts";

/** People whom vendors vouch for, as every provider on our tables keeps them. No token of a vendor's is kept. */
export function sqlSocial(database: Database, now: () => Date): SocialStore {
  return {
    async begin({ session, ...rest }) {
      const { userId, sessionId, purpose } = session ?? { userId: null, sessionId: null, purpose: "enter" as const };
      await attempt(() =>
        database.transaction(async (tx) => {
          // Nobody comes back to these any more.
          await tx.delete(socialAttempts).where(lt(socialAttempts.expiresAt, now()));
          await tx.insert(socialAttempts).values({ ...rest, userId, sessionId, purpose });
        }),
      );
    },

    async noteName(stateHash, name) {
      const waiting = and(eq(socialAttempts.stateHash, stateHash), ne(socialAttempts.purpose, "newcomer"));
      await attempt(() => database.update(socialAttempts).set({ name }).where(waiting));
    },

    async take(keyHash) {
      const one = and(open(keyHash), isNull(socialAttempts.subject));
      const [found] = await attempt(() => database.delete(socialAttempts).where(one).returning());
      if (found === undefined) return undefined;
      const { provider, purpose, userId, sessionId, next, name, expiresAt, stateHash } = found;
      const rest = { keyHash, stateHash: stateHash ?? "", provider, next, name, expiresAt };
      if (purpose !== "connect" && purpose !== "confirm") return rest;
      return { ...rest, session: { userId: userId ?? "", sessionId: sessionId ?? "", purpose } };
    },

    async findOwner(provider, subject) {
      const [found] = await attempt(() =>
        database.select({ userId: account.userId }).from(account).where(is(provider, subject)),
      );
      return found?.userId;
    },

    async hasAddress(email) {
      const found = await attempt(() => database.select({ id: user.id }).from(user).where(eq(user.email, email)));
      return found.length > 0;
    },

    async holdNewcomer({ session, ...newcomer }) {
      const from = { vendorSession: session?.id ?? null, authenticatedAt: session?.authenticatedAt ?? null };
      await attempt(() => database.insert(socialAttempts).values({ ...newcomer, ...from, purpose: "newcomer" }));
    },

    async findNewcomer(keyHash) {
      const one = and(open(keyHash), eq(socialAttempts.purpose, "newcomer"));
      const [found] = await attempt(() => database.select().from(socialAttempts).where(one));
      if (found === undefined) return undefined;
      const { provider, subject, email, name, next, expiresAt, vendorSession, authenticatedAt } = found;
      const session = { id: vendorSession ?? undefined, authenticatedAt: authenticatedAt ?? undefined };
      return { keyHash, provider, subject: subject ?? "", email: email ?? "", name, next, expiresAt, session };
    },

    async signUp(keyHash, { name, locale, termsVersion }) {
      return orTaken(() =>
        database.transaction(async (tx) => {
          const one = and(open(keyHash), eq(socialAttempts.purpose, "newcomer"));
          const [found] = await tx.delete(socialAttempts).where(one).returning();
          if (found === undefined) return undefined;
          const { provider, subject, email } = found;
          const accepted = { termsVersion, termsAcceptedAt: now() };
          const userId = uuidv7();
          await tx.insert(user).values({ id: userId, name, locale, email: email ?? "", ...accepted });
          // Apart, as for everybody else: that somebody came and that their address is theirs are two facts.
          await tx.update(user).set({ emailVerified: true }).where(eq(user.id, userId));
          await insert(tx, { userId, provider, subject: subject ?? "" });
          if (isSso(provider)) {
            const connectionId = provider.slice("sso:".length);
            await joinBySso(tx, { connectionId, userId, email: email ?? "", at: now() });
          }
          return { userId };
        }),
      );
    },

    async connect({ userId, provider, subject }) {
      return orTaken(() =>
        database.transaction(async (tx) => {
          // Two vendors' people at once, or one for two accounts: each waits here, and the table's keys decide.
          await tx.select({ id: user.id }).from(user).where(eq(user.id, userId)).for("update");
          const [owner] = await tx.select({ userId: account.userId }).from(account).where(is(provider, subject));
          if (owner !== undefined) return owner.userId === userId ? ("connected" as const) : ("taken" as const);
          const has = and(eq(account.userId, userId), eq(account.providerId, provider));
          const others = await tx.select({ id: account.id }).from(account).where(has);
          if (others.length > 0) return "another" as const;
          await insert(tx, { userId, provider, subject });
          const data = { userId, provider: nameOf(provider) };
          await tx.insert(facts).values({ type: "identity.connection_added", userId, data });
          return "connected" as const;
        }),
      );
    },

    async list(userId) {
      if (!isUuid(userId)) return [];
      const social = and(eq(account.userId, userId), inArray(account.providerId, [...SOCIAL_PROVIDERS]));
      const rows = await attempt(() =>
        database
          .select({ provider: account.providerId, connectedAt: account.createdAt })
          .from(account)
          .where(social)
          .orderBy(asc(account.createdAt)),
      );
      return rows.flatMap(({ provider, connectedAt }) =>
        SOCIAL_PROVIDERS.filter((one) => one === provider).map((one) => ({ provider: one, connectedAt })),
      );
    },

    async disconnect({ userId, provider }) {
      if (!isUuid(userId)) return;
      await attempt(() =>
        database.transaction(async (tx) => {
          const one = and(eq(account.userId, userId), eq(account.providerId, provider));
          const gone = await tx.delete(account).where(one).returning({ id: account.id });
          if (gone.length === 0) return;
          const data = { userId, provider: nameOf(provider) };
          await tx.insert(facts).values({ type: "identity.connection_removed", userId, data });
        }),
      );
    },
  };

  function open(keyHash: string) {
    return and(eq(socialAttempts.keyHash, keyHash), gt(socialAttempts.expiresAt, now()));
  }

  async function insert(
    tx: Tx,
    { userId, provider, subject }: { readonly userId: string; readonly provider: Voucher; readonly subject: string },
  ): Promise<void> {
    const times = { createdAt: now(), updatedAt: now() };
    await tx.insert(account).values({ userId, providerId: provider, accountId: subject, ...times });
  }
}

/** Another request was first. */
const orTaken = <T>(work: () => Promise<T>): Promise<T | "taken"> =>
  attempt(() =>
    work().catch((error: unknown) => {
      if (isDuplicate(error)) return "taken" as const;
      throw error;
    }),
  );

/** Which connection it was is nobody's to read in a fact. */
const nameOf = (provider: Voucher): string => (isSso(provider) ? "sso" : provider);

const is = (provider: Voucher, subject: string) =>
  and(eq(account.providerId, provider), eq(account.accountId, subject));

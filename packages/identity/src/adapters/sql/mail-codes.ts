import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { and, eq, gt, lt, type SQL } from "drizzle-orm";
import { v7 as uuidv7, validate as isUuid } from "uuid";
import { earlier, MAIL_CODE } from "../../domain/mail-code.ts";
import { IdentityError } from "../../errors.ts";
import { type Admitted, newCode, type SignInMails } from "../../mail-entry.ts";
import type { MailCodes, MintedCode } from "../../port-mail-codes.ts";
import { account, facts, mailCodes, session, user } from "../../schema.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import { lockPerson } from "./locks.ts";
import { noSession, noteAuthenticated } from "./sessions.ts";

interface Options {
  readonly now: () => Date;
  /** A million codes are quickly hashed: without this, the table alone gives none away. */
  readonly secret: string;
}

type MailRow = typeof mailCodes.$inferSelect;

/** Codes that mails bring, as every provider on our tables keeps them. */
export function sqlMailCodes(
  database: Database,
  { now, secret }: Options,
): MailCodes & { readonly mails: SignInMails } {
  return {
    async mintSignInMail(id) {
      const token = randomBytes(24).toString("base64url");
      const minted = await attempt(() => mint(id, "sign-in", hashOf(token)));
      return minted && { ...minted, token };
    },
    mintConfirmationCode: (id) => attempt(() => mint(id, "confirmation")),

    requestConfirmationCode: ({ userId, sessionId }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          if (!isUuid(userId) || !isUuid(sessionId)) throw noSession();
          await lockPerson(tx, userId);
          const [found] = await tx
            .select({ email: user.email })
            .from(session)
            .innerJoin(user, eq(user.id, session.userId))
            .where(and(eq(session.id, sessionId), eq(user.id, userId)));
          if (found === undefined) throw noSession();
          const former = and(eq(mailCodes.purpose, "confirmation"), eq(mailCodes.boundTo, sessionId));
          const kept = await tx
            .select({ id: mailCodes.id })
            .from(mailCodes)
            .where(and(former, isOnItsWay(userId)));
          if (kept.length > 0) return;
          await tx.delete(mailCodes).where(former);
          const mailId = await insert(tx, { userId, email: found.email, purpose: "confirmation", boundTo: sessionId });
          await tx.insert(facts).values({
            type: "identity.confirmation_code_requested",
            userId,
            data: { userId, mailId },
          });
        }),
      ),

    async confirmByCode({ userId, sessionId, code }) {
      const isRight = await attempt(() =>
        database.transaction(async (tx) => {
          const bound = and(eq(mailCodes.purpose, "confirmation"), eq(mailCodes.boundTo, sessionId));
          const used = await useCode(tx, and(bound, eq(mailCodes.userId, userId)), code);
          if (used !== undefined) await noteAuthenticated(tx, { userId, sessionId }, now());
          return used !== undefined;
        }),
      );
      if (!isRight) throw new IdentityError("identity.wrong_code", "This code is not right, was used, or has expired.");
    },

    async findSignInMethods(userId) {
      if (!isUuid(userId)) return { password: false, mail: false };
      const ofPassword = and(eq(account.userId, user.id), eq(account.providerId, "credential"));
      const [found] = await attempt(() =>
        database
          .select({ hash: account.password, mail: user.emailVerified })
          .from(user)
          .leftJoin(account, ofPassword)
          .where(eq(user.id, userId)),
      );
      return { password: typeof found?.hash === "string", mail: found?.mail ?? false };
    },

    mails: {
      ask: ({ email, handle, former, isKnown }) =>
        attempt(() =>
          database.transaction(async (tx) => {
            const boundTo = hashOf(handle);
            const before = and(eq(mailCodes.purpose, "sign-in"), eq(mailCodes.boundTo, hashOf(former ?? "")));
            const [person] = await tx
              .select({ id: user.id, verified: user.emailVerified })
              .from(user)
              .where(eq(user.email, email));
            const kept =
              person &&
              (await tx
                .update(mailCodes)
                .set({ boundTo })
                .where(and(before, isOnItsWay(person.id)))
                .returning({ id: mailCodes.id }));
            if (kept !== undefined && kept.length > 0) return;
            await tx.delete(mailCodes).where(before);
            if (person === undefined) return;
            const { id: userId } = person;
            if (!person.verified) {
              // A stranger may have made it, with a password of theirs: it opens to nobody by a mail alone.
              const data = { userId };
              await tx.insert(facts).values({ type: "identity.verification_requested", userId, data });
              return;
            }
            const mailId = await insert(tx, { userId, email, purpose: "sign-in", boundTo });
            const data = { userId, mailId, browser: isKnown ? "known" : "unknown" };
            await tx.insert(facts).values({ type: "identity.sign_in_mail_requested", userId, data });
          }),
        ),

      useLink: (token) =>
        attempt(() =>
          database.transaction((tx) => {
            const which = and(eq(mailCodes.purpose, "sign-in"), eq(mailCodes.tokenHash, hashOf(token)));
            return lock(tx, which, (found) => end(tx, found));
          }),
        ),

      useCode: (handle, code) =>
        attempt(() =>
          database.transaction((tx) => {
            const which = and(eq(mailCodes.purpose, "sign-in"), eq(mailCodes.boundTo, hashOf(handle)));
            return useCode(tx, which, code);
          }),
        ),
    },
  };

  function useCode(tx: Tx, which: SQL | undefined, code: string): Promise<Admitted | undefined> {
    return lock(tx, and(which, lt(mailCodes.tries, MAIL_CODE.tries)), async (found) => {
      if (isSame(found.codeHash ?? "", codeHashOf(found.id, code))) return end(tx, found);
      await tx
        .update(mailCodes)
        .set({ tries: found.tries + 1 })
        .where(eq(mailCodes.id, found.id));
      return undefined;
    });
  }

  /**
   * One at a time for each person: of many at once, each waits for the one before, and sees what it left. The person first,
   * since whoever gets in takes the others' rows with them.
   */
  async function lock<T>(tx: Tx, which: SQL | undefined, use: (found: MailRow) => Promise<T>): Promise<T | undefined> {
    const [of] = await tx.select({ userId: mailCodes.userId }).from(mailCodes).where(which);
    if (of === undefined) return undefined;
    const [person] = await tx
      .select({ email: user.email })
      .from(user)
      .where(and(eq(user.id, of.userId), eq(user.emailVerified, true)))
      .for("no key update");
    if (person === undefined) return undefined;
    const isGood = and(gt(mailCodes.expiresAt, now()), eq(mailCodes.email, person.email));
    const [found] = await tx.select().from(mailCodes).where(and(which, isGood)).for("update");
    return found && use(found);
  }

  /** Of a mail that is still waited for, to an address that is still the person's. */
  async function mint(id: string, purpose: MailRow["purpose"], tokenHash?: string): Promise<MintedCode | undefined> {
    if (!isUuid(id)) return undefined;
    // Also what nobody waits for any more, so that asking fills nothing.
    await database.delete(mailCodes).where(lt(mailCodes.askedAt, earlier(now(), 2 * MAIL_CODE.waitsMs)));
    const code = newCode();
    const expiresAt = new Date(now().getTime() + MAIL_CODE.goodMs);
    const stillTheirs = and(
      eq(user.id, mailCodes.userId),
      eq(user.email, mailCodes.email),
      eq(user.emailVerified, true),
    );
    const wanted = gt(mailCodes.askedAt, earlier(now(), MAIL_CODE.waitsMs));
    const [minted] = await database
      .update(mailCodes)
      .set({ codeHash: codeHashOf(id, code), expiresAt, ...(tokenHash !== undefined && { tokenHash }) })
      .from(user)
      .where(and(eq(mailCodes.id, id), eq(mailCodes.purpose, purpose), wanted, stillTheirs))
      .returning({ userId: mailCodes.userId });
    return minted && { userId: minted.userId, code, expiresAt };
  }

  function isOnItsWay(userId: string) {
    return and(eq(mailCodes.userId, userId), gt(mailCodes.askedAt, earlier(now(), MAIL_CODE.againMs)));
  }

  async function insert(
    tx: Tx,
    row: Pick<typeof mailCodes.$inferInsert, "userId" | "email" | "purpose" | "boundTo">,
  ): Promise<string> {
    const id = uuidv7();
    await tx.insert(mailCodes).values({ ...row, id, askedAt: now() });
    return id;
  }

  function codeHashOf(id: string, code: string): string {
    return createHmac("sha256", secret).update(`mail code ${id} ${code}`).digest("hex");
  }
}

/** Whoever got in has no use for the other ways in. In a session that they are asked in, they have for its own. */
async function end(tx: Tx, { id, userId, email, purpose }: MailRow): Promise<Admitted> {
  const used = purpose === "sign-in" ? eq(mailCodes.userId, userId) : eq(mailCodes.id, id);
  await tx.delete(mailCodes).where(and(used, eq(mailCodes.purpose, purpose)));
  return { userId, email };
}

/** Of what is too long to be guessed. */
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}

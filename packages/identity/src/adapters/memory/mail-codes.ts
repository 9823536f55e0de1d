import { randomBytes, randomUUID } from "node:crypto";
import { earlier, MAIL_CODE } from "../../domain/mail-code.ts";
import { IdentityError } from "../../errors.ts";
import { type Admitted, newCode, type SignInMails } from "../../mail-entry.ts";
import type { SessionRef } from "../../port-account.ts";
import type { MailCodes, MintedCode } from "../../port-mail-codes.ts";
import type { KnownPerson } from "../../port.ts";
import type { RecordFact } from "./facts.ts";

interface Mail {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly purpose: "sign-in" | "confirmation";
  boundTo: string;
  readonly askedAt: Date;
  minted?: { readonly code: string; readonly token: string; readonly expiresAt: Date };
  tries: number;
}

interface Options {
  readonly now: () => Date;
  readonly record: RecordFact;
  readonly find: (userId: string) => KnownPerson | undefined;
  readonly byAddress: (email: string) => KnownPerson | undefined;
  readonly hasPassword: (userId: string) => boolean;
  readonly isSession: (ref: SessionRef) => boolean;
  /** @throws IdentityError `identity.session_not_found`. */
  readonly authenticated: (ref: SessionRef) => void;
}

/** Codes that mails bring. */
export function memoryMailCodes(options: Options) {
  const { now, record, find, byAddress } = options;
  let mails: readonly Mail[] = [];
  const isTheirs = ({ userId, email }: Mail) => find(userId)?.verified === true && find(userId)?.person.email === email;
  const bound = (purpose: Mail["purpose"], boundTo: string | undefined) =>
    mails.find((mail) => mail.purpose === purpose && mail.boundTo === boundTo);
  const isOnItsWay = ({ userId, askedAt }: Mail, whose: string) =>
    userId === whose && askedAt > earlier(now(), MAIL_CODE.againMs);

  const port: MailCodes = {
    mintSignInMail: async (id) => mint(id, "sign-in"),
    mintConfirmationCode: async (id) => mint(id, "confirmation"),

    async requestConfirmationCode({ userId, sessionId }) {
      const known = find(userId);
      if (known === undefined || !options.isSession({ userId, sessionId })) throw noSession();
      const former = bound("confirmation", sessionId);
      if (former !== undefined && isOnItsWay(former, userId)) return;
      const mailId = add({ userId, email: known.person.email, purpose: "confirmation", boundTo: sessionId }, former);
      record({ type: "identity.confirmation_code_requested", data: { userId, mailId } });
    },

    async confirmByCode({ userId, sessionId, code }) {
      const found = bound("confirmation", sessionId);
      if (found?.userId !== userId || !isRight(found, code)) {
        throw new IdentityError("identity.wrong_code", "This code is not right, was used, or has expired.");
      }
      mails = mails.filter((mail) => mail !== found);
      options.authenticated({ userId, sessionId });
    },

    findSignInMethods: async (userId) => ({
      password: options.hasPassword(userId),
      mail: find(userId)?.verified === true,
    }),
  };

  const ways: SignInMails = {
    async ask({ email, handle, former, isKnown }) {
      const known = byAddress(email);
      const before = bound("sign-in", former);
      if (before !== undefined && known !== undefined && isOnItsWay(before, known.person.id)) {
        before.boundTo = handle;
        return;
      }
      mails = mails.filter((mail) => mail !== before);
      if (known === undefined) return;
      const { id: userId } = known.person;
      if (!known.verified) return record({ type: "identity.verification_requested", data: { userId } });
      const mailId = add({ userId, email, purpose: "sign-in", boundTo: handle });
      const browser = isKnown ? "known" : "unknown";
      return record({ type: "identity.sign_in_mail_requested", data: { userId, mailId, browser } });
    },

    async useLink(token) {
      const found = mails.find(({ purpose, minted }) => purpose === "sign-in" && minted?.token === token);
      return found && isAlive(found) ? admitted(found) : undefined;
    },

    async useCode(handle, code) {
      const found = bound("sign-in", handle);
      return found && isRight(found, code) ? admitted(found) : undefined;
    },
  };

  return { port, mails: ways, endAll };

  function add(mail: Pick<Mail, "userId" | "email" | "purpose" | "boundTo">, former?: Mail): string {
    const id = randomUUID();
    mails = [...mails.filter((one) => one !== former), { ...mail, id, askedAt: now(), tries: 0 }];
    return id;
  }

  function mint(id: string, purpose: Mail["purpose"]) {
    const found = mails.find((mail) => mail.id === id && mail.purpose === purpose);
    const isWanted = found !== undefined && isTheirs(found) && found.askedAt > earlier(now(), MAIL_CODE.waitsMs);
    if (!isWanted) return undefined;
    const expiresAt = new Date(now().getTime() + MAIL_CODE.goodMs);
    found.minted = { code: newCode(), token: randomBytes(24).toString("base64url"), expiresAt };
    return { ...found.minted, userId: found.userId } satisfies MintedCode;
  }

  function isAlive(mail: Mail): boolean {
    return mail.minted !== undefined && mail.minted.expiresAt > now() && isTheirs(mail);
  }

  function isRight(mail: Mail, code: string): boolean {
    if (!isAlive(mail) || mail.tries >= MAIL_CODE.tries) return false;
    if (mail.minted?.code === code) return true;
    mail.tries += 1;
    return false;
  }

  function admitted({ userId, email }: Mail): Admitted {
    mails = mails.filter((mail) => mail.userId !== userId || mail.purpose !== "sign-in");
    return { userId, email };
  }

  /** With a password of theirs everything ends that was mailed for them before. */
  function endAll(userId: string): void {
    mails = mails.filter((mail) => mail.userId !== userId);
  }
}

const noSession = () => new IdentityError("identity.session_not_found", "This session has ended, or is not yours.");

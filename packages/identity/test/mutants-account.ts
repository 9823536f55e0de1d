import type { Mutant } from "@ninefold/testing/conformance-kit";
import { IdentityError, type IdentityErrorCode } from "../src/errors.ts";
import type { AddressToken } from "../src/port-account.ts";
import type { IdentityProvider, Session } from "../src/port.ts";
import type { IdentitySubject } from "./cases/subject.ts";

type AccountMutant = Mutant<IdentitySubject>;

const provider =
  (broken: (good: IdentityProvider) => Partial<IdentityProvider>): AccountMutant =>
  (subject) => ({ ...subject, provider: { ...subject.provider, ...broken(subject.provider) } });

/** What the provider refuses with this code comes about all the same: as nothing. */
const overlook = async (code: IdentityErrorCode, work: Promise<void>): Promise<void> =>
  work.catch((error: unknown) => {
    if (!(error instanceof IdentityError && error.code === code)) throw error;
  });

const keyOf = (headers: Headers) => headers.get("authorization") ?? headers.get("cookie") ?? "";

/** Answers sessions by what carried them, also once they have ended. */
const remembering =
  (isRemembered: (headers: Headers) => boolean): AccountMutant =>
  (subject) => {
    const seen = new Map<string, Session>();
    return {
      ...subject,
      provider: {
        ...subject.provider,
        async findSession(headers) {
          const found = await subject.provider.findSession(headers);
          if (found !== undefined) seen.set(keyOf(headers), found);
          return found ?? (isRemembered(headers) ? seen.get(keyOf(headers)) : undefined);
        },
      },
    };
  };

/** One deliberately broken adapter per rule about sessions, passwords and addresses. */
export const accountMutants: Readonly<Record<string, AccountMutant>> = {
  "forgets what a session was opened by": provider((good) => ({
    listSessions: async (userId) =>
      (await good.listSessions(userId)).map((one) => ({ ...one, userAgent: undefined, address: undefined })),
  })),
  "ends whatever session it is told to": provider((good) => ({
    endSession: (ref) => overlook("identity.session_not_found", good.endSession(ref)),
  })),
  "ends the session that asks too": provider((good) => ({
    endOtherSessions: (ref) => good.endOtherSessions({ ...ref, sessionId: "none" }),
  })),
  "knows sessions by their cookie for good": remembering((headers) => headers.has("cookie")),
  "knows sessions by their token for good": remembering((headers) => headers.has("authorization")),
  "reads no signature": (subject) => {
    const signatures = new Map<string, string>();
    return {
      ...subject,
      call: async (...given) => {
        const attempt = await subject.call(...given);
        const { token = "" } = (attempt.body ?? {}) as { readonly token?: string };
        const [bare = "", signature = ""] = token.split(".");
        if (signature !== "") signatures.set(bare, signature);
        return attempt;
      },
      provider: {
        ...subject.provider,
        findSession: (headers) => {
          const [, bare = ""] = /^Bearer ([^.]*)/.exec(headers.get("authorization") ?? "") ?? [];
          const signature = signatures.get(bare);
          if (signature === undefined) return subject.provider.findSession(headers);
          return subject.provider.findSession(new Headers({ authorization: `Bearer ${bare}.${signature}` }));
        },
      },
    };
  },
  "takes every sign-in for a recent one": provider((good) => ({
    findSession: async (headers) => {
      const found = await good.findSession(headers);
      return found && { ...found, authTime: new Date() };
    },
  })),
  "takes any password for the right one": provider((good) => ({
    confirmPassword: (attempt) => overlook("identity.wrong_password", good.confirmPassword(attempt)),
  })),
  "changes a password for whoever asks": provider((good) => ({
    changePassword: (change) =>
      overlook("identity.wrong_password", overlook("identity.session_not_found", good.changePassword(change))),
  })),
  "takes a password that has leaked": provider((good) => ({
    changePassword: (change) => overlook("identity.password_breached", good.changePassword(change)),
  })),
  "asks the new address alone": provider((good) => ({
    answerAddressChange: async (answer) => {
      const outcome = await good.answerAddressChange(answer);
      return outcome === "waiting" ? "changed" : outcome;
    },
  })),
  "lets nobody stop a change of address": provider((good) => ({
    answerAddressChange: (answer) => good.answerAddressChange({ ...answer, agrees: true }),
  })),
  "says that an address is somebody's when it is wanted": provider((good) => ({
    requestAddressChange: async (request) => {
      if ((await good.findPersonByAddress(request.email)) !== undefined)
        throw new IdentityError("identity.forbidden", "no");
      await good.requestAddressChange(request);
    },
  })),
  "mints links to an address that somebody has": provider((good) => {
    const old = new Map<string, AddressToken>();
    return {
      mintAddressToken: async (changeId, side) => {
        const minted = await good.mintAddressToken(changeId, side);
        if (minted !== undefined) old.set(changeId, minted);
        return minted ?? old.get(changeId);
      },
    };
  }),
  "takes any link to another address": provider((good) => ({
    answerAddressChange: async (answer) =>
      good.answerAddressChange(answer).catch((error: unknown) => {
        if (error instanceof IdentityError && error.code === "identity.invalid_link") return "waiting";
        throw error;
      }),
  })),
  "makes nobody wait": (subject) => ({
    ...subject,
    call: async (...given) => {
      const attempt = await subject.call(...given);
      return attempt.status === 429 ? { ...attempt, status: 401 } : attempt;
    },
  }),
  "knows no browser again": (subject) => ({
    ...subject,
    call: (name, body, headers) => {
      const sent = new Headers(headers);
      const cookie = (sent.get("cookie") ?? "").replace(/memory_device=[^;]*/, "");
      if (sent.has("cookie")) sent.set("cookie", cookie);
      return subject.call(name, body, sent);
    },
  }),
  "lets whoever has a session guess on": provider((good) => ({
    confirmPassword: (attempt) => overlook("identity.too_many_attempts", good.confirmPassword(attempt)),
  })),
};

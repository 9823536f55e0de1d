import type { Mutant } from "@ninefold/testing/conformance-kit";
import { IdentityError, type IdentityErrorCode } from "../src/errors.ts";
import type { IdentityProvider } from "../src/port.ts";
import type { Passkey } from "../src/port-passkeys.ts";
import type { Attempt, IdentitySubject } from "./cases/subject.ts";

type PasskeyMutant = Mutant<IdentitySubject>;

const provider =
  (broken: (good: IdentityProvider) => Partial<IdentityProvider>): PasskeyMutant =>
  (subject) => ({ ...subject, provider: { ...subject.provider, ...broken(subject.provider) } });

/** Resolves where the provider refuses with this code. */
async function overlook<T>(code: IdentityErrorCode, work: Promise<T>, instead: T): Promise<T> {
  return work.catch((error: unknown) => {
    if (error instanceof IdentityError && error.code === code) return instead;
    throw error;
  });
}

type SignIn = (body: unknown, headers?: Parameters<IdentitySubject["call"]>[2]) => Promise<Attempt>;

/** Breaks what comes of signing in. */
const signIn =
  (broken: (good: SignIn, begun: readonly Attempt[]) => SignIn): PasskeyMutant =>
  (subject) => {
    const begun: Attempt[] = [];
    const judge = broken((body, headers) => subject.call("sign-in/passkey", body, headers), begun);
    return {
      ...subject,
      call: async (name, body, headers) => {
        if (name === "sign-in/passkey") return judge(body, headers);
        const attempt = await subject.call(name, body, headers);
        if (name === "passkey/options") begun.push(attempt);
        return attempt;
      },
    };
  };

const untold =
  (...types: readonly string[]): PasskeyMutant =>
  (subject) => ({
    ...subject,
    facts: async () => (await subject.facts()).filter(({ type }) => !types.includes(type)),
  });

const somePasskey: Passkey = { id: "p", name: "P", isSynced: false, createdAt: new Date(), lastUsedAt: undefined };
const idIn = (body: unknown) => (body as { readonly credential: { readonly id: string } }).credential.id;

/** One deliberately broken adapter per rule about passkeys. */
export const passkeyMutants: Readonly<Record<string, PasskeyMutant>> = {
  "lets the same answer in twice": signIn((good) => {
    const before = new Map<string, Attempt>();
    return async (body, headers) => {
      const key = JSON.stringify(body);
      const attempt = await good(body, headers);
      if (attempt.status === 200) before.set(key, attempt);
      return before.get(key) ?? attempt;
    };
  }),
  "lets in whoever shows a passkey that signed in before, whatever it signed": signIn((good) => {
    const before = new Map<string, Attempt>();
    return async (body, headers) => {
      const attempt = await good(body, headers);
      if (attempt.status === 200) before.set(idIn(body), attempt);
      return before.get(idIn(body)) ?? attempt;
    };
  }),
  "lets in whatever a passkey signed": signIn((good) => async (body, headers) => {
    const attempt = await good(body, headers);
    return attempt.status === 401 ? { ...attempt, status: 200, body: {}, headers: new Headers() } : attempt;
  }),
  "takes an answer in any browser": signIn((good, begun) => async (body, headers) => {
    let attempt = await good(body, headers);
    for (const one of begun) if (attempt.status === 401) attempt = await good(body, one.headers);
    return attempt;
  }),
  "says which passkeys it has never seen": signIn((good) => {
    const known = new Set<string>();
    return async (body, headers) => {
      const attempt = await good(body, headers);
      if (known.has(idIn(body)) || attempt.status === 200) known.add(idIn(body));
      return attempt.status === 401 && !known.has(idIn(body)) ? { ...attempt, status: 404 } : attempt;
    };
  }),
  "knows no time": (subject) => ({ ...subject, later: () => undefined }),
  "asks for passkeys that the person has already": provider((good) => ({
    beginPasskey: async (ref) => {
      const asked = await good.beginPasskey(ref);
      return { ...asked, excludeCredentials: [] };
    },
  })),
  "keeps whatever a browser says it made": provider((good) => ({
    addPasskey: (added) => overlook("identity.passkey_refused", good.addPasskey(added), somePasskey),
  })),
  "keeps one passkey for two": provider((good) => ({
    addPasskey: (added) => overlook("identity.passkey_taken", good.addPasskey(added), somePasskey),
  })),
  "keeps any number of passkeys": provider((good) => ({
    addPasskey: (added) => overlook("identity.too_many_passkeys", good.addPasskey(added), somePasskey),
  })),
  "confirms whatever was signed": provider((good) => ({
    confirmPasskey: (confirmed) => overlook("identity.passkey_refused", good.confirmPasskey(confirmed), undefined),
  })),
  "confirms nothing": provider(() => ({ confirmPasskey: async () => undefined })),
  "renames whatever it is told to": provider((good) => ({
    renamePasskey: (ref) => overlook("identity.passkey_not_found", good.renamePasskey(ref), undefined),
  })),
  "removes no passkey": provider(() => ({ removePasskey: async () => undefined })),
  "tells of no passkey": untold("identity.passkey_added", "identity.passkey_removed"),
  "tells of no copy": untold("identity.passkey_copied"),
};

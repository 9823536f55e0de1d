import { createHash, randomBytes } from "node:crypto";
import { v7 as uuidv7, validate as isUuid } from "uuid";
import { browserCookie } from "./browser-cookie.ts";
import { type ChallengeUse, createChallenges } from "./challenges.ts";
import { parseName } from "./domain/name.ts";
import { IdentityError } from "./errors.ts";
import type { SessionRef } from "./port-account.ts";
import type {
  Assertion,
  Attestation,
  Passkey,
  PasskeyCreation,
  PasskeyRef,
  PasskeyRequest,
  PasskeysPort,
  Transport,
} from "./port-passkeys.ts";
import type { KnownPerson, Person } from "./port.ts";

export interface StoredPasskey extends Passkey {
  readonly userId: string;
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly Transport[];
}

type ReadPasskey = Pick<StoredPasskey, "credentialId" | "publicKey" | "counter" | "isSynced" | "transports">;

/** Where passkeys are kept. Ids are checked before. Each change is told as one fact, or not made. */
export interface PasskeyRows {
  /** Oldest first. */
  list(userId: string): Promise<readonly StoredPasskey[]>;
  find(credentialId: string): Promise<StoredPasskey | undefined>;
  /** @throws IdentityError `identity.passkey_taken`, `identity.too_many_passkeys`. */
  add(passkey: StoredPasskey): Promise<void>;
  /** Whether there was one. */
  rename(ref: PasskeyRef & { readonly name: string }): Promise<boolean>;
  remove(ref: PasskeyRef): Promise<boolean>;
  /** Notes a use, unless its count may not follow the one of now: then it tells of a copy, and answers false. */
  use(use: { readonly id: string; readonly counter: number; readonly at: Date }): Promise<boolean>;
  /** True for the first who asks, also under a race. What is over by `now` may be forgotten. */
  spend(challenge: { readonly hash: string; readonly expiresAt: Date; readonly now: Date }): Promise<boolean>;
}

/** Speaks WebAuthn. Refuses by `undefined`, and never throws. */
export interface Authenticators {
  creation(asked: {
    readonly challenge: string;
    readonly person: Person;
    readonly known: readonly StoredPasskey[];
  }): PasskeyCreation;
  request(asked: { readonly challenge: string; readonly known: readonly StoredPasskey[] }): PasskeyRequest;
  /** The challenge that an answer is about; `undefined` for no answer, or one from inside another site. */
  challengeIn(clientDataJSON: string): string | undefined;
  readNew(credential: Attestation, challenge: string): Promise<ReadPasskey | undefined>;
  readUse(
    credential: Assertion,
    asked: { readonly challenge: string; readonly passkey: StoredPasskey },
  ): Promise<{ readonly counter: number } | undefined>;
}

interface Options {
  readonly rows: PasskeyRows;
  readonly authenticators: Authenticators;
  readonly findPerson: (userId: string) => Promise<KnownPerson | undefined>;
  readonly noteAuthenticated: (ref: SessionRef) => Promise<void>;
  readonly now: () => Date;
  readonly secret: string;
  /** Of the cookie that holds a challenge to the browser that asked for it. */
  readonly cookieName: string;
  /** Whether it is for https alone. */
  readonly isSecure: boolean;
}

export type Passkeys = ReturnType<typeof createPasskeys>;

/** Passkeys as every provider keeps them that holds our tables, or none. */
export function createPasskeys({ rows, authenticators, findPerson, noteAuthenticated, ...options }: Options) {
  const { now, secret, cookieName, isSecure } = options;
  const cookie = browserCookie({ name: cookieName, isSecure, sameSite: "Strict" });
  const challenges = createChallenges({ now, secret });

  const port: PasskeysPort = {
    listPasskeys: async (userId) => (isUuid(userId) ? (await rows.list(userId)).map(toPasskey) : []),

    async beginPasskey({ userId, sessionId }) {
      const known = await findPerson(userId);
      if (known === undefined) throw new IdentityError("identity.person_not_found", "This person is not here.");
      const challenge = challenges.mint({ to: "add", session: sessionId });
      return authenticators.creation({ challenge, person: known.person, known: await rows.list(userId) });
    },

    async addPasskey({ userId, sessionId, name: wanted, credential }) {
      const name = parseName(wanted);
      const challenge = await spend(credential, { to: "add", session: sessionId });
      const found = challenge === undefined ? undefined : await authenticators.readNew(credential, challenge);
      if (found === undefined) throw refusal();
      const added = { ...found, id: uuidv7(), userId, name, createdAt: now(), lastUsedAt: undefined };
      await rows.add(added);
      return toPasskey(added);
    },

    async renamePasskey({ name, ...ref }) {
      const renamed = isRef(ref) && (await rows.rename({ ...ref, name: parseName(name) }));
      if (!renamed) throw noPasskey();
    },

    async removePasskey(ref) {
      const removed = isRef(ref) && (await rows.remove(ref));
      if (!removed) throw noPasskey();
    },

    async beginPasskeyConfirmation({ userId, sessionId }) {
      const known = isUuid(userId) ? await rows.list(userId) : [];
      if (known.length === 0) throw noPasskey();
      return authenticators.request({ challenge: challenges.mint({ to: "confirm", session: sessionId }), known });
    },

    async confirmPasskey({ credential, ...ref }) {
      const used = await use(credential, { to: "confirm", session: ref.sessionId }, ref.userId);
      if (used === undefined) throw refusal();
      await noteAuthenticated(ref);
    },
  };

  return {
    port,

    /** What a browser is asked in which nobody is signed in, and the cookie that it answers with. */
    begin(headers: Headers): { readonly options: PasskeyRequest; readonly cookie: string } {
      // One for all its tabs: else the one that was opened last would be the only one that could sign in.
      const browser = browserIn(headers) ?? randomBytes(16).toString("base64url");
      return {
        options: authenticators.request({ challenge: challenges.mint({ to: "sign-in", browser }), known: [] }),
        cookie: cookie.keep(browser, 300),
      };
    },

    /** Who signs in with it; `undefined` for every fault alike. */
    async judge(credential: Assertion, headers: Headers): Promise<Person | undefined> {
      const browser = browserIn(headers);
      // Here nobody has said who they are but the passkey: it has to name the account (WebAuthn 3, 7.2, 6).
      if (browser === undefined || credential.response.userHandle === undefined) return undefined;
      const used = await use(credential, { to: "sign-in", browser });
      return used && (await confirmed(used.userId));
    },
  };

  /** The challenge that was answered, now of no more use; `undefined` unless it was one of ours, and for this. */
  async function spend({ response }: Attestation | Assertion, asked: ChallengeUse): Promise<string | undefined> {
    const challenge = authenticators.challengeIn(response.clientDataJSON);
    const expiresAt = challenge === undefined ? undefined : challenges.expiryOf(challenge, asked);
    if (challenge === undefined || expiresAt === undefined) return undefined;
    // Of its bytes, since base64url has several ways to write the same.
    const hash = createHash("sha256").update(Buffer.from(challenge, "base64url")).digest("hex");
    return (await rows.spend({ hash, expiresAt, now: now() })) ? challenge : undefined;
  }

  /** @param owner whose it has to be; whoever it belongs to when absent. */
  async function use(credential: Assertion, asked: ChallengeUse, owner?: string): Promise<StoredPasskey | undefined> {
    const challenge = await spend(credential, asked);
    const passkey = challenge === undefined ? undefined : await rows.find(credential.id);
    if (challenge === undefined || passkey === undefined) return undefined;
    if (owner !== undefined && passkey.userId !== owner) return undefined;
    const said = await authenticators.readUse(credential, { challenge, passkey });
    if (said === undefined) return undefined;
    return (await rows.use({ id: passkey.id, counter: said.counter, at: now() })) ? passkey : undefined;
  }

  /** An address that nobody has confirmed opens nothing, whatever else was proved. */
  async function confirmed(userId: string): Promise<Person | undefined> {
    const known = await findPerson(userId);
    return known?.verified === true ? known.person : undefined;
  }

  function browserIn(headers: Headers): string | undefined {
    return cookie.read(headers).find((value) => /^[\w-]{22}$/.test(value));
  }
}

const isRef = ({ userId, passkeyId }: PasskeyRef) => isUuid(userId) && isUuid(passkeyId);

const toPasskey = ({ id, name, isSynced, createdAt, lastUsedAt }: StoredPasskey): Passkey => ({
  id,
  name,
  isSynced,
  createdAt,
  lastUsedAt,
});

const refusal = () =>
  new IdentityError("identity.passkey_refused", "This passkey could not be used here, or it took too long. Try again.");
const noPasskey = () => new IdentityError("identity.passkey_not_found", "This passkey is not here, or not yours.");

import { createHash, randomBytes } from "node:crypto";
import { plainRecoveryCode, proofIn, recoveryCodeOf, SECOND_FACTOR, type TypedProof } from "./domain/second-factor.ts";
import { IdentityError } from "./errors.ts";
import type { SessionRef } from "./port-account.ts";
import type { Proof } from "./port-proof.ts";
import type { SecondFactor, SecondFactorProvider } from "./port-second-factor.ts";
import { newTotpSecret, stepOf, totpUri } from "./totp.ts";

/** Where second factors are kept. Each method is one step that nobody can get in between. */
export interface SecondFactorStore {
  /** Whether confirmed or not. */
  find(userId: string): Promise<StoredFactor | undefined>;
  /** Keeps a secret that waits for its first code, instead of the one before. False: there is a confirmed one. */
  begin(userId: string, sealedSecret: string): Promise<boolean>;
  /**
   * Confirms exactly this secret, notes the session as a recent one, ends the others, tells of it. False: it is not the one that
   * waits. @throws IdentityError `identity.session_not_found`.
   */
  confirm(ref: SessionRef, confirmed: NewFactor): Promise<boolean>;
  /** Takes the code of this half minute, unless it or a later one was taken. */
  takeStep(userId: string, step: number): Promise<boolean>;
  /** Takes a recovery code and tells of it. False: there is none like that. */
  takeRecoveryCode(userId: string, hash: string): Promise<boolean>;
  /** False: there is no confirmed factor. */
  renewRecoveryCodes(userId: string, hashes: readonly string[]): Promise<boolean>;
  /** With its recovery codes, the sign-ins that wait for it, and the other sessions. False: there is no confirmed one. */
  remove(ref: SessionRef): Promise<boolean>;
  /** A sign-in that waits for the second factor, by the hash of its handle. */
  wait(userId: string, waiting: WaitingSignIn): Promise<void>;
  /** Counts a try, before it is made. Whose sign-in it is; `undefined` for none, an old one, and after the last try. */
  countTry(hash: string): Promise<string | undefined>;
  /** It came about. Answers the connection that the first factor was, if it was one. */
  finish(hash: string): Promise<string | undefined>;
}

interface WaitingSignIn {
  readonly hash: string;
  readonly expiresAt: Date;
  /** Of a workspace, where it was the first factor. */
  readonly connectionId?: string | undefined;
}

export interface StoredFactor {
  readonly sealedSecret: string;
  readonly begunAt: Date;
  /** Null while it waits for its first code. */
  readonly confirmedAt: Date | null;
  readonly recoveryCodesLeft: number;
}

export interface NewFactor {
  readonly sealedSecret: string;
  readonly step: number;
  readonly recoveryHashes: readonly string[];
}

interface Options {
  readonly now: () => Date;
  /** What apps list the account under. */
  readonly issuer: string;
  readonly addressOf: (userId: string) => Promise<string | undefined>;
  /** Encrypts a secret for one person: nobody else's opens with it. */
  readonly seal: (secret: string, userId: string) => Promise<string>;
  readonly unseal: (sealed: string, userId: string) => Promise<string>;
}

export type SecondFactors = ReturnType<typeof createSecondFactors>;

/** The rules of a second factor, whoever keeps it. */
export function createSecondFactors(store: SecondFactorStore, { now, issuer, addressOf, seal, unseal }: Options) {
  const confirmed = async (userId: string) => {
    const found = await store.find(userId);
    return found?.confirmedAt ? { ...found, confirmedAt: found.confirmedAt } : undefined;
  };

  const port: SecondFactorProvider = {
    async findSecondFactor(userId): Promise<SecondFactor | undefined> {
      const found = await confirmed(userId);
      return found && { since: found.confirmedAt, recoveryCodesLeft: found.recoveryCodesLeft };
    },

    async beginSecondFactor(userId) {
      const label = await addressOf(userId);
      if (label === undefined) throw new IdentityError("identity.person_not_found", "This person is not here.");
      const secret = newTotpSecret();
      if (!(await store.begin(userId, await seal(secret, userId)))) throw isOn();
      return { secret, uri: totpUri(secret, { issuer, label }) };
    },

    async confirmSecondFactor({ code, ...ref }) {
      const found = await store.find(ref.userId);
      if (found?.confirmedAt) throw isOn();
      if (found === undefined || isOld(found.begunAt)) throw isOff();
      const { sealedSecret } = found;
      const step = stepOf(code, await unseal(sealedSecret, ref.userId), now());
      if (step === undefined) throw wrong();
      const codes = newRecoveryCodes();
      if (!(await store.confirm(ref, { sealedSecret, step, recoveryHashes: codes.map(hashOfCode) }))) throw isOff();
      return codes;
    },

    async renewRecoveryCodes(userId) {
      const codes = newRecoveryCodes();
      if (!(await store.renewRecoveryCodes(userId, codes.map(hashOfCode)))) throw isOff();
      return codes;
    },

    async removeSecondFactor(ref) {
      if (!(await store.remove(ref))) throw isOff();
    },
  };

  return {
    port,
    isOn: async (userId: string): Promise<boolean> => (await confirmed(userId)) !== undefined,
    isProof,

    /** Keeps a sign-in waiting. Answers the handle that its browser carries; only its hash is kept. */
    async wait(userId: string, connectionId?: string): Promise<string> {
      const handle = randomBytes(32).toString("base64url");
      const expiresAt = new Date(now().getTime() + SECOND_FACTOR.challengeMs);
      await store.wait(userId, { hash: hashOf(handle), expiresAt, connectionId });
      return handle;
    },

    /** Whose sign-in waits under this handle, one of its tries used up. */
    countTry: (handle: string) => store.countTry(hashOf(handle)),
    finish: (handle: string) => store.finish(hashOf(handle)),
  };

  /** Takes it: the same one is never right again. */
  async function isProof(userId: string, proof: Proof): Promise<boolean> {
    if ("recoveryCode" in proof) return store.takeRecoveryCode(userId, hashOfCode(proof.recoveryCode));
    const found = await confirmed(userId);
    if (found === undefined) return false;
    const step = stepOf(proof.code, await unseal(found.sealedSecret, userId), now());
    return step !== undefined && store.takeStep(userId, step);
  }

  function isOld(begunAt: Date): boolean {
    return now().getTime() - begunAt.getTime() >= SECOND_FACTOR.pendingMs;
  }
}

const newRecoveryCodes = () =>
  Array.from({ length: SECOND_FACTOR.recoveryCodes }, () => recoveryCodeOf(randomBytes(24)));

/** Of what nobody can guess. */
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
/** However it is written. */
const hashOfCode = (recoveryCode: string) => hashOf(plainRecoveryCode(recoveryCode) ?? "");

const isOn = () =>
  new IdentityError("identity.second_factor_on", "There is a second factor already. Turn it off first.");
const isOff = () =>
  new IdentityError(
    "identity.second_factor_off",
    "There is no second factor, or it was begun too long ago. Begin anew.",
  );

export const wrong = () =>
  new IdentityError("identity.wrong_second_factor", "This code is not right, was used already, or is too old.");

export const needed = () =>
  new IdentityError("identity.second_factor_required", "Give a code of your second factor as well.");

/** What came along with a password. @throws IdentityError `identity.wrong_second_factor` for what can't be one. */
export function parseProof({ code, recoveryCode }: TypedProof): { readonly proof?: Proof } {
  if (code === undefined && recoveryCode === undefined) return {};
  const proof = proofIn({ code, recoveryCode });
  if (proof === undefined) throw wrong();
  return { proof };
}

import { SECOND_FACTOR } from "../../domain/second-factor.ts";
import type { SessionRef } from "../../port-account.ts";
import type { SecondFactorStore } from "../../second-factor.ts";
import type { RecordFact } from "./facts.ts";

interface Row {
  sealedSecret: string;
  begunAt: Date;
  confirmedAt: Date | null;
  lastStep: number;
  readonly codes: Set<string>;
}

interface Options {
  readonly now: () => Date;
  readonly record: RecordFact;
  /** Throws where it has ended. */
  readonly noteAuthenticated: (ref: SessionRef) => void;
  readonly endOthers: (ref: SessionRef) => void;
}

export function memorySecondFactors({ now, record, noteAuthenticated, endOthers }: Options): SecondFactorStore & {
  endWaiting(userId: string): void;
} {
  const rows = new Map<string, Row>();
  const waiting = new Map<string, { readonly userId: string; readonly expiresAt: Date; tries: number }>();
  const confirmed = (userId: string) => {
    const row = rows.get(userId);
    return row?.confirmedAt ? row : undefined;
  };

  return {
    async find(userId) {
      const row = rows.get(userId);
      return row && { ...row, recoveryCodesLeft: row.codes.size };
    },

    async begin(userId, sealedSecret) {
      if (confirmed(userId) !== undefined) return false;
      rows.set(userId, { sealedSecret, begunAt: now(), confirmedAt: null, lastStep: 0, codes: new Set() });
      return true;
    },

    async confirm(ref, { sealedSecret, step, recoveryHashes }) {
      const row = rows.get(ref.userId);
      if (row === undefined || row.confirmedAt !== null || row.sealedSecret !== sealedSecret) return false;
      noteAuthenticated(ref);
      Object.assign(row, { confirmedAt: now(), lastStep: step, codes: new Set(recoveryHashes) });
      endOthers(ref);
      record({ type: "identity.second_factor_turned_on", data: { userId: ref.userId } });
      return true;
    },

    async takeStep(userId, step) {
      const row = confirmed(userId);
      if (row === undefined || row.lastStep >= step) return false;
      row.lastStep = step;
      return true;
    },

    async takeRecoveryCode(userId, hash) {
      const isTaken = confirmed(userId)?.codes.delete(hash) ?? false;
      if (isTaken) record({ type: "identity.recovery_code_used", data: { userId } });
      return isTaken;
    },

    async renewRecoveryCodes(userId, hashes) {
      const row = confirmed(userId);
      if (row === undefined) return false;
      rows.set(userId, { ...row, codes: new Set(hashes) });
      record({ type: "identity.recovery_codes_renewed", data: { userId } });
      return true;
    },

    async remove(ref) {
      if (confirmed(ref.userId) === undefined) return false;
      rows.delete(ref.userId);
      endOthers(ref);
      record({ type: "identity.second_factor_turned_off", data: { userId: ref.userId } });
      return true;
    },

    async wait(userId, { hash, expiresAt }) {
      waiting.set(hash, { userId, expiresAt, tries: 0 });
    },

    async countTry(hash) {
      const one = waiting.get(hash);
      if (one === undefined || one.expiresAt <= now() || one.tries >= SECOND_FACTOR.tries) return undefined;
      one.tries += 1;
      return one.userId;
    },

    async finish(hash) {
      waiting.delete(hash);
      return undefined;
    },

    endWaiting(userId) {
      for (const [hash, one] of waiting) if (one.userId === userId) waiting.delete(hash);
    },
  };
}

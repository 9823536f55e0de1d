import { type Connection, isSocialProvider, type Voucher } from "../../port-social.ts";
import type { Newcomer, SocialAttempt, SocialStore } from "../../social/store.ts";
import type { RecordFact } from "./facts.ts";

interface Parts {
  readonly now: () => Date;
  readonly record: RecordFact;
  readonly hasAddress: (email: string) => boolean;
  /** With a confirmed address and no password. */
  readonly add: (person: { readonly name: string; readonly email: string; readonly locale: "en" | "id" }) => string;
}

interface Held {
  readonly provider: Voucher;
  readonly connectedAt: Date;
  readonly userId: string;
  readonly subject: string;
}

export function memorySocial({ now, record, hasAddress, add }: Parts): SocialStore {
  const attempts = new Map<string, SocialAttempt & { readonly name: string }>();
  const newcomers = new Map<string, Newcomer>();
  let connections: readonly Held[] = [];
  const isOpen = <T extends { readonly expiresAt: Date }>(one: T | undefined) =>
    one !== undefined && one.expiresAt > now() ? one : undefined;
  const find = (provider: Voucher, subject: string) =>
    connections.find((one) => one.provider === provider && one.subject === subject);

  return {
    begin: async (attempt) => void attempts.set(attempt.keyHash, { ...attempt, name: "" }),
    async noteName(stateHash, name) {
      for (const one of attempts.values()) if (one.stateHash === stateHash) attempts.set(one.keyHash, { ...one, name });
    },
    async take(keyHash) {
      const found = isOpen(attempts.get(keyHash));
      attempts.delete(keyHash);
      return found;
    },
    findOwner: async (provider, subject) => find(provider, subject)?.userId,
    hasAddress: async (email) => hasAddress(email),
    holdNewcomer: async (newcomer) => void newcomers.set(newcomer.keyHash, newcomer),
    findNewcomer: async (keyHash) => isOpen(newcomers.get(keyHash)),
    async signUp(keyHash, { name, locale }) {
      const found = isOpen(newcomers.get(keyHash));
      newcomers.delete(keyHash);
      if (found === undefined) return undefined;
      const { provider, subject, email } = found;
      if (hasAddress(email) || find(provider, subject)) return "taken";
      const userId = add({ name, email, locale });
      connections = [...connections, { userId, provider, subject, connectedAt: now() }];
      return { userId };
    },
    async connect({ userId, provider, subject }) {
      const owner = find(provider, subject);
      if (owner !== undefined) return owner.userId === userId ? "connected" : "taken";
      if (connections.some((one) => one.userId === userId && one.provider === provider)) return "another";
      connections = [...connections, { userId, provider, subject, connectedAt: now() }];
      if (isSocialProvider(provider)) record({ type: "identity.connection_added", data: { userId, provider } });
      return "connected";
    },
    list: async (userId) =>
      connections
        .filter((one) => one.userId === userId)
        .flatMap(({ provider, connectedAt }): readonly Connection[] =>
          isSocialProvider(provider) ? [{ provider, connectedAt }] : [],
        ),
    async disconnect({ userId, provider }) {
      const rest = connections.filter((one) => one.userId !== userId || one.provider !== provider);
      const isGone = rest.length < connections.length;
      if (isGone && isSocialProvider(provider))
        record({ type: "identity.connection_removed", data: { userId, provider } });
      connections = rest;
    },
  };
}

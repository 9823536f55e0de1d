import type { KeyPermission } from "./permissions.ts";
import type { CallOptions } from "./port-options.ts";
import type { Workspace } from "./port-workspaces.ts";

/** Whom a program acts as. It belongs to the workspace and to nobody in it: whoever made it can leave. */
export interface ServiceAccount {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly createdBy: Maker | null;
  /** Those that work, and those that ended lately (`domain/api-key.ts`), newest first. */
  readonly keys: readonly ApiKey[];
}

/** Null once the account of whoever it was is gone. */
export interface Maker {
  readonly id: string;
  readonly name: string;
}

/** A key without its secret, which is nowhere but with whoever made it. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** How its secret begins: enough to tell it from others, and nothing to guess the rest by. */
  readonly prefix: string;
  readonly permissions: readonly KeyPermission[];
  readonly createdAt: Date;
  readonly createdBy: Maker | null;
  readonly expiresAt: Date;
  /** Give or take a minute. */
  readonly lastUsedAt: Date | null;
  /** When it ends, or has ended, before it expires: it was rotated or revoked. */
  readonly endsAt: Date | null;
}

/** Whom a key that works stands for. */
export interface KeyHolder {
  readonly keyId: string;
  readonly serviceAccountId: string;
  readonly workspace: Workspace;
  readonly permissions: readonly KeyPermission[];
}

/**
 * Service accounts of a workspace, and their keys. A key does what it was given and nothing else, in its own workspace,
 * until it is revoked, rotated away or expired; nothing that becomes of the person who made it changes that. Nobody gives
 * a key what they may not themselves. Each method that changes something reads the actor's role anew, and throws
 * `identity.forbidden` when it does not allow this, `identity.workspace_not_found` when the actor is no member; what
 * changes one service account throws `identity.service_account_not_found` where it is not in this workspace.
 */
export interface KeysPort {
  /** By name. Empty for an unknown workspace. */
  listServiceAccounts(workspaceId: string, options?: CallOptions): Promise<readonly ServiceAccount[]>;
  /**
   * @throws IdentityError `identity.service_account_name_taken`, whatever its case, also under a race;
   * `identity.too_many_service_accounts` beyond `domain/limits.ts`.
   */
  createServiceAccount(input: NewServiceAccount, options?: CallOptions): Promise<ServiceAccount>;
  /** The same name changes nothing. @throws IdentityError `identity.service_account_name_taken`. */
  renameServiceAccount(change: ServiceAccountRef & { readonly name: string }, options?: CallOptions): Promise<void>;
  /** With its keys, which end at once. */
  removeServiceAccount(ref: ServiceAccountRef, options?: CallOptions): Promise<void>;
  /** @throws IdentityError `identity.too_many_keys` beyond `domain/limits.ts`. */
  createApiKey(input: NewApiKey, options?: CallOptions): Promise<MintedKey>;
  /**
   * Makes a key of the same name, permissions and lifetime, and has the old one end at `until`, or when it expires if that
   * is before; both or neither. Nobody rotates a key that may what they may not: they would get its secret.
   * @throws IdentityError `identity.key_not_found`; `identity.key_rotated` when it was rotated before, also under a race;
   * `identity.key_ended` for one that was revoked or has expired; `identity.too_many_keys`.
   */
  rotateApiKey(rotation: KeyRotation, options?: CallOptions): Promise<MintedKey>;
  /** From the next request on it is refused. A repeat changes nothing. @throws IdentityError `identity.key_not_found`. */
  revokeApiKey(ref: ApiKeyRef, options?: CallOptions): Promise<void>;
  /**
   * Whom the secret stands for. `undefined` alike for what is no key, and for one that is unknown, revoked, expired, or of
   * a workspace that is closed. Noted as the time at which the key was last used.
   */
  findKeyHolder(secret: string, options?: CallOptions): Promise<KeyHolder | undefined>;
}

export interface NewServiceAccount {
  readonly workspaceId: string;
  readonly actorId: string;
  /** The id that it gets; one is made when absent. */
  readonly id?: string;
  readonly name: string;
}

export interface ServiceAccountRef {
  readonly workspaceId: string;
  readonly actorId: string;
  readonly serviceAccountId: string;
}

export interface NewApiKey extends ServiceAccountRef {
  /** The id that it gets; one is made when absent. */
  readonly id?: string;
  readonly name: string;
  readonly permissions: readonly KeyPermission[];
  readonly expiresAt: Date;
}

export interface ApiKeyRef extends ServiceAccountRef {
  readonly keyId: string;
}

export interface KeyRotation extends ApiKeyRef {
  /** The id that the new one gets; one is made when absent. */
  readonly id?: string;
  /** How long the old one is good. */
  readonly until: Date;
}

export interface MintedKey {
  readonly key: ApiKey;
  /** What a program sends. Answered here and never again: what is kept is its hash. */
  readonly secret: string;
}

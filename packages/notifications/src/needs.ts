import type { Doors, Listener, PersonTx, SystemTx, TenantTx } from "@ninefold/identity/tenancy";
import type { Kind, Mails, NoticeKind, NoticeSubjects, Subjects } from "./kinds.ts";
import type { Mailbox } from "./port.ts";

/** What notifications wants from the rest of the system, in its own words. */
export interface NotificationsNeeds {
  /** The doors of `notifications`. */
  readonly doors: Doors;
  /** Records a job in the caller's transaction. The same key again records nothing. */
  readonly enqueue: (
    tx: AnyTx,
    jobId: string,
    input: object,
    options: { readonly idempotencyKey: string; readonly scope?: Scope },
  ) => Promise<unknown>;
  /** Runs one call to the vendor under its deadline, retries (only where `idempotent`) and breaker. */
  readonly guard: <T>(
    call: { readonly dependency: string; readonly operation: string; readonly idempotent: boolean },
    work: (signal: AbortSignal) => Promise<T>,
    options: { readonly signal: AbortSignal },
  ) => Promise<T>;
  readonly now: () => Date;
  /** Who every mail is from. Needed where the transport delivers. */
  readonly from: Mailbox | undefined;
  /** 32 bytes that seal what waits to be sent. Needed where the transport delivers. */
  readonly encryptionKey: Uint8Array | undefined;
  /**
   * What a mail says, asked when it is rendered: links are minted here, and nowhere earlier. `undefined`: there is nothing
   * to say any more, since the address is verified, the invitation revoked, the person gone. Called with no door open, by
   * two workers at once if need be; only one of the two answers is ever sent.
   */
  readonly sources: { readonly [K in Kind]: (subject: Subjects[K]) => Promise<Mails[K] | undefined> };
  /** Whom a notice is for, by their ids, asked when it is written. Called with no door open. */
  readonly audiences: { readonly [K in NoticeKind]: (subject: NoticeSubjects[K]) => Promise<readonly string[]> };
  /** Calls back when any process says something on the channel, with what it said; without, when some may be lost. */
  readonly listen: (channel: string, onNotify: (said?: string) => void) => Listener;
  /** Told of a report that is about nothing of ours. Must not throw. */
  readonly onIgnoredReport?: (event: string) => void;
}

export type AnyTx = TenantTx | PersonTx | SystemTx;

/** Whose something is: a workspace's, else a person's, else nobody's. */
export interface Scope {
  readonly tenantId: string | null;
  readonly userId: string | null;
}

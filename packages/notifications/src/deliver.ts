import { CATEGORIES, isOptional, type OptionalCategory } from "./catalogue.ts";
import type { FailReason, SkipReason } from "./domain/status.ts";
import { NotificationsError, type NotificationsErrorCode } from "./errors.ts";
import type { DeliveryAttempt } from "./jobs.ts";
import { CATEGORY_OF, isKind, type Locale } from "./kinds.ts";
import { parseMessage, writeLetter } from "./letter.ts";
import type { NotificationsNeeds } from "./needs.ts";
import type { Mailbox, MessageTransport } from "./port.ts";
import { seal, unseal } from "./sealed.ts";

export interface Sending {
  readonly deliveryId: string;
  readonly attempt: DeliveryAttempt;
  readonly row: DeliveryRow;
  readonly transport: MessageTransport;
  readonly needs: Pick<NotificationsNeeds, "guard" | "now" | "sources">;
  /** Absent where nothing is sent. */
  readonly letterhead: Letterhead | undefined;
}

export interface Letterhead {
  readonly from: Mailbox;
  readonly encryptionKey: Uint8Array;
}

/** One delivery's record. Each method is one short transaction, and none is open while anybody is asked. */
export interface DeliveryRow {
  /**
   * Counts an attempt. `undefined` when it has ended, or there is none.
   * @param isReplayed one that has failed is open again: it is written anew, since its letter was wiped.
   */
  begin(isReplayed: boolean): Promise<Found | undefined>;
  /** Keeps the first letter, and answers the one that is kept, whoever wrote it; `undefined` when it has ended. */
  keep(rendered: Rendered, known: { readonly to: string; readonly locale: Locale }): Promise<Rendered | undefined>;
  /** Whether the person whose delivery it is has turned mail of the category off. */
  isUnwanted(category: OptionalCategory): Promise<boolean>;
  /** Whether the address bounced for good, or complained. */
  isSuppressed(address: string): Promise<boolean>;
  /** Ends it as skipped, unless a letter is kept, which somebody may be sending. */
  skipUnrendered(reason: SkipReason): Promise<void>;
  /** Ends it, unless it has ended, and wipes the letter. */
  end(end: End): Promise<void>;
  noteFailure(code: string): Promise<void>;
}

interface Found {
  readonly kind: string;
  readonly subject: unknown;
  readonly rendered: Rendered | undefined;
}

export interface Rendered {
  readonly sealed: Uint8Array;
  readonly sendBefore: Date;
}

export type End =
  | { readonly status: "accepted"; readonly providerRef: string }
  | { readonly status: "skipped"; readonly reason: SkipReason }
  | { readonly status: "failed"; readonly reason: FailReason; readonly lastError: string };

/**
 * Takes one delivery to its end. It may stop after any line, and run twice at once: the letter that was kept first is the
 * only one that is ever sent, always under the delivery's own key, so the vendor sends it once.
 * @throws whatever kept it from ending well. `retryable: false` when that is final and recorded.
 */
export async function deliver(sending: Sending): Promise<void> {
  try {
    const outcome = await attemptToSend(sending).catch((error: unknown) => recordAndThrow(sending, error));
    // Outside of what is recorded as a failure: when this can't be written the vendor has the mail all the same, and the
    // next attempt, under the same key, gets the same answer.
    if (outcome !== undefined) await sending.row.end(outcome);
  } catch (error) {
    throw repeatable(error);
  }
}

async function attemptToSend(sending: Sending): Promise<End | undefined> {
  const { deliveryId, attempt, row, transport, needs, letterhead } = sending;
  const found = await row.begin(attempt.isReplayed);
  if (found === undefined) return undefined;
  if (letterhead === undefined) return { status: "skipped", reason: "disabled" };

  const rendered = found.rendered ?? (await renderOnce(sending, letterhead, found));
  if (rendered === undefined) return undefined;
  if (rendered.sendBefore <= needs.now()) {
    throw new NotificationsError("notifications.too_late", "the mail was written too long ago to be sent now");
  }
  const message = parseMessage(unseal(rendered.sealed, letterhead.encryptionKey, deliveryId));
  const { idempotency: idempotent } = transport.capabilities;
  const receipt = await needs.guard(
    { dependency: "notifications.email", operation: "send", idempotent },
    (signal) => transport.send(message, { idempotencyKey: `delivery/${deliveryId}`, signal }),
    { signal: attempt.signal },
  );
  return receipt.status === "accepted"
    ? { status: "accepted", providerRef: receipt.ref }
    : { status: "skipped", reason: receipt.reason };
}

/** The letter that is sent; `undefined` when there is nothing to say, or the delivery has ended meanwhile. */
async function renderOnce(sending: Sending, letterhead: Letterhead, found: Found): Promise<Rendered | undefined> {
  const { deliveryId, row, needs } = sending;
  const category = isKind(found.kind) ? CATEGORY_OF[found.kind] : undefined;
  if (category !== undefined && isOptional(category) && (await row.isUnwanted(category))) {
    await row.skipUnrendered("preference");
    return undefined;
  }
  const letter = await writeLetter(found, {
    sources: needs.sources,
    from: letterhead.from,
    deliveryId,
    requestId: sending.attempt.requestId,
  });
  if (letter === undefined) {
    await row.skipUnrendered("nothing_to_say");
    return undefined;
  }
  const isEssential = category !== undefined && CATEGORIES[category].isEssential;
  if (!isEssential && (await row.isSuppressed(letter.message.to.address))) {
    await row.skipUnrendered("suppressed");
    return undefined;
  }
  const { message, locale, expiresAt } = letter;
  const sealed = seal(JSON.stringify(message), letterhead.encryptionKey, deliveryId);
  const sendBefore = earlier(new Date(needs.now().getTime() + MAX_AGE_MS), expiresAt);
  return row.keep({ sealed, sendBefore }, { to: message.to.address, locale });
}

/** The vendor forgets a key after 24 hours (resend.com/docs, "Idempotency keys", 2026-11-20). An hour is for clocks that differ. */
const MAX_AGE_MS = 23 * 60 * 60_000;

const earlier = (one: Date, other: Date | undefined) => (other === undefined || one < other ? one : other);

async function recordAndThrow({ row, attempt }: Sending, error: unknown): Promise<never> {
  const lastError = codeOf(error);
  if (error instanceof NotificationsError && !error.retryable) {
    await row.end({ status: "failed", reason: REASONS[error.code] ?? "refused", lastError });
  } else if (attempt.isLast && !attempt.signal.aborted) {
    await row.end({ status: "failed", reason: "gave_up", lastError });
  } else {
    await row.noteFailure(lastError);
  }
  throw error;
}

const REASONS: Partial<Record<NotificationsErrorCode, FailReason>> = {
  "notifications.too_late": "too_late",
  "notifications.unreadable": "unreadable",
};

/** A message may quote an address or a query's parameters: only a code is written down. */
function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[a-z_]{1,40}\.[a-z_]{1,60}$/.test(code) ? code : "unknown";
}

/**
 * Others call an error final because they can't know whether a repeat does harm: a lost connection during a commit, say.
 * Here it does none.
 */
function repeatable(error: unknown): unknown {
  const isFinal = typeof error === "object" && error !== null && "retryable" in error && error.retryable === false;
  if (!isFinal || error instanceof NotificationsError) return error;
  return new NotificationsError("notifications.unavailable", `the delivery did not end: ${codeOf(error)}`, {
    cause: error,
  });
}

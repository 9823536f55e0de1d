import { Resend } from "resend";
import { NotificationsError } from "../../errors.ts";
import { toError } from "./translate.ts";

/** Nobody's: the vendor's ids are random UUIDs. */
const NO_MAIL = "00000000-0000-4000-8000-000000000000";

/**
 * Whether the vendor answers and takes the key. Sends nothing: it looks for a mail that there is not, which a key that may
 * only send is refused by a name of its own.
 * @throws NotificationsError `notifications.misconfigured` for a key that is not taken, `notifications.unavailable`.
 */
export async function probeResend(
  { apiKey, baseUrl = "https://api.resend.com" }: { readonly apiKey: string; readonly baseUrl?: string | undefined },
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const client = new Resend(apiKey, { baseUrl: baseUrl.replace(/\/+$/, ""), userAgent: "ninefold" });
  signal?.throwIfAborted();
  const { error } = await client.emails.get(NO_MAIL);
  const name: string | undefined = error?.name;
  if (error === null || name === "not_found" || name === "restricted_api_key") return;
  if (error.statusCode === 400 && name === "invalid_api_key") {
    throw new NotificationsError("notifications.misconfigured", "the vendor does not take the key");
  }
  throw toError(error);
}

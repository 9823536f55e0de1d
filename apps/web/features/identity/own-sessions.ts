import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";
import { fill } from "../../languages.ts";
import type { SessionsCopy } from "./copy/security.ts";

export type OwnSession = InferResponseType<Api["v1"]["me"]["sessions"]["$get"], 200>["sessions"][number];
export type PendingAddressChange = NonNullable<
  InferResponseType<Api["v1"]["me"]["address-change"]["$get"], 200>["change"]
>;

export type OwnPasskey = InferResponseType<Api["v1"]["me"]["passkeys"]["$get"], 200>["passkeys"][number];

/** What a person can tell their own devices apart by. */
export function deviceName({ client, system }: OwnSession["device"], copy: SessionsCopy): string {
  if (client !== null && system !== null) return fill(copy.device, { client, system });
  return client ?? system ?? copy.unknown;
}

/** Where it was opened from, as a part of a sentence; `undefined` when nobody knows. */
export function placeName({ kind, network }: OwnSession["place"], copy: SessionsCopy): string | undefined {
  if (kind === "local") return copy.local;
  if (network === null) return undefined;
  return fill(kind === "private" ? copy.private : copy.from, { network });
}

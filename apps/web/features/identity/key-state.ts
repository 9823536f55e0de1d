import type { ApiKey } from "./workspaces.ts";

const DAY_MS = 24 * 3_600_000;
/** Long enough to plan for. */
const SOON_MS = 14 * DAY_MS;

/** `ending`: it was rotated, and works for a while yet. */
export type KeyState = "works" | "soon" | "ending" | "ended" | "expired";

export function keyState({ expiresAt, endsAt }: Pick<ApiKey, "expiresAt" | "endsAt">, now: Date): KeyState {
  const expiry = new Date(expiresAt);
  const end = endsAt === null ? undefined : new Date(endsAt);
  if (end !== undefined && end <= now) return end < expiry ? "ended" : "expired";
  if (expiry <= now) return "expired";
  if (end !== undefined) return "ending";
  return expiry.getTime() - now.getTime() <= SOON_MS ? "soon" : "works";
}

export const isOver = (state: KeyState): boolean => state === "ended" || state === "expired";

/** A network that a client address is in, at the size at which one is given out. */
export interface Network {
  readonly name: string;
  /** `v4/24`: what a small office or a carrier's gateway has; `v6/64`: one household; `v6/48`: one site. */
  readonly size: "v4/24" | "v6/64" | "v6/48";
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * How many people may sign up from one network. An office, a school or a carrier's gateway is one network to us, so these
 * are far above what such a place needs on its busiest day, and far below what makes accounts by the thousand worth it.
 */
export const SIGN_UPS: Readonly<
  Record<Network["size"], readonly { readonly limit: number; readonly windowMs: number }[]>
> = {
  "v4/24": [
    { limit: 100, windowMs: HOUR_MS },
    { limit: 400, windowMs: DAY_MS },
  ],
  "v6/64": [
    { limit: 30, windowMs: HOUR_MS },
    { limit: 100, windowMs: DAY_MS },
  ],
  "v6/48": [
    { limit: 100, windowMs: HOUR_MS },
    { limit: 400, windowMs: DAY_MS },
  ],
};

/** Of those, how much is left where a person should have been told from a program and could not be. */
export const UNCHECKED_SHARE = 0.1;

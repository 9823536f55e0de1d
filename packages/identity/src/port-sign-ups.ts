import type { CallOptions } from "./port-options.ts";

/** Tells people from programs. An adapter knows one vendor; without any, nobody is asked. */
export interface HumanCheck {
  /** What a page needs to let its visitor be checked. */
  readonly widget: HumanWidget;
  /**
   * Whether this token was made by a person, on our own page, for this, and is used for the first time. An empty one never
   * was: asking with it all the same tells whether the vendor is there. @throws IdentityError `identity.unavailable`.
   */
  isHuman(token: string, action: "sign_up", options?: CallOptions): Promise<boolean>;
}

export interface HumanWidget {
  readonly siteKey: string;
  readonly scriptUrl: string;
}

/** Knows addresses that are made to be thrown away. */
export interface DisposableAddresses {
  /** By an address in lower case. Never throws. */
  isDisposable(email: string): Promise<boolean>;
}

/** Counts sign-ups of networks, together with every other process. */
export interface SignUpCounts {
  /** Counts one in each of these windows, or in none. Answers after how many seconds to try again; absent: it is counted. */
  take(windows: readonly SignUpWindow[]): Promise<number | undefined>;
}

export interface SignUpWindow {
  /** Whom it counts, in a form that nobody can read a network out of. */
  readonly key: string;
  readonly limit: number;
  readonly windowMs: number;
}

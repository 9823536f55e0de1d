import { disposableEmailBlocklistSet } from "disposable-email-domains-js";
import type { DisposableAddresses } from "../../port-sign-ups.ts";

export interface DisposableAddressesOptions {
  /** Domains that count beside the list's own. */
  readonly also?: readonly string[];
  /** Domains that do not count, whatever the list says. */
  readonly never?: readonly string[];
}

/**
 * The 8,900 domains of disposable-email-domains (CC0-1.0), in this process and read at the first question. What is under a
 * listed domain counts too; the closest name decides, so that one below a listed domain can be let in.
 */
export function disposableAddresses({ also = [], never = [] }: DisposableAddressesOptions = {}): DisposableAddresses {
  const refused = new Set(also);
  const allowed = new Set(never);
  return {
    async isDisposable(email) {
      const listed = (list ??= disposableEmailBlocklistSet());
      for (const name of namesOf(email)) {
        if (allowed.has(name)) return false;
        if (refused.has(name) || listed.has(name)) return true;
      }
      return false;
    },
  };
}

/** Made once: it is large, and the same for everybody. */
let list: ReadonlySet<string> | undefined;

/** The domain, then what it is under. */
function namesOf(email: string): readonly string[] {
  const labels = email.slice(email.lastIndexOf("@") + 1).split(".");
  return labels.slice(0, -1).map((_label, at) => labels.slice(at).join("."));
}

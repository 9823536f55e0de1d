import { Resolver } from "node:dns/promises";
import type { LookupAddress } from "node:dns";
import { isSharedDomain } from "../company-domains/index.ts";
import type { DomainRecords } from "../../port-domains.ts";

export interface DnsOptions {
  /** `1.1.1.1` or `127.0.0.1:5353`; those of the machine when empty. */
  readonly servers?: readonly string[];
  /** Of one try at one server. */
  readonly timeoutMs?: number;
}

/** What DNS says of domains, asked of the servers and not of what this machine remembers. */
export function dnsRecords({ servers = [], timeoutMs = 2_000 }: DnsOptions = {}): DomainRecords & {
  /** Where a host is, by the same servers. */
  findAddresses(host: string): Promise<readonly LookupAddress[]>;
} {
  const resolver = () => {
    const one = new Resolver({ timeout: timeoutMs, tries: 2 });
    if (servers.length > 0) one.setServers([...servers]);
    return one;
  };
  return {
    isShared: isSharedDomain,

    async findTexts(name, { signal } = {}) {
      const one = resolver();
      const end = () => one.cancel();
      signal?.addEventListener("abort", end);
      try {
        // A long text comes in pieces of 255 bytes.
        return (await one.resolveTxt(name)).map((pieces) => pieces.join(""));
      } catch (error) {
        if (isNotThere(error)) return [];
        throw error;
      } finally {
        signal?.removeEventListener("abort", end);
      }
    },

    async findAddresses(host) {
      const one = resolver();
      const [four, six] = await Promise.allSettled([one.resolve4(host), one.resolve6(host)]);
      const found = [
        ...(four.status === "fulfilled" ? four.value.map((address) => ({ address, family: 4 })) : []),
        ...(six.status === "fulfilled" ? six.value.map((address) => ({ address, family: 6 })) : []),
      ];
      if (found.length === 0 && four.status === "rejected") throw four.reason;
      return found;
    },
  };
}

const isNotThere = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOTFOUND" || error.code === "ENODATA");

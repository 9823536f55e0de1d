import { BlockList, isIP } from "node:net";
import bowser from "bowser";

/** What a person can tell their own devices apart by. */
export interface Device {
  /** Such as `Firefox`; a program's own name, such as `ninefold-cli`; null where it says none. */
  readonly client: string | null;
  /** Such as `Windows`. */
  readonly system: string | null;
  readonly type: "desktop" | "phone" | "tablet" | "other";
}

/** By what it says of itself, which may be anything. */
export function deviceOf(userAgent: string | undefined): Device {
  const said = (userAgent ?? "").slice(0, MAX_LENGTH);
  if (!/[a-z]/i.test(said)) return { client: null, system: null, type: "other" };
  const { browser, os, platform } = bowser.parse(said);
  return {
    client: word(browser.name) ?? word(PROGRAM.exec(said)?.[1]),
    system: word(os.name),
    type: TYPES[platform.type ?? ""] ?? "other",
  };
}

/** Where a session was opened from, as far as its address says so by itself: no service is asked for a city. */
export interface Place {
  /** `local`: the machine that serves. `private`: the same office or home, or a network of the host. */
  readonly kind: "local" | "private" | "public" | "unknown";
  /** The network and not the whole address: enough to recognise it, too little to find somebody by. */
  readonly network: string | null;
}

export function placeOf(address: string | undefined): Place {
  const version = isIP(address ?? "");
  if (address === undefined || version === 0) return { kind: "unknown", network: null };
  const family = version === 6 ? "ipv6" : "ipv4";
  const kind = LOCAL.check(address, family) ? "local" : PRIVATE.check(address, family) ? "private" : "public";
  return { kind, network: version === 6 ? shortened6(address) : `${address.split(".").slice(0, 3).join(".")}.*` };
}

/** What a program calls itself first; every browser says Mozilla. */
const PROGRAM = /^(?!Mozilla)([\w.+-]+)\//;
/** As long as any browser's, with room; reading one costs with its length. */
const MAX_LENGTH = 400;
const TYPES: Readonly<Record<string, Device["type"]>> = { desktop: "desktop", mobile: "phone", tablet: "tablet" };

/** Shown to its person: letters, digits and little else, since whoever signs in chooses it. */
function word(name: string | undefined): string | null {
  const plain = (name ?? "").replaceAll(/[^\p{L}\p{N} ._+-]/gu, "").trim();
  return plain === "" ? null : plain.slice(0, 40);
}

/** The /48, which is a site's. */
function shortened6(address: string): string {
  const groups = address.split("::")[0]?.split(":") ?? [];
  const site = [0, 1, 2].map((at) => (groups[at] ?? "") || "0");
  return `${site.join(":")}::*`;
}

const LOCAL = new BlockList();
LOCAL.addSubnet("127.0.0.0", 8, "ipv4");
LOCAL.addAddress("::1", "ipv6");
/** RFC 1918, RFC 6598, RFC 4193 and link-local. */
const PRIVATE = new BlockList();
PRIVATE.addSubnet("10.0.0.0", 8, "ipv4");
PRIVATE.addSubnet("172.16.0.0", 12, "ipv4");
PRIVATE.addSubnet("192.168.0.0", 16, "ipv4");
PRIVATE.addSubnet("100.64.0.0", 10, "ipv4");
PRIVATE.addSubnet("169.254.0.0", 16, "ipv4");
PRIVATE.addSubnet("fc00::", 7, "ipv6");
PRIVATE.addSubnet("fe80::", 10, "ipv6");

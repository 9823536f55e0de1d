import { describe, expect, it } from "vitest";
import { createFinder, parseProxies } from "./client-address.ts";

const find = createFinder(parseProxies("127.0.0.1, ::1, 10.0.0.0/8"));

describe("the client's address", () => {
  it.each([
    ["is the peer's own without a proxy", null, "203.0.113.7", "203.0.113.7"],
    [
      "is the peer's own when that is no listed proxy, whatever it claims",
      "198.51.100.1",
      "203.0.113.7",
      "203.0.113.7",
    ],
    ["is what the listed proxy saw", "203.0.113.7", "127.0.0.1", "203.0.113.7"],
    ["is found behind several listed proxies", "203.0.113.7, 10.1.2.3", "127.0.0.1", "203.0.113.7"],
    ["is not what the client wrote in front", "198.51.100.1, 203.0.113.7", "10.0.0.9", "203.0.113.7"],
    ["is not a word", "unknown, 203.0.113.7", "10.0.0.9", "203.0.113.7"],
    ["is known on one machine too, where all are listed", "::1", "127.0.0.1", "::1"],
    ["is IPv4 also when the server says it in IPv6", null, "::ffff:203.0.113.7", "203.0.113.7"],
    ["is IPv6 as it stands", "2001:db8::7", "::1", "2001:db8::7"],
  ])("%s", (_what, forwardedFor, peer, client) => {
    expect(find(forwardedFor, peer)).toBe(client);
  });

  it("is unknown when nothing is", () => {
    expect(find(null, undefined)).toBeUndefined();
  });
});

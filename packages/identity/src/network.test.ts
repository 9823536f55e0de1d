import { describe, expect, it } from "vitest";
import { networksOf } from "./network.ts";

const namesOf = (address: string) => networksOf(address).map(({ name }) => name);

describe("the networks of an address", () => {
  it("are its /24 in IPv4, also where it is written as IPv6", () => {
    expect(namesOf("203.0.113.77")).toEqual(["203.0.113.0/24"]);
    expect(namesOf("::ffff:203.0.113.9")).toEqual(["203.0.113.0/24"]);
  });

  it("are its /48 and its /64 in IPv6, however it is written", () => {
    const networks = ["2001:db8:1::/48", "2001:db8:1:2::/64"];
    for (const address of ["2001:db8:1:2::9", "2001:0DB8:0001:0002:0:0:0:9", "2001:db8:1:2:a:b:c:d%eth0"]) {
      expect(namesOf(address)).toEqual(networks);
    }
    expect(namesOf("2001:db8::1")).toEqual(["2001:db8:0::/48", "2001:db8:0:0::/64"]);
    expect(namesOf("64:ff9b::203.0.113.9")).toEqual(["64:ff9b:0::/48", "64:ff9b:0:0::/64"]);
  });

  it("are none of what is no address", () => {
    for (const text of ["", "unknown", "203.0.113", "2001:db8"]) expect(networksOf(text)).toEqual([]);
  });
});

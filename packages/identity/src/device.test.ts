import { describe, expect, it } from "vitest";
import { deviceOf, placeOf } from "./device.ts";

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
const EDGE =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0";

describe("a device", () => {
  it.each([
    [IPHONE, { client: "Safari", system: "iOS", type: "phone" }],
    [EDGE, { client: "Microsoft Edge", system: "Windows", type: "desktop" }],
    ["ninefold-cli/1.0 (linux)", { client: "ninefold-cli", system: "Linux", type: "desktop" }],
    ["ninefold-cli/1.0", { client: "ninefold-cli", system: null, type: "other" }],
    ["Mozilla/5.0", { client: null, system: null, type: "other" }],
  ])("is recognised by what it says: %s", (said, device) => {
    expect(deviceOf(said)).toEqual(device);
  });

  it.each([undefined, "", "  ", "\u0000\u202e", "()()(", "1.0"])(
    "that says nothing is none that is known: %j",
    (said) => {
      expect(deviceOf(said)).toEqual({ client: null, system: null, type: "other" });
    },
  );

  it("says nothing that turns text around or is a line of its own, and no more than a line holds", () => {
    const { client } = deviceOf(`<b>\u202eevil\n/1.0 ${"x".repeat(100_000)}`);
    expect(client ?? "").toMatch(/^[\p{L}\p{N} ._+-]{0,40}$/u);
  });
});

describe("a place", () => {
  it.each([
    ["203.0.113.9", "public", "203.0.113.*"],
    ["192.168.1.20", "private", "192.168.1.*"],
    ["127.0.0.1", "local", "127.0.0.*"],
    ["::1", "local", "0:0:0::*"],
    ["2001:db8:1:2::7", "public", "2001:db8:1::*"],
    ["2001:db8::7", "public", "2001:db8:0::*"],
    ["fd00::7", "private", "fd00:0:0::*"],
  ])("of %s is %s, by its network", (address, kind, network) => {
    expect(placeOf(address)).toEqual({ kind, network });
  });

  it.each([undefined, "", "unknown", "203.0.113"])("of %j is not known", (address) => {
    expect(placeOf(address)).toEqual({ kind: "unknown", network: null });
  });
});

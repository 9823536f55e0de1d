import { expect, test } from "vitest";
import { securityCopy } from "./copy/security.ts";
import { deviceName, placeName } from "./own-sessions.ts";

const copy = securityCopy.en.sessions;

test.each([
  [{ client: "Firefox", system: "Windows" }, "Firefox on Windows"],
  [{ client: "ninefold-cli", system: null }, "ninefold-cli"],
  [{ client: null, system: "Linux" }, "Linux"],
  [{ client: null, system: null }, "Unknown device"],
])("a device is called by what is known of it: %j", (device, name) => {
  expect(deviceName({ ...device, type: "other" }, copy)).toBe(name);
});

test.each([
  [{ kind: "public", network: "203.0.113.*" }, "from 203.0.113.*"],
  [{ kind: "private", network: "192.168.1.*" }, "from a private network (192.168.1.*)"],
  [{ kind: "local", network: "127.0.0.*" }, "from this machine"],
  [{ kind: "unknown", network: null }, undefined],
] as const)("a place is said as far as it is known: %j", (place, words) => {
  expect(placeName(place, copy)).toBe(words);
});

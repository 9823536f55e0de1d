import { expect, it } from "vitest";
import { appendCaller } from "./caller-address.ts";

it.each([
  { what: "nothing", given: undefined, told: "203.0.113.9" },
  { what: "an address that it made up", given: "9.9.9.1", told: "9.9.9.1, 203.0.113.9" },
  { what: "a list of a proxy", given: "198.51.100.4, 10.0.0.2", told: "198.51.100.4, 10.0.0.2, 203.0.113.9" },
])("the last address is the caller's own when it sends $what", ({ given, told }) => {
  const headers = given === undefined ? {} : { "x-forwarded-for": given };
  appendCaller({ headers, socket: { remoteAddress: "203.0.113.9" } });
  expect(headers).toEqual({ "x-forwarded-for": told });
});

it("leaves the header empty when the caller is gone already", () => {
  const headers = {};
  appendCaller({ headers, socket: { remoteAddress: undefined } });
  expect(headers).toEqual({ "x-forwarded-for": "" });
});

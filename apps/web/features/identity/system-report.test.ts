import { expect, test } from "vitest";
import { HUES } from "../../ui/hues.ts";
import { systemLines } from "./system-report.ts";

test("lists all nine in their order, also those that nothing is reported of", () => {
  const lines = systemLines([]);
  expect(lines.map(({ system }) => system)).toEqual(HUES);
  expect(lines[0]).toEqual({ system: "identity", adapter: undefined, note: undefined, can: [], cannot: [] });
});

test("tells what an adapter can and can not, and with which values", () => {
  const capabilities = { password: true, profile: false, channels: ["email", "sms"], maxBytes: 10 };
  const [identity] = systemLines([{ system: "identity", adapter: "better-auth", note: "in Postgres", capabilities }]);
  expect(identity).toEqual({
    system: "identity",
    adapter: "better-auth",
    note: "in Postgres",
    can: ["password", "channels email, sms", "maxBytes 10"],
    cannot: ["profile"],
  });
});

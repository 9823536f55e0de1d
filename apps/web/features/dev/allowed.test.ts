import { describe, expect, it } from "vitest";
import { hasConsole, isConsoleApi } from "./allowed.ts";

const asked = (host: string, forwarded?: string) =>
  new Headers({ host, ...(forwarded !== undefined && { "x-forwarded-host": forwarded }) });
const local = { NINEFOLD_STAGE: "local" } as const;

describe("the development console", () => {
  it.each(["local", "test"] as const)("is there at stage %s", (stage) => {
    expect(hasConsole({ NINEFOLD_STAGE: stage }, asked("localhost:3000"))).toBe(true);
  });

  it.each(["preview", "staging", "production"] as const)("is not there at stage %s", (stage) => {
    for (const host of ["localhost:3000", "127.0.0.1", "app.ninefold.dev"]) {
      expect(hasConsole({ NINEFOLD_STAGE: stage }, asked(host, host))).toBe(false);
    }
  });

  it.each(["localhost:3000", "127.0.0.1:4350", "[::1]:3000", "LocalHost"])("is there for %s", (host) => {
    expect(hasConsole(local, asked(host, host))).toBe(true);
  });

  it.each([
    ["rebound.example:3000", undefined],
    ["127.0.0.1.nip.io", undefined],
    ["localhost.evil.example", undefined],
    ["localhost@evil.example", undefined],
    ["", undefined],
    ["192.168.1.7:3000", undefined],
    ["localhost:3000", "tunnel.example"],
    ["localhost:3000", "localhost, tunnel.example"],
    ["rebound.example", "localhost"],
  ])("is not there for %j, passed on for %j", (host, forwarded) => {
    expect(hasConsole(local, asked(host, forwarded))).toBe(false);
  });
});

it("knows the routes of the console, however they are written", () => {
  const written = ["/api/dev", "/api/dev/state", "/api/%64ev/state", "/api/%64%65%76/clock", "/api//dev/x"];
  expect(written.filter((path) => !isConsoleApi(path))).toEqual([]);
  expect(["/api/device", "/api/v1/dev", "/dev", "/api/%/dev", "/apidev"].filter(isConsoleApi)).toEqual([]);
});

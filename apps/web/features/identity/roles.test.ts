import { describe, expect, test } from "vitest";
import { mayRemove, rolesToGive, rolesToInvite } from "./roles.ts";

describe("rolesToInvite", () => {
  test.each([
    ["owner", ["admin", "member", "viewer"]],
    ["admin", ["admin", "member", "viewer"]],
    ["member", []],
    ["viewer", []],
  ] as const)("%s invites as %j, and nobody as owner", (actor, roles) => {
    expect(rolesToInvite(actor)).toEqual(roles);
  });
});

describe("rolesToGive", () => {
  test.each([
    ["owner", "viewer", ["owner", "admin", "member", "viewer"]],
    ["owner", "owner", ["owner", "admin", "member", "viewer"]],
    ["admin", "viewer", ["admin", "member", "viewer"]],
    ["admin", "admin", ["admin", "member", "viewer"]],
    ["admin", "owner", []],
    ["member", "member", []],
    ["viewer", "member", []],
  ] as const)("%s gives %s %j", (actor, target, roles) => {
    expect(rolesToGive(actor, target)).toEqual(roles);
  });
});

describe("mayRemove", () => {
  test.each(["owner", "admin", "member", "viewer"] as const)("%s may leave", (role) => {
    expect(mayRemove(role, role, true)).toBe(true);
  });

  test.each([
    ["owner", "owner", true],
    ["owner", "viewer", true],
    ["admin", "admin", true],
    ["admin", "owner", false],
    ["member", "viewer", false],
    ["viewer", "viewer", false],
  ] as const)("%s removing %s: %j", (actor, target, expected) => {
    expect(mayRemove(actor, target, false)).toBe(expected);
  });
});

import { ROLE_PERMISSIONS } from "@ninefold/identity/permissions";
import { describe, expect, test } from "vitest";
import { BUILT_IN_GRANTS, mayRemove, rolesToGive, rolesToInvite, roleWord } from "./roles.ts";
import type { RoleGrant } from "./workspaces.ts";

const holder = (role: keyof typeof ROLE_PERMISSIONS) => ({ permissions: ROLE_PERMISSIONS[role] });
const own: RoleGrant = {
  role: "0b8f6a1e-2f4b-4a52-9d0c-5e8f4d3c2b1a",
  name: "Bookkeeper",
  permissions: ["workspace:read", "billing:read"],
};
const grants = [...BUILT_IN_GRANTS, own];
const namesOf = (given: readonly RoleGrant[]) => given.map(({ role, name }) => name ?? role);

describe("rolesToInvite", () => {
  test.each([
    ["owner", ["admin", "member", "viewer", "Bookkeeper"]],
    ["admin", ["admin", "member", "viewer", "Bookkeeper"]],
    ["member", []],
    ["viewer", []],
  ] as const)("%s invites as %j, and nobody as owner", (actor, roles) => {
    expect(namesOf(rolesToInvite(holder(actor), grants))).toEqual(roles);
  });

  test("whoever invites by a role of the workspace's own gives no more than they may", () => {
    const inviter = { permissions: [...ROLE_PERMISSIONS.viewer, "invitation:manage"] as const };
    expect(namesOf(rolesToInvite(inviter, grants))).toEqual(["viewer"]);
  });
});

describe("rolesToGive", () => {
  test.each([
    ["owner", "viewer", ["owner", "admin", "member", "viewer", "Bookkeeper"]],
    ["owner", "owner", ["owner", "admin", "member", "viewer", "Bookkeeper"]],
    ["admin", "viewer", ["admin", "member", "viewer", "Bookkeeper"]],
    ["admin", "admin", ["admin", "member", "viewer", "Bookkeeper"]],
    ["admin", "owner", []],
    ["member", "member", []],
    ["viewer", "member", []],
  ] as const)("%s gives %s %j", (actor, target, roles) => {
    expect(namesOf(rolesToGive(holder(actor), target, grants))).toEqual(roles);
  });

  test("nobody changes a role that is not known", () => {
    expect(rolesToGive(holder("owner"), own.role, BUILT_IN_GRANTS)).toEqual([]);
  });
});

describe("mayRemove", () => {
  test.each(["owner", "admin", "member", "viewer"] as const)("%s may leave", (role) => {
    expect(mayRemove(holder(role), role, { grants, isSelf: true })).toBe(true);
  });

  test.each([
    ["owner", "owner", true],
    ["owner", "viewer", true],
    ["admin", "admin", true],
    ["admin", "owner", false],
    ["admin", own.role, true],
    ["member", "viewer", false],
    ["viewer", "viewer", false],
  ] as const)("%s removing %s: %j", (actor, target, expected) => {
    expect(mayRemove(holder(actor), target, { grants, isSelf: false })).toBe(expected);
  });
});

test("a role is called by its word, and one of the workspace's own by its name", () => {
  const words = { owner: "Owner", admin: "Admin", member: "Member", viewer: "Viewer" };
  expect(roleWord("admin", null, words)).toBe("Admin");
  expect(roleWord(own.role, own.name, words)).toBe("Bookkeeper");
});

import { describe, expect, it } from "vitest";
import { type BuiltInRole, PERMISSIONS, ROLE_PERMISSIONS } from "../permissions.ts";
import {
  assertMayChangeRole,
  assertMayInvite,
  assertMayRemove,
  assertMayShapeRole,
  builtIn,
  parsePermissions,
  parseRole,
} from "./roles.ts";

const ROLES: readonly BuiltInRole[] = ["owner", "admin", "member", "viewer"];

function outcome(work: () => void): string {
  try {
    work();
    return "yes";
  } catch (error) {
    return (error as { code?: string }).code ?? "?";
  }
}

const [yes, no, last] = ["yes", "identity.forbidden", "identity.last_owner"];

describe("I-66: who may do what to whom", () => {
  it.each([
    ["owner", ["identity.invalid_role", yes, yes, yes]],
    ["admin", ["identity.invalid_role", yes, yes, yes]],
    ["member", [no, no, no, no]],
    ["viewer", [no, no, no, no]],
  ] as const)("is listed in full for invitations by: %s", (inviter, expected) => {
    expect(ROLES.map((role) => outcome(() => assertMayInvite(builtIn(inviter), builtIn(role))))).toEqual(expected);
  });

  it.each([
    ["owner", [yes, yes, yes, yes]],
    ["admin", [no, yes, yes, yes]],
    ["member", [no, no, no, no]],
    ["viewer", [no, no, no, no]],
  ] as const)("is listed in full for removals by: %s", (actor, expected) => {
    const remove = (target: BuiltInRole) => () =>
      assertMayRemove({ actor: builtIn(actor), target: builtIn(target), self: false, owners: 2 });
    expect(ROLES.map((target) => outcome(remove(target)))).toEqual(expected);
  });

  it.each([
    ["owner", [yes, yes, yes, yes]],
    ["admin", [no, no, no, no]],
    ["member", [no, no, no, no]],
    ["viewer", [no, no, no, no]],
  ] as const)("is listed in full for an owner whose role is changed by: %s", (actor, expected) => {
    const step = { actor: builtIn(actor), target: builtIn("owner"), self: false, owners: 2 };
    const change = (to: BuiltInRole) => () => assertMayChangeRole({ ...step, to: builtIn(to) });
    expect(ROLES.map((to) => outcome(change(to)))).toEqual(expected);
  });

  it.each([
    ["owner", [yes, yes, yes, yes]],
    ["admin", [no, yes, yes, yes]],
    ["member", [no, no, no, no]],
    ["viewer", [no, no, no, no]],
  ] as const)("is listed in full for a viewer whose role is changed by: %s", (actor, expected) => {
    const step = { actor: builtIn(actor), target: builtIn("viewer"), self: false, owners: 2 };
    const change = (to: BuiltInRole) => () => assertMayChangeRole({ ...step, to: builtIn(to) });
    expect(ROLES.map((to) => outcome(change(to)))).toEqual(expected);
  });
});

describe("I-57: the last owner", () => {
  it("stays an owner, whoever wants it otherwise", () => {
    const alone = { actor: builtIn("owner"), target: builtIn("owner"), self: true, owners: 1 };
    expect(ROLES.map((to) => outcome(() => assertMayChangeRole({ ...alone, to: builtIn(to) })))).toEqual([
      yes,
      last,
      last,
      last,
    ]);
    expect(outcome(() => assertMayRemove(alone))).toBe(last);
  });

  it("may go once there is another one", () => {
    const one = { actor: builtIn("owner"), target: builtIn("owner"), self: true, owners: 2 };
    expect(outcome(() => assertMayRemove(one))).toBe(yes);
  });

  it("is not what a member who leaves is asked for", () => {
    for (const role of ["admin", "member", "viewer"] as const) {
      expect(
        outcome(() => assertMayRemove({ actor: builtIn(role), target: builtIn(role), self: true, owners: 1 })),
      ).toBe(yes);
    }
  });
});

describe("I-55: what names a role", () => {
  it("names it to the letter, and nothing that only looks like one does", () => {
    const id = "0b8f6a1e-2f4b-4a52-9d0c-5e8f4d3c2b1a";
    expect([...ROLES, id].map((role) => parseRole(role))).toEqual([...ROLES, id]);
    for (const odd of [
      " owner",
      "owner ",
      "admin, owner",
      "admin,owner",
      "Owner",
      "OWNER",
      "оwner",
      "own\u200ber",
      "ｏｗｎｅｒ",
      "owner\u0000",
      "",
      "custom",
      "toString",
      "__proto__",
      `${id},owner`,
      id.toUpperCase(),
    ]) {
      expect([odd, outcome(() => parseRole(odd))]).toEqual([odd, "identity.invalid_role"]);
    }
  });
});

describe("I-65, I-66: permissions of a role", () => {
  it("are of the list, in its order, each once, and reading the workspace is among them", () => {
    expect(parsePermissions(["task:read", "member:read", "task:read"])).toEqual([
      "workspace:read",
      "member:read",
      "task:read",
    ]);
    expect(parsePermissions([])).toEqual(["workspace:read"]);
    for (const odd of ["project:everything", "*", " task:read", "workspace:transfer", "constructor"]) {
      expect([odd, outcome(() => parsePermissions([odd]))]).toEqual([odd, "identity.invalid_role"]);
    }
  });

  it("go down by rank: each built-in role may what the next one may, and none of them as much as the one before", () => {
    for (const [index, role] of ROLES.slice(1).entries()) {
      const above: readonly string[] = ROLE_PERMISSIONS[ROLES[index] ?? "owner"];
      expect(above).toEqual(expect.arrayContaining([...ROLE_PERMISSIONS[role]]));
      expect(above.length).toBeGreaterThan(ROLE_PERMISSIONS[role].length);
    }
    expect(ROLE_PERMISSIONS.owner).toEqual(PERMISSIONS);
  });
});

describe("I-56: who may shape a role", () => {
  const id = "0b8f6a1e-2f4b-4a52-9d0c-5e8f4d3c2b1a" as const;
  const shaper = { role: id, permissions: ["workspace:read", "role:manage", "task:read"] } as const;
  const shape = (...roles: Parameters<typeof assertMayShapeRole>[1][]) =>
    outcome(() => assertMayShapeRole(shaper, ...roles));

  it("is whoever manages roles, up to what they may themselves, before and after", () => {
    expect(shape({ permissions: ["workspace:read", "task:read"] })).toBe(yes);
    expect(shape({ permissions: ["task:delete"] })).toBe(no);
    expect(shape({ permissions: ["task:read"] }, { permissions: ["task:read", "task:delete"] })).toBe(no);
    expect(shape({ permissions: ["task:read", "task:delete"] }, { permissions: ["task:read"] })).toBe(no);
    expect(outcome(() => assertMayShapeRole(builtIn("member"), { permissions: ["task:read"] }))).toBe(no);
  });

  it("is nobody for the role that they have themselves", () => {
    expect(shape({ role: id, permissions: [] }, { permissions: [] })).toBe(no);
  });
});

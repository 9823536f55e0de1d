import { describe, expect, it } from "vitest";
import type { Role } from "../port.ts";
import { assertMayChangeRole, assertMayInvite, assertMayRemove } from "./roles.ts";

const ROLES: readonly Role[] = ["owner", "admin", "member", "viewer"];

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
    expect(ROLES.map((role) => outcome(() => assertMayInvite(inviter, role)))).toEqual(expected);
  });

  it.each([
    ["owner", [yes, yes, yes, yes]],
    ["admin", [no, yes, yes, yes]],
    ["member", [no, no, no, no]],
    ["viewer", [no, no, no, no]],
  ] as const)("is listed in full for removals by: %s", (actor, expected) => {
    const remove = (target: Role) => () => assertMayRemove({ actor, target, self: false, owners: 2 });
    expect(ROLES.map((target) => outcome(remove(target)))).toEqual(expected);
  });

  it.each([
    ["owner", [yes, yes, yes, yes]],
    ["admin", [no, no, no, no]],
    ["member", [no, no, no, no]],
    ["viewer", [no, no, no, no]],
  ] as const)("is listed in full for an owner whose role is changed by: %s", (actor, expected) => {
    const change = (to: Role) => () => assertMayChangeRole({ actor, target: "owner", self: false, owners: 2, to });
    expect(ROLES.map((to) => outcome(change(to)))).toEqual(expected);
  });

  it.each([
    ["owner", [yes, yes, yes, yes]],
    ["admin", [no, yes, yes, yes]],
    ["member", [no, no, no, no]],
    ["viewer", [no, no, no, no]],
  ] as const)("is listed in full for a viewer whose role is changed by: %s", (actor, expected) => {
    const change = (to: Role) => () => assertMayChangeRole({ actor, target: "viewer", self: false, owners: 2, to });
    expect(ROLES.map((to) => outcome(change(to)))).toEqual(expected);
  });
});

describe("I-57: the last owner", () => {
  it("stays an owner, whoever wants it otherwise", () => {
    const alone = { actor: "owner", target: "owner", self: true, owners: 1 } as const;
    expect(ROLES.map((to) => outcome(() => assertMayChangeRole({ ...alone, to })))).toEqual([yes, last, last, last]);
    expect(outcome(() => assertMayRemove(alone))).toBe(last);
  });

  it("may go once there is another one", () => {
    const one = { actor: "owner", target: "owner", self: true, owners: 2 } as const;
    expect(outcome(() => assertMayRemove(one))).toBe(yes);
  });

  it("is not what a member who leaves is asked for", () => {
    for (const role of ["admin", "member", "viewer"] as const) {
      expect(outcome(() => assertMayRemove({ actor: role, target: role, self: true, owners: 1 }))).toBe(yes);
    }
  });
});

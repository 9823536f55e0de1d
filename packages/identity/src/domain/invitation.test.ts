import { describe, expect, it } from "vitest";
import { expiryOf, INVITATION_STATUSES, isOpen } from "./invitation.ts";

const invitedAt = new Date("2026-11-21T12:00:00Z");
const expiresAt = expiryOf(invitedAt);

describe("an invitation", () => {
  it("can be answered for seven days, to the millisecond", () => {
    expect(expiresAt).toEqual(new Date("2026-11-28T12:00:00Z"));
    const pending = { status: "pending", expiresAt };
    expect(isOpen(pending, new Date(expiresAt.getTime() - 1))).toBe(true);
    expect(isOpen(pending, expiresAt)).toBe(false);
  });

  it.each(INVITATION_STATUSES.filter((status) => status !== "pending"))("can't be answered when it is %s", (status) => {
    expect(isOpen({ status, expiresAt }, invitedAt)).toBe(false);
  });
});

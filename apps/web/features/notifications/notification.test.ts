import { describe, expect, it } from "vitest";
import { notificationsCopy } from "./copy.ts";
import { type Notification, placeOf, sentenceOf } from "./notification.ts";

const workspace = { id: "1", slug: "acme", name: "Acme" };
const joined: Notification = {
  id: "1",
  kind: "member-joined",
  workspace,
  person: { id: "2", name: "Bea" },
  createdAt: "2026-11-21T10:00:00Z",
  readAt: null,
};
const { bell } = notificationsCopy.en;

describe("sentenceOf", () => {
  it("names who and where", () => {
    expect(sentenceOf(joined, bell)).toBe("Bea joined Acme");
    expect(sentenceOf({ ...joined, kind: "payment-overdue" }, notificationsCopy.id.bell)).toBe(
      "Pembayaran untuk Acme tidak berhasil",
    );
  });

  it("has words for who has gone, and for what it does not know", () => {
    expect(sentenceOf({ ...joined, person: null, workspace: null }, bell)).toBe(
      "Somebody joined a workspace that you have left",
    );
    expect(sentenceOf({ ...joined, kind: "constructor" }, bell)).toBe("Something happened in Acme");
  });
});

describe("placeOf", () => {
  it("leads to where something can be done, and nowhere once the workspace is not theirs", () => {
    expect(placeOf(joined)).toBe("/w/acme/members");
    expect(placeOf({ ...joined, kind: "plan-changed" })).toBe("/w/acme/billing");
    expect(placeOf({ ...joined, workspace: null })).toBeUndefined();
  });
});

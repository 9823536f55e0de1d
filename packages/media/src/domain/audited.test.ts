import { describe, expect, it } from "vitest";
import { auditEntry } from "./audited.ts";

const file = { id: "f", tenantId: null, userId: null, attachedType: null, attachedId: null };

describe("what the audit log says of a file", () => {
  it("is about whose picture it is", () => {
    expect(auditEntry({ ...file, purpose: "avatar", userId: "ana" }, "stored")).toEqual({
      action: "media.avatar_set",
      subject: { type: "person", id: "ana" },
    });
    expect(auditEntry({ ...file, purpose: "logo", tenantId: "acme" }, "removed")).toEqual({
      action: "media.logo_removed",
      subject: { type: "workspace", id: "acme" },
    });
  });

  it("is about the file, and what it is attached to, where it is no picture", () => {
    const attached = { ...file, purpose: "attachment", tenantId: "acme" } as const;
    expect(auditEntry({ ...attached, attachedType: "project", attachedId: "p" }, "stored")).toEqual({
      action: "media.attachment_added",
      subject: { type: "file", id: "f" },
      data: { attachedType: "project", attachedId: "p" },
    });
    expect(auditEntry(attached, "removed")).toEqual({
      action: "media.attachment_removed",
      subject: { type: "file", id: "f" },
    });
  });
});

import { describe, expect, it } from "vitest";
import type { AuditEntry } from "./audit-entries.ts";
import { auditActor, auditSentence } from "./audit-sentence.ts";
import { auditCopy } from "./copy/audit.ts";

const copy = auditCopy.en;
const entry = (part: Partial<AuditEntry>): AuditEntry => ({
  id: "e1",
  action: "identity.member_removed",
  actor: { type: "person", id: "ana", name: "Ana Sample" },
  onBehalfOf: null,
  subject: { type: "person", id: "ben", name: null },
  data: {},
  evidence: "intent",
  requestId: "r1",
  occurredAt: "2026-11-21T09:00:00.000Z",
  ...part,
});

const started = (plan: string) => entry({ action: "billing.subscription_started", data: { plan } });

describe("an entry of the audit log", () => {
  it("says who was removed, and of oneself that one left", () => {
    expect(auditSentence(entry({}), copy)).toBe("removed a former member");
    expect(auditSentence(entry({ subject: { type: "person", id: "ana", name: null } }), copy)).toBe(
      "left the workspace",
    );
  });

  it("says which role somebody was given, in the reader's language", () => {
    const changed = entry({
      action: "identity.member_role_changed",
      subject: { type: "person", id: "ben", name: "Ben" },
      data: { role: "viewer" },
    });
    expect(auditSentence(changed, copy)).toBe("made Ben viewer");
    expect(auditSentence(changed, auditCopy.id)).toBe("menjadikan Ben pelihat");
  });

  it("names a role, a team and whoever is invited as long as they are there, and says what it was without", () => {
    const made = (name: string | null) =>
      entry({ action: "identity.role_created", subject: { type: "role", id: "r1", name } });
    expect(auditSentence(made("Bookkeeper"), copy)).toBe("made the role Bookkeeper");
    expect(auditSentence(made(null), copy)).toBe("made a role");
    const given = entry({ action: "identity.member_joined", data: { role: "r1", roleName: "Bookkeeper" } });
    expect(auditSentence(given, copy)).toBe("joined as Bookkeeper");
  });

  it("calls a plan by its name, and one that is no longer in the catalogue by its key", () => {
    expect(auditSentence(started("pro"), copy)).toBe("began the Pro plan, which was paid for");
    expect(auditSentence(started("gold"), auditCopy.id)).toBe("memulai paket gold, yang telah dibayar");
  });

  it("shows an action that it has no words for as it is called", () => {
    expect(auditSentence(entry({ action: "later.thing_done" }), copy)).toContain("later.thing_done");
  });

  it("names oneself, somebody who has left, and nobody", () => {
    expect(auditActor(entry({}), "ana", copy)).toBe("You");
    expect(auditActor(entry({ actor: { type: "person", id: "cai", name: null } }), "ana", copy)).toBe(
      "A former member",
    );
    expect(auditActor(entry({ actor: { type: "unknown", id: null, name: null } }), "ana", copy)).toBe("Nobody known");
  });

  it("has a sentence for each kind that can be chosen, in both languages", () => {
    for (const words of [copy, auditCopy.id]) {
      expect(Object.keys(words.kinds)).toEqual(Object.keys(words.sentences));
    }
  });
});

import { findPlan } from "@ninefold/billing/catalogue";
import { fill } from "../../languages.ts";
import type { AuditEntry } from "./audit-entries.ts";
import type { AuditCopy } from "./copy/audit.ts";

/** What was done, as it reads after a name. */
export function auditSentence({ action, actor, subject, data }: AuditEntry, copy: AuditCopy): string {
  if (action === "identity.member_removed" && actor.id === subject.id) return copy.left;
  const isNamed = subject.type !== "person" && subject.name !== null;
  const sentence = (isNamed ? copy.named[action] : undefined) ?? copy.sentences[action];
  if (sentence === undefined) return fill(copy.otherAction, { action });
  const role = String(data["role"] ?? "");
  const plan = String(data["plan"] ?? "");
  return fill(sentence, {
    subject: subject.name ?? copy.formerMember,
    role: copy.roles[role] ?? (typeof data["roleName"] === "string" ? data["roleName"] : copy.ownRole),
    plan: findPlan(plan)?.name ?? plan,
  });
}

/** Who did it. Names are those of today's members and service accounts. */
export function auditActor({ actor }: AuditEntry, meId: string, copy: AuditCopy): string {
  if (actor.type === "unknown") return copy.unknownActor;
  if (actor.type === "system") return copy.system;
  if (actor.type === "service") return actor.name ?? copy.service;
  if (actor.id === meId) return copy.you;
  return actor.name ?? capitalised(copy.formerMember);
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

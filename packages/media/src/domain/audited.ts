import type { Purpose } from "./purpose.ts";

/** What the audit log calls it. A picture that takes the place of another is one change, and one entry. */
const ACTIONS = {
  avatar: { stored: "media.avatar_set", removed: "media.avatar_removed" },
  logo: { stored: "media.logo_set", removed: "media.logo_removed" },
  attachment: { stored: "media.attachment_added", removed: "media.attachment_removed" },
} as const satisfies Readonly<Record<Purpose, Readonly<Record<FileChange, string>>>>;

export type FileChange = "stored" | "removed";

export interface AuditedFile {
  readonly id: string;
  readonly purpose: Purpose;
  readonly tenantId: string | null;
  readonly userId: string | null;
  readonly attachedType: string | null;
  readonly attachedId: string | null;
}

export interface AuditEntry {
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly data?: Readonly<Record<string, string>>;
}

/** A picture's entry is about whose picture it is, a file's about the file; neither has its name in it. */
export function auditEntry(file: AuditedFile, change: FileChange): AuditEntry {
  const { purpose, id, tenantId, userId, attachedType, attachedId } = file;
  const action = ACTIONS[purpose][change];
  if (purpose === "attachment") {
    const attached = attachedType === null || attachedId === null ? {} : { data: { attachedType, attachedId } };
    return { action, subject: { type: "file", id }, ...attached };
  }
  const type = userId === null ? "workspace" : "person";
  return { action, subject: { type, id: userId ?? tenantId ?? id } };
}

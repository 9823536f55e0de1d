import type { Catalogue } from "../../languages.ts";
import { adminCopy, type AdminCopy } from "./copy/admin.ts";
import { type AuditCopy, auditCopy } from "./copy/audit.ts";
import { type ExportCopy, exportCopy } from "./copy/export.ts";
import { type StatesCopy, statesCopy } from "./copy/states.ts";

export interface OpsSafetyCopy extends StatesCopy {
  readonly admin: AdminCopy;
  readonly audit: AuditCopy;
  readonly export: ExportCopy;
}

export const opsSafetyCopy: Catalogue<OpsSafetyCopy> = {
  en: { ...statesCopy.en, admin: adminCopy.en, audit: auditCopy.en, export: exportCopy.en },
  id: { ...statesCopy.id, admin: adminCopy.id, audit: auditCopy.id, export: exportCopy.id },
};

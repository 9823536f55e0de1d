import { z } from "zod";
import type { Category } from "./catalogue.ts";
import type { Mailbox } from "./port.ts";

/**
 * The mails there are, and what each is about: ids, from which `needs.sources` makes what it says at the moment it is
 * rendered. A new kind is an entry in `Subjects`, `Mails` and `SUBJECTS`, its words in `templates/copy.ts`, its template
 * and its source.
 */
export interface Subjects {
  readonly "verify-address": { readonly userId: string };
  readonly "reset-password": { readonly userId: string };
  readonly "sign-in": { readonly mailId: string };
  readonly "confirmation-code": { readonly mailId: string };
  readonly "password-changed": { readonly userId: string };
  readonly "second-factor-on": { readonly userId: string };
  readonly "second-factor-off": { readonly userId: string };
  readonly "second-factor-reset": { readonly userId: string };
  readonly "recovery-codes-renewed": { readonly userId: string };
  readonly "recovery-code-used": { readonly userId: string };
  readonly "passkey-added": { readonly userId: string };
  readonly "passkey-removed": { readonly userId: string };
  readonly "passkey-copied": { readonly userId: string };
  readonly "address-leaves": { readonly changeId: string };
  readonly "address-comes": { readonly changeId: string };
  readonly "account-exists": { readonly userId: string };
  readonly "connection-added": { readonly userId: string; readonly provider: string };
  readonly "connection-removed": { readonly userId: string; readonly provider: string };
  readonly "workspace-invitation": { readonly invitationId: string };
  readonly "member-joined": { readonly recipientId: string; readonly workspaceId: string; readonly userId: string };
  readonly "payment-overdue": { readonly recipientId: string; readonly workspaceId: string };
  readonly "workspace-closed": { readonly recipientId: string; readonly workspaceId: string };
  readonly "api-key-made": { readonly recipientId: string; readonly workspaceId: string };
}

export type Kind = keyof Subjects;
export type Locale = "en" | "id";

/** What each mail says, from its source. */
export interface Mails {
  readonly "verify-address": Mail & { readonly url: string };
  readonly "reset-password": Mail & { readonly url: string };
  readonly "sign-in": Mail & { readonly url: string; readonly code: string; readonly expiresAt: Date };
  /** The link leads to where whoever did not ask for it signs others out. */
  readonly "confirmation-code": Mail & {
    readonly code: string;
    readonly securityUrl: string;
    readonly expiresAt: Date;
  };
  readonly "password-changed": Mail & { readonly resetUrl: string };
  readonly "second-factor-on": Mail & { readonly resetUrl: string };
  readonly "second-factor-off": Mail & { readonly resetUrl: string };
  readonly "second-factor-reset": Mail & { readonly resetUrl: string };
  readonly "recovery-codes-renewed": Mail & { readonly resetUrl: string };
  readonly "recovery-code-used": Mail & { readonly resetUrl: string; readonly recoveryCodesLeft: number };
  readonly "passkey-added": Mail & { readonly url: string };
  readonly "passkey-removed": Mail & { readonly url: string };
  /** A use was refused that a copy of the passkey must have been made for. */
  readonly "passkey-copied": Mail & { readonly url: string };
  /** To the address that an account is to leave. */
  readonly "address-leaves": Mail & { readonly url: string; readonly newAddress: string };
  /** To the one that it is to have. */
  readonly "address-comes": Mail & { readonly url: string };
  readonly "account-exists": Mail & { readonly signInUrl: string; readonly resetUrl: string };
  /** A vendor's account gets in from now on, or does not any more. */
  readonly "connection-added": Mail & { readonly vendor: string; readonly securityUrl: string };
  readonly "connection-removed": Mail & { readonly vendor: string; readonly securityUrl: string };
  readonly "workspace-invitation": Mail & {
    readonly workspaceName: string;
    readonly inviterName: string;
    readonly role: string;
    readonly url: string;
    readonly expiresAt: Date;
  };
  readonly "member-joined": Mail & {
    readonly workspaceName: string;
    readonly memberName: string;
    readonly url: string;
    /** Where mail of this category is turned off. */
    readonly settingsUrl: string;
  };
  readonly "payment-overdue": Mail & { readonly workspaceName: string; readonly url: string };
  /** To its owners, who may take it back until it is erased. */
  readonly "workspace-closed": Mail & {
    readonly workspaceName: string;
    readonly erasableAt: Date;
    readonly url: string;
  };
  /** There is a secret that opens the workspace: a new key's, or that of one that was rotated. */
  readonly "api-key-made": Mail & { readonly workspaceName: string; readonly url: string };
}

interface Mail {
  /** Its name is not used: anybody can sign up under any name with somebody else's address. */
  readonly to: Mailbox;
  readonly locale: Locale;
  /** When its link dies. It is not sent after that; absent, the mail says that the link does not live long. */
  readonly expiresAt?: Date;
}

/** Only what is named is stored: a caller may hand over a whole event, and events gain fields. */
const aboutPerson = z.object({ userId: z.uuid() });
const aboutMail = z.object({ mailId: z.uuid() });
const aboutConnection = z.object({ userId: z.uuid(), provider: z.string().max(20) });
const aboutChange = z.object({ changeId: z.uuid() });

export const SUBJECTS: { readonly [K in Kind]: z.ZodType<Subjects[K]> } = {
  "verify-address": aboutPerson,
  "reset-password": aboutPerson,
  "sign-in": aboutMail,
  "confirmation-code": aboutMail,
  "password-changed": aboutPerson,
  "second-factor-on": aboutPerson,
  "second-factor-off": aboutPerson,
  "second-factor-reset": aboutPerson,
  "recovery-codes-renewed": aboutPerson,
  "recovery-code-used": aboutPerson,
  "passkey-added": aboutPerson,
  "passkey-removed": aboutPerson,
  "passkey-copied": aboutPerson,
  "address-leaves": aboutChange,
  "address-comes": aboutChange,
  "account-exists": aboutPerson,
  "connection-added": aboutConnection,
  "connection-removed": aboutConnection,
  "workspace-invitation": z.object({ invitationId: z.uuid() }),
  "member-joined": z.object({ recipientId: z.uuid(), workspaceId: z.uuid(), userId: z.uuid() }),
  "payment-overdue": z.object({ recipientId: z.uuid(), workspaceId: z.uuid() }),
  "workspace-closed": z.object({ recipientId: z.uuid(), workspaceId: z.uuid() }),
  "api-key-made": z.object({ recipientId: z.uuid(), workspaceId: z.uuid() }),
};

export const CATEGORY_OF: { readonly [K in Kind]: Category } = {
  "verify-address": "security",
  "reset-password": "security",
  "sign-in": "security",
  "confirmation-code": "security",
  "password-changed": "security",
  "second-factor-on": "security",
  "second-factor-off": "security",
  "second-factor-reset": "security",
  "recovery-codes-renewed": "security",
  "recovery-code-used": "security",
  "passkey-added": "security",
  "passkey-removed": "security",
  "passkey-copied": "security",
  "address-leaves": "security",
  "address-comes": "security",
  "account-exists": "security",
  "connection-added": "security",
  "connection-removed": "security",
  "workspace-invitation": "invitations",
  "member-joined": "workspace_activity",
  "payment-overdue": "billing",
  "workspace-closed": "security",
  "api-key-made": "security",
};

/** What people find in the product, and what each is about. Their words are the web app's. */
export interface NoticeSubjects {
  /** Somebody accepted an invitation. */
  readonly "member-joined": { readonly workspaceId: string; readonly userId: string };
  readonly "plan-changed": { readonly workspaceId: string };
  readonly "payment-overdue": { readonly workspaceId: string };
  /** For nobody any more, unless an owner takes it back. */
  readonly "workspace-closed": { readonly workspaceId: string };
  /** A new one, or one that takes over from another. */
  readonly "api-key-made": { readonly workspaceId: string };
}

export type NoticeKind = keyof NoticeSubjects;

export const NOTICE_SUBJECTS: { readonly [K in NoticeKind]: z.ZodType<NoticeSubjects[K]> } = {
  "member-joined": z.object({ workspaceId: z.uuid(), userId: z.uuid() }),
  "plan-changed": z.object({ workspaceId: z.uuid() }),
  "payment-overdue": z.object({ workspaceId: z.uuid() }),
  "workspace-closed": z.object({ workspaceId: z.uuid() }),
  "api-key-made": z.object({ workspaceId: z.uuid() }),
};

/** Which of them are mailed as well: those that somebody may wait for, or that cost them something. */
const MAILED: ReadonlySet<NoticeKind & Kind> = new Set([
  "member-joined",
  "payment-overdue",
  "workspace-closed",
  "api-key-made",
]);

export function isMailed(kind: NoticeKind): kind is NoticeKind & Kind {
  return (MAILED as ReadonlySet<NoticeKind>).has(kind);
}

export function isKind(text: string): text is Kind {
  return Object.hasOwn(SUBJECTS, text);
}

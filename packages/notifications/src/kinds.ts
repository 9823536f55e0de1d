import { z } from "zod";
import type { Mailbox } from "./port.ts";

/**
 * The mails there are, and what each is about: ids, from which `needs.sources` makes what it says at the moment it is
 * rendered. A new kind is an entry in `Subjects`, `Mails` and `SUBJECTS`, its words in `templates/copy.ts`, its template
 * and its source.
 */
export interface Subjects {
  readonly "verify-address": { readonly userId: string };
  readonly "reset-password": { readonly userId: string };
  readonly "account-exists": { readonly userId: string };
  readonly "workspace-invitation": { readonly invitationId: string };
}

export type Kind = keyof Subjects;
export type Locale = "en" | "id";

/** What each mail says, from its source. */
export interface Mails {
  readonly "verify-address": Mail & { readonly url: string };
  readonly "reset-password": Mail & { readonly url: string };
  readonly "account-exists": Mail & { readonly signInUrl: string; readonly resetUrl: string };
  readonly "workspace-invitation": Mail & {
    readonly workspaceName: string;
    readonly inviterName: string;
    readonly role: string;
    readonly url: string;
    readonly expiresAt: Date;
  };
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

export const SUBJECTS: { readonly [K in Kind]: z.ZodType<Subjects[K]> } = {
  "verify-address": aboutPerson,
  "reset-password": aboutPerson,
  "account-exists": aboutPerson,
  "workspace-invitation": z.object({ invitationId: z.uuid() }),
};

export function isKind(text: string): text is Kind {
  return Object.hasOwn(SUBJECTS, text);
}

import type { DomainRecords } from "./port-domains.ts";
import type { OpenIdProviders } from "./port-sso.ts";
import type { DisposableAddresses } from "./port-sign-ups.ts";
import type { Doors, SystemTx, TenantContext } from "./tenancy.ts";

/** What identity wants from others, in its own words. */
export interface IdentityNeeds {
  /** Four or more of a–z and 0–9, hard to guess: made unique slugs don't count workspaces. */
  readonly slugSuffix: () => string;
  /** For the facts, which wait in a system table. */
  readonly doors: Pick<Doors, "asSystem">;
  readonly now: () => Date;
  /** Of the web app, without a trailing slash: links in mails begin with it. */
  readonly origin: string;
  /** Whether something of the workspace would be paid on after it was closed: then it is not. */
  readonly isPaidOn?: (context: TenantContext) => Promise<boolean>;
  /**
   * Erases what all others have of a workspace that nobody can take back any more: all of it when it resolves. A repeat
   * does no harm.
   */
  readonly eraseElsewhere?: (workspaceId: string, requestId: string) => Promise<void>;
  /** Told when what was used could not be written yet: it is tried again. Must not throw. */
  readonly onUncountedUsage?: (error: unknown) => void;
  /** Which addresses nobody may move to. */
  readonly disposable?: DisposableAddresses | undefined;
  /** Whose a domain is. Without it no workspace can have one. */
  readonly domains?: DomainRecords | undefined;
  /** Tests what workspaces have set up; the provider signs people in by the same. */
  readonly openId?: Pick<OpenIdProviders, "test"> | undefined;
  /** For a person's own machine: emulators speak no TLS. */
  readonly allowPlainHttp?: boolean;
}

/** Hands one fact on inside `tx`. Called again with the same `id` when an earlier pass was lost, so it has to know it. */
export type PublishFact = (
  tx: SystemTx,
  event: {
    readonly id: string;
    readonly type: string;
    readonly data: object;
    readonly occurredAt: Date;
    readonly scope: { readonly tenantId: string | null; readonly userId: string | null };
    /** Absent: of whoever moves it. */
    readonly requestId?: string;
    readonly traceparent?: string | null;
  },
) => Promise<unknown>;

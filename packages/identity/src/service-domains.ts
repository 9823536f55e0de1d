import { parseDomain, recordOf } from "./domain/domains.ts";
import { parseIssuer } from "./domain/sign-in-connection.ts";
import { parseRole } from "./domain/roles.ts";
import { actorIn, type PersonEntry } from "./entry.ts";
import { IdentityError } from "./errors.ts";
import type { IdentityNeeds } from "./needs.ts";
import type { Domain, SignInConnection, SignInSwitch } from "./port-domains.ts";
import type { IdentityProvider, Session } from "./port.ts";
import { requireRecentSignIn } from "./service-account.ts";
import { ssoOff } from "./sso/no-providers.ts";
import { redirectUri } from "./sso/sign-in.ts";

const CHECKED_AT_ONCE = 50;

/** A domain, and the record that shows it to be the workspace's. */
export interface OwnDomain extends Domain {
  readonly record: { readonly name: string; readonly value: string };
}

/** Domains of a workspace, and the single sign-on of the people in them. What changes something wants a recent sign-in. */
export function createDomains(provider: IdentityProvider, needs: IdentityNeeds) {
  const enter = (entry: PersonEntry) => {
    entry.require("sign-in:manage");
    requireRecentSignIn(entry.session, needs.now());
    return actorIn(entry);
  };

  return {
    async readSignIn(entry: PersonEntry) {
      entry.require("sign-in:manage");
      const { workspaceId } = actorIn(entry);
      const domains = await provider.listDomains(workspaceId);
      return {
        domains: domains.map(withRecord),
        connection: await provider.findSignInConnection(workspaceId),
        /** What the provider has to know of us. */
        redirectUri: redirectUri(needs.origin, workspaceId),
      };
    },

    /** @throws IdentityError `identity.invalid_domain`, `identity.shared_domain`, and as the port says. */
    async claimDomain(
      entry: PersonEntry,
      input: { readonly id?: string; readonly domain: string },
    ): Promise<OwnDomain> {
      const ref = enter(entry);
      const domain = parseDomain(input.domain);
      if (recordsOf(needs).isShared(domain)) {
        throw new IdentityError(
          "identity.shared_domain",
          "This domain is not one company's: many have addresses in it.",
        );
      }
      return withRecord(await provider.claimDomain({ ...ref, ...input, domain }));
    },

    /**
     * Looks for the record now. @throws IdentityError `identity.record_not_found`, `identity.unavailable` when DNS could not
     * say, and as the port says.
     */
    async verifyDomain(entry: PersonEntry, domainId: string): Promise<OwnDomain> {
      const ref = { ...enter(entry), domainId };
      const found = (await provider.listDomains(ref.workspaceId)).find(({ id }) => id === domainId);
      if (found === undefined) {
        throw new IdentityError("identity.domain_not_found", "This domain is not here, or its claim has run out.");
      }
      const isThere = await isRecorded(found).catch((cause: unknown) => {
        throw new IdentityError("identity.unavailable", "DNS could not be asked", { cause });
      });
      if (!isThere) {
        const { name, value } = recordOf(found);
        throw new IdentityError("identity.record_not_found", `There is no TXT record ${name} with ${value} yet.`);
      }
      return withRecord(await provider.verifyDomain(ref));
    },

    async removeDomain(entry: PersonEntry, domainId: string): Promise<void> {
      await provider.removeDomain({ ...enter(entry), domainId });
    },

    /** What is off stays off until it is switched on. @throws IdentityError `identity.invalid_issuer`, and as the port says. */
    async saveSignInConnection(
      entry: PersonEntry,
      input: {
        readonly issuer: string;
        readonly clientId: string;
        readonly clientSecret?: string | undefined;
        readonly role: string;
      },
    ): Promise<SignInConnection> {
      const ref = enter(entry);
      const { clientId, clientSecret } = input;
      return provider.saveSignInConnection({
        ...ref,
        issuer: parseIssuer(input.issuer, { allowPlainHttp: needs.allowPlainHttp ?? false }),
        clientId: clientId.trim(),
        ...(clientSecret !== undefined && clientSecret !== "" && { clientSecret }),
        role: parseRole(input.role),
      });
    },

    /** Reads what the provider says of itself. @throws IdentityError `identity.issuer_refused`. */
    async testSignInConnection(entry: PersonEntry): Promise<void> {
      await test(enter(entry));
    },

    /** Before it is on for the first person it is tested. @throws IdentityError `identity.issuer_refused`, and as the port says. */
    async switchSignInConnection(
      entry: PersonEntry,
      change: { readonly isOn?: boolean | undefined; readonly isRequired?: boolean | undefined },
    ): Promise<SignInConnection> {
      const ref = enter(entry);
      const { isOn, isRequired } = change;
      if (isOn === true) await test(ref);
      const wanted: SignInSwitch = {
        ...ref,
        ...(isOn !== undefined && { isOn }),
        ...(isRequired !== undefined && { isRequired }),
      };
      return provider.switchSignInConnection(wanted);
    },

    async removeSignInConnection(entry: PersonEntry): Promise<void> {
      await provider.removeSignInConnection(enter(entry));
    },

    listOfferedConnections: ({ person }: Session) => provider.listOfferedConnections(person.id),
    /** @throws IdentityError `identity.step_up_required`, `identity.sso_off`. */
    async beginOfferedConnection({ id, person, ...session }: Session, workspaceId: string) {
      requireRecentSignIn({ id, person, ...session }, needs.now());
      return provider.beginOfferedConnection({ userId: person.id, sessionId: id, workspaceId });
    },
    /** @throws IdentityError `identity.step_up_required`, `identity.workspace_not_found` unless it is one of those. */
    async endOfferedConnection(session: Session, workspaceId: string): Promise<void> {
      requireRecentSignIn(session, needs.now());
      const userId = session.person.id;
      if (!(await provider.listOfferedConnections(userId)).some((one) => one.workspaceId === workspaceId)) {
        throw new IdentityError("identity.workspace_not_found", "This workspace is not here, or not yours.");
      }
      await provider.endOfferedConnection({ userId, workspaceId });
    },

    /**
     * Looks whether verified domains still are. To be called now and then by one process. Answers how many were looked at.
     * Where DNS can't be asked nothing changes.
     */
    async sweepDomains(): Promise<number> {
      const due = await provider.listDomainsToCheck(CHECKED_AT_ONCE);
      for (const one of due) {
        await provider.noteDomainCheck(one.id, await isRecorded(one).catch(() => undefined));
      }
      return due.length;
    },

    /** For an owner, about a domain whose record is missing; nothing once it is back, or gone. */
    async domainMail(userId: string, workspaceId: string, domainId: string) {
      const found = (await provider.listDomains(workspaceId)).find(({ id }) => id === domainId);
      const membership = await provider.findMembership(userId, { id: workspaceId });
      const known = membership && (await provider.findPerson(userId));
      if (found?.endsAt == null || membership === undefined || known === undefined) return undefined;
      const { email, name, locale } = known.person;
      return {
        to: { address: email, name },
        locale,
        workspaceName: membership.workspace.name,
        domain: found.domain,
        endsAt: found.endsAt,
        url: `${needs.origin}/w/${membership.workspace.slug}/settings/sign-in`,
      };
    },
  };

  async function isRecorded(domain: Pick<Domain, "domain" | "token">): Promise<boolean> {
    const { name, value } = recordOf(domain);
    return (await recordsOf(needs).findTexts(name)).some((text) => text.trim() === value);
  }

  async function test(ref: ReturnType<typeof actorIn>): Promise<void> {
    if (needs.openId === undefined) throw ssoOff();
    await needs.openId.test(await provider.findSignInIssuer(ref));
  }
}

const withRecord = (domain: Domain): OwnDomain => ({ ...domain, record: recordOf(domain) });

function recordsOf({ domains }: Pick<IdentityNeeds, "domains">) {
  if (domains === undefined) throw ssoOff();
  return domains;
}

import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { assertRefused, type IdentityCase, type IdentitySubject, memberIn, owner } from "./subject.ts";

const newDomain = () => `d-${randomBytes(6).toString("hex")}.example`;
const ISSUER = "https://login.company.example";
const given = { issuer: ISSUER, clientId: "ninefold", clientSecret: "a secret of theirs", role: "member" } as const;

async function workspaceOf(subject: IdentitySubject) {
  const ana = await owner(subject);
  return { ana, ref: { workspaceId: ana.workspace.id, actorId: ana.id } };
}

/** One with a domain that is verified. */
async function verified(subject: IdentitySubject, domain = newDomain()) {
  const { ana, ref } = await workspaceOf(subject);
  const { id: domainId } = await subject.provider.claimDomain({ ...ref, domain });
  await subject.provider.verifyDomain({ ...ref, domainId });
  return { ana, ref, domain, domainId };
}

const typesOf = async (subject: IdentitySubject, part: string) =>
  (await subject.facts()).map(({ type }) => type).filter((type) => type.includes(part));

/** Domains of workspaces, and what a workspace sets up for the people in them. */
export const domainCases: readonly IdentityCase[] = [
  {
    name: "keeps a claim with its token until it is verified, and tells of each step once",
    needs: "domains",
    async run(subject) {
      const { provider } = subject;
      const { ref } = await workspaceOf(subject);
      const domain = newDomain();
      await subject.facts();
      const claimed = await provider.claimDomain({ ...ref, domain });
      assert.ok(claimed.token.length >= 20);
      assert.equal(claimed.verifiedAt, null);
      assert.deepEqual(await provider.claimDomain({ ...ref, domain }), claimed);
      assert.deepEqual(await provider.listDomains(ref.workspaceId), [claimed]);
      const shown = await provider.verifyDomain({ ...ref, domainId: claimed.id });
      assert.ok(shown.verifiedAt !== null && shown.expiresAt === null);
      await provider.verifyDomain({ ...ref, domainId: claimed.id });
      await provider.removeDomain({ ...ref, domainId: claimed.id });
      assert.deepEqual(await provider.listDomains(ref.workspaceId), []);
      const told = await typesOf(subject, "domain");
      assert.deepEqual(told, ["identity.domain_claimed", "identity.domain_verified", "identity.domain_removed"]);
    },
  },
  {
    name: "a claim keeps a domain from nobody, and a verified domain is one workspace's",
    needs: "domains",
    async run(subject) {
      const { provider } = subject;
      const domain = newDomain();
      const { ref: first } = await workspaceOf(subject);
      const { id: claim } = await provider.claimDomain({ ...first, domain });
      const { ref: second, domainId } = await verified(subject, domain);
      await assertRefused(provider.verifyDomain({ ...first, domainId: claim }), "identity.domain_taken");
      assert.equal((await provider.listDomains(first.workspaceId))[0]?.verifiedAt, null);
      await provider.removeDomain({ ...second, domainId });
      await provider.verifyDomain({ ...first, domainId: claim });
    },
  },
  {
    name: "a claim that has run out is none",
    needs: "domains",
    async run(subject) {
      const { provider } = subject;
      const { ref } = await workspaceOf(subject);
      const domain = newDomain();
      const { id: domainId, token } = await provider.claimDomain({ ...ref, domain });
      subject.later(15 * 24);
      assert.deepEqual(await provider.listDomains(ref.workspaceId), []);
      await assertRefused(provider.verifyDomain({ ...ref, domainId }), "identity.domain_not_found");
      const again = await provider.claimDomain({ ...ref, domain });
      assert.notEqual(again.token, token);
    },
  },
  {
    name: "a domain whose record is missing is lost, told of once, and a mere claim after the days of grace",
    needs: "domains",
    async run(subject) {
      const { provider } = subject;
      const { ref, domain, domainId } = await verified(subject);
      assert.ok(!(await provider.listDomainsToCheck(1_000)).some(({ id }) => id === domainId));
      subject.later(25);
      const due = (await provider.listDomainsToCheck(1_000)).find(({ id }) => id === domainId);
      assert.equal(due?.domain, domain);
      await subject.facts();
      await provider.noteDomainCheck(domainId, undefined);
      assert.equal((await provider.listDomains(ref.workspaceId))[0]?.lostAt, null);
      await provider.noteDomainCheck(domainId, false);
      await provider.noteDomainCheck(domainId, false);
      const [lost] = await provider.listDomains(ref.workspaceId);
      assert.ok(lost?.lostAt && lost.verifiedAt && lost.endsAt);
      await provider.noteDomainCheck(domainId, true);
      assert.equal((await provider.listDomains(ref.workspaceId))[0]?.lostAt, null);
      await provider.noteDomainCheck(domainId, false);
      subject.later(5 * 24 + 1);
      await provider.noteDomainCheck(domainId, undefined);
      assert.notEqual((await provider.listDomains(ref.workspaceId))[0]?.verifiedAt, null);
      await provider.noteDomainCheck(domainId, false);
      assert.equal((await provider.listDomains(ref.workspaceId))[0]?.verifiedAt, null);
      assert.deepEqual(await typesOf(subject, "domain"), [
        "identity.domain_lost",
        "identity.domain_found",
        "identity.domain_lost",
        "identity.domain_ended",
      ]);
      await provider.noteDomainCheck(randomUUID(), false);
    },
  },
  {
    name: "a workspace has no more domains than it needs",
    needs: "domains",
    async run(subject) {
      const { ref } = await workspaceOf(subject);
      for (let made = 0; made < 20; made += 1) await subject.provider.claimDomain({ ...ref, domain: newDomain() });
      await assertRefused(subject.provider.claimDomain({ ...ref, domain: newDomain() }), "identity.too_many_domains");
    },
  },
  {
    name: "keeps a workspace's connection without ever answering its secret, off until it is switched on",
    needs: "domains",
    async run(subject) {
      const { provider } = subject;
      const { ref } = await verified(subject);
      assert.equal(await provider.findSignInConnection(ref.workspaceId), undefined);
      await assertRefused(provider.switchSignInConnection({ ...ref, isOn: true }), "identity.no_sign_in_connection");
      await assertRefused(provider.findSignInIssuer(ref), "identity.no_sign_in_connection");
      const { clientSecret: _none, ...bare } = given;
      await assertRefused(provider.saveSignInConnection({ ...ref, ...bare }), "identity.client_secret_missing");
      await subject.facts();
      const saved = await provider.saveSignInConnection({ ...ref, ...given });
      assert.ok(!JSON.stringify(saved).includes(given.clientSecret));
      assert.deepEqual([saved.isOn, saved.isRequired, saved.role], [false, false, "member"]);
      const on = await provider.switchSignInConnection({ ...ref, isOn: true, isRequired: true });
      assert.deepEqual(on, { ...saved, isOn: true, isRequired: true });
      assert.deepEqual(await provider.findSignInConnection(ref.workspaceId), on);
      await provider.switchSignInConnection({ ...ref, isOn: true });
      const kept = await provider.saveSignInConnection({ ...ref, ...bare, clientId: "another", role: "viewer" });
      assert.deepEqual(kept, { ...on, clientId: "another", role: "viewer" });
      const { clientSecret } = await provider.findSignInIssuer(ref);
      assert.equal(clientSecret, given.clientSecret);
      await provider.removeSignInConnection(ref);
      await provider.removeSignInConnection(ref);
      assert.equal(await provider.findSignInConnection(ref.workspaceId), undefined);
      const changed = "identity.sign_in_connection_changed";
      const told = await typesOf(subject, "sign_in_connection");
      assert.deepEqual(told, [changed, changed, changed, "identity.sign_in_connection_removed"]);
    },
  },
  {
    name: "I-49 another issuer is another connection: off, and never told the secret of the first",
    needs: "domains",
    async run(subject) {
      const { provider } = subject;
      const { ref } = await verified(subject);
      const first = await provider.saveSignInConnection({ ...ref, ...given });
      await provider.switchSignInConnection({ ...ref, isOn: true, isRequired: true });
      const { clientSecret: _none, ...bare } = { ...given, issuer: "https://evil.example" };
      await assertRefused(provider.saveSignInConnection({ ...ref, ...bare }), "identity.client_secret_missing");
      const second = await provider.saveSignInConnection({ ...ref, ...bare, clientSecret: "another" });
      assert.notEqual(second.id, first.id);
      assert.deepEqual([second.isOn, second.isRequired], [false, false]);
    },
  },
  {
    name: "a connection is switched on for the people of a verified domain, and for nobody else",
    needs: "domains",
    async run(subject) {
      const { provider } = subject;
      const { ref } = await workspaceOf(subject);
      await provider.claimDomain({ ...ref, domain: newDomain() });
      await provider.saveSignInConnection({ ...ref, ...given });
      await assertRefused(provider.switchSignInConnection({ ...ref, isOn: true }), "identity.no_verified_domain");
      await provider.switchSignInConnection({ ...ref, isOn: false });
    },
  },
  {
    name: "I-54 newcomers become neither owners nor admins, nor more than whoever says so",
    needs: "domains",
    async run(subject) {
      const { provider } = subject;
      const { ana, ref } = await verified(subject);
      for (const role of ["owner", "admin"] as const) {
        await assertRefused(provider.saveSignInConnection({ ...ref, ...given, role }), "identity.invalid_role");
      }
      const narrow = ["workspace:read", "sign-in:manage"] as const;
      const { id: role } = await provider.createRole({ ...ref, name: "Sign-in", permissions: narrow });
      const ben = await memberIn(subject, ana, role);
      const bens = { workspaceId: ref.workspaceId, actorId: ben.id };
      await assertRefused(provider.saveSignInConnection({ ...bens, ...given }), "identity.forbidden");
      const saved = await provider.saveSignInConnection({ ...bens, ...given, role });
      assert.deepEqual([saved.role, saved.roleName], [role, "Sign-in"]);
    },
  },
  {
    name: "I-28 only whoever may touches domains and the connection, and another workspace's are not there",
    needs: "domains",
    async run(subject) {
      const { provider } = subject;
      const { ana, ref, domainId } = await verified(subject);
      await provider.saveSignInConnection({ ...ref, ...given });
      const ben = await memberIn(subject, ana, "member");
      const { ref: eves } = await verified(subject);
      const attempts = (actor: { readonly workspaceId: string; readonly actorId: string }) => [
        () => provider.claimDomain({ ...actor, domain: newDomain() }),
        () => provider.verifyDomain({ ...actor, domainId }),
        () => provider.removeDomain({ ...actor, domainId }),
        () => provider.saveSignInConnection({ ...actor, ...given }),
        () => provider.switchSignInConnection({ ...actor, isOn: false }),
        () => provider.removeSignInConnection(actor),
        () => provider.findSignInIssuer(actor),
      ];
      for (const work of attempts({ ...ref, actorId: ben.id })) await assertRefused(work(), "identity.forbidden");
      for (const work of attempts({ ...ref, actorId: eves.actorId })) {
        await assertRefused(work(), "identity.workspace_not_found");
      }
      for (const foreign of [domainId, randomUUID(), "1' or 1=1"]) {
        const named = { ...eves, domainId: foreign };
        await assertRefused(provider.verifyDomain(named), "identity.domain_not_found");
        await assertRefused(provider.removeDomain(named), "identity.domain_not_found");
      }
      assert.deepEqual(await provider.listDomains("no uuid"), []);
      assert.equal(await provider.findSignInConnection(randomUUID()), undefined);
    },
  },
  {
    name: "a required connection is asked of the people of the domain, and of no owner",
    needs: "domains",
    async run(subject) {
      const { provider } = subject;
      // Everybody here has an address in this one.
      const { ana, ref } = await verified(subject, "inbox.ninefold.dev");
      const ben = await memberIn(subject, ana, "admin");
      const find = (userId: string) => provider.findMembership(userId, { id: ref.workspaceId });
      const { id } = await provider.saveSignInConnection({ ...ref, ...given });
      await provider.switchSignInConnection({ ...ref, isRequired: true });
      assert.equal((await find(ben.id))?.requiredConnection, undefined);
      await provider.switchSignInConnection({ ...ref, isOn: true });
      assert.equal((await find(ben.id))?.requiredConnection, id);
      assert.equal((await provider.listMemberships(ben.id))[0]?.requiredConnection, id);
      assert.equal((await find(ana.id))?.requiredConnection, undefined);
      const [domain] = await provider.listDomains(ref.workspaceId);
      await provider.removeDomain({ ...ref, domainId: domain?.id ?? "" });
      assert.equal((await find(ben.id))?.requiredConnection, undefined);
    },
  },
];

import { describeConformance, describeMutants } from "@ninefold/testing/conformance-kit";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { domainCases } from "./cases/domains.ts";
import { keyCases } from "./cases/keys.ts";
import { confirmationCases, mailCodeCases } from "./cases/mail-codes.ts";
import { passkeyCases } from "./cases/passkeys.ts";
import { secondFactorChangeCases } from "./cases/second-factor-changes.ts";
import { secondFactorCases } from "./cases/second-factor.ts";
import { socialCases } from "./cases/social.ts";
import { usageCases } from "./cases/usage.ts";
import { identityCases } from "./conformance.ts";
import { closingMutants } from "./mutants-closing.ts";
import { keyMutants } from "./mutants-keys.ts";
import { domainMutants } from "./mutants-domains.ts";
import { workspaceMutants } from "./mutants-workspace.ts";
import { identityMutants } from "./mutants.ts";
import { mailMutants } from "./mutants-mail.ts";
import { socialMutants } from "./mutants-social.ts";
import { accountMutants } from "./mutants-account.ts";
import { secondFactorMutants } from "./mutants-second-factor.ts";
import { passkeyMutants } from "./mutants-passkeys.ts";
import { usageMutants } from "./mutants-usage.ts";
import { betterAuthTarget, targets } from "./targets.ts";

const database = await createTestDatabase();
const betterAuth = betterAuthTarget(database);
afterAll(async () => {
  await betterAuth.end();
  await database.drop();
});

describeConformance("IdentityProvider", identityCases, { ...targets, "better-auth": betterAuth });

/** What an area breaks is caught by its own cases: every case on every mutant of every area would take minutes. */
const areas = {
  keys: [keyCases, keyMutants],
  usage: [usageCases, usageMutants],
  domains: [domainCases, domainMutants],
  "second factors": [[...secondFactorCases, ...secondFactorChangeCases], secondFactorMutants],
  passkeys: [passkeyCases, passkeyMutants],
  mails: [[...mailCodeCases, ...confirmationCases], mailMutants],
  social: [socialCases, socialMutants],
} as const;
for (const [area, [cases, mutants]] of Object.entries(areas)) {
  describeMutants(`IdentityProvider, ${area}`, cases, targets.memory, mutants);
}
const apart = new Set(Object.values(areas).flatMap(([cases]) => cases));
describeMutants(
  "IdentityProvider",
  identityCases.filter((one) => !apart.has(one)),
  targets.memory,
  {
    ...identityMutants,
    ...accountMutants,
    ...workspaceMutants,
    ...closingMutants,
  },
);

describe("an installation of one person", () => {
  it("refuses to become one of several, and says why", async () => {
    const { provider, someone } = await targets["single-user"].make();
    const session = await provider.findSession(await someone());
    const [only] = await provider.listMemberships(session?.person.id ?? "");
    const [actorId, workspaceId] = [session?.person.id ?? "", only?.workspace.id ?? ""];
    const ref = { workspaceId, actorId, userId: actorId };
    const email = "ben@inbox.ninefold.dev";
    const refused = [
      provider.createWorkspace({ name: "Acme", slug: "acme", ownerId: actorId }),
      provider.removeMember(ref),
      provider.changeRole({ ...ref, role: "viewer" }),
      provider.createInvitation({ workspaceId, inviterId: actorId, email, role: "viewer", expiresAt: new Date() }),
      provider.updatePerson(actorId, { name: "Ben" }),
    ];
    for (const outcome of await Promise.allSettled(refused)) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "identity.forbidden" } });
    }
    expect(await provider.isOperator(actorId)).toBe(true);
    expect(await provider.listInvitations(workspaceId)).toEqual([]);
  });
});

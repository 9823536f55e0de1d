import { describeConformance, describeMutants } from "@ninefold/testing/conformance-kit";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { identityCases } from "./conformance.ts";
import { closingMutants } from "./mutants-closing.ts";
import { keyCases } from "./cases/keys.ts";
import { usageCases } from "./cases/usage.ts";
import { keyMutants } from "./mutants-keys.ts";
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
const others = identityCases.filter((one) => !keyCases.includes(one) && !usageCases.includes(one));
describeMutants("IdentityProvider, keys", keyCases, targets.memory, keyMutants);
describeMutants("IdentityProvider, usage", usageCases, targets.memory, usageMutants);
describeMutants("IdentityProvider", others, targets.memory, {
  ...identityMutants,
  ...accountMutants,
  ...secondFactorMutants,
  ...passkeyMutants,
  ...mailMutants,
  ...socialMutants,
  ...workspaceMutants,
  ...closingMutants,
});

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

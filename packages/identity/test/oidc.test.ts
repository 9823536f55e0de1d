import { describeConformance, describeMutants } from "@ninefold/testing/conformance-kit";
import { startEmulator } from "@ninefold/testing/emulators";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll } from "vitest";
import { elsewhereCases } from "./cases/elsewhere.ts";
import { identityCases } from "./conformance.ts";
import { oidcMutants } from "./mutants-oidc.ts";
import { oidcTarget } from "./oidc-target.ts";

const [database, emulator] = await Promise.all([createTestDatabase(), startEmulator("openid")]);
const oidc = oidcTarget(database, emulator);
afterAll(async () => {
  await oidc.end();
  await Promise.all([database.drop(), emulator.close()]);
});

describeConformance("IdentityProvider", identityCases, { oidc });

describeMutants("IdentityProvider by OpenID", elsewhereCases, oidc, oidcMutants);

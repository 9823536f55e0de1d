import { IdentityError } from "../errors.ts";
import type { IdentityProvider } from "../port.ts";

/** What a provider has that takes no password, passkey or code of its own, and no sign-in of a workspace's: nothing, and it says so in `message`. */
export function noSignIn(message: string) {
  const refuse = async (): Promise<never> => {
    throw new IdentityError("identity.forbidden", message);
  };
  return {
    mintVerificationToken: async () => undefined,
    mintPasswordResetToken: async () => undefined,
    confirmPassword: refuse,
    changePassword: refuse,
    findSecondFactor: async () => undefined,
    beginSecondFactor: refuse,
    confirmSecondFactor: refuse,
    renewRecoveryCodes: refuse,
    removeSecondFactor: refuse,
    listPasskeys: async () => [],
    beginPasskey: refuse,
    addPasskey: refuse,
    renamePasskey: refuse,
    removePasskey: refuse,
    beginPasskeyConfirmation: refuse,
    confirmPasskey: refuse,
    mintSignInMail: async () => undefined,
    requestConfirmationCode: refuse,
    mintConfirmationCode: async () => undefined,
    confirmByCode: refuse,
    findSignInMethods: async () => ({ password: false, mail: false }),
    listConnections: async () => [],
    endConnection: refuse,
    listOfferedConnections: async () => [],
    beginOfferedConnection: refuse,
    endOfferedConnection: refuse,
    listDomains: async () => [],
    claimDomain: refuse,
    verifyDomain: refuse,
    removeDomain: refuse,
    listDomainsToCheck: async () => [],
    noteDomainCheck: async () => undefined,
    findSignInConnection: async () => undefined,
    saveSignInConnection: refuse,
    switchSignInConnection: refuse,
    removeSignInConnection: refuse,
    findSignInIssuer: refuse,
  } satisfies Partial<IdentityProvider>;
}

import type { Mutant } from "@ninefold/testing/conformance-kit";
import type { IdentityProvider } from "../src/port.ts";
import { TERMS_VERSION } from "../src/terms.ts";
import type { IdentitySubject } from "./cases/subject.ts";

type SocialMutant = Mutant<IdentitySubject>;

const provider =
  (broken: (good: IdentityProvider) => Partial<IdentityProvider>): SocialMutant =>
  (subject) => ({ ...subject, provider: { ...subject.provider, ...broken(subject.provider) } });

/** Ends on another page than it should. */
const leading = (from: string, to: string): SocialMutant => {
  const lead = (page: string) => (page.includes(from) ? to : page);
  return (subject) => ({
    ...subject,
    arrive: async (by, brought) => {
      const { page, headers } = await subject.arrive(by, brought);
      return { page: lead(page), headers };
    },
  });
};

/** One deliberately broken adapter per rule about people whom vendors vouch for. */
export const socialMutants: Readonly<Record<string, SocialMutant>> = {
  "an account before the terms": (subject) => ({
    ...subject,
    call: (endpoint, body, headers) => {
      const given = typeof body === "object" ? body : {};
      return subject.call(
        endpoint,
        endpoint === "social/accept" ? { ...given, termsVersion: TERMS_VERSION } : body,
        headers,
      );
    },
  }),
  "an account by its address": leading("address-known", "/home"),
  "an answer in any browser": leading("stale", "/home"),
  "one person of a vendor's, two accounts": leading("taken", "/account/security?connected=google"),
  "connections that nobody sees": provider(() => ({ listConnections: async () => [] })),
  "a connection that does not end": provider(() => ({ endConnection: async () => undefined })),
};

import { plainCode } from "./domain/second-factor.ts";
import type { IdentityProvider, Session } from "./port.ts";
import { wrong } from "./second-factor.ts";
import { requireRecentSignIn } from "./service-account.ts";

/** The second factor of the person who is signed in. All but reading wants a recent sign-in (OWASP ASVS 5.0, 7.5.1). */
export function createSecondFactorUseCases(provider: IdentityProvider, now: () => Date) {
  return {
    findSecondFactor: ({ person }: Session) => provider.findSecondFactor(person.id),

    /** @throws IdentityError `identity.step_up_required`, and what the port's method throws; so do the others. */
    async beginSecondFactor(session: Session) {
      requireRecentSignIn(session, now());
      return provider.beginSecondFactor(session.person.id);
    },

    async confirmSecondFactor(session: Session, typed: string) {
      requireRecentSignIn(session, now());
      const code = plainCode(typed);
      if (code === undefined) throw wrong();
      return provider.confirmSecondFactor({ userId: session.person.id, sessionId: session.id, code });
    },

    async renewRecoveryCodes(session: Session) {
      requireRecentSignIn(session, now());
      return provider.renewRecoveryCodes(session.person.id);
    },

    async removeSecondFactor(session: Session): Promise<void> {
      requireRecentSignIn(session, now());
      await provider.removeSecondFactor({ userId: session.person.id, sessionId: session.id });
    },
  };
}

import { fill } from "../../languages.ts";
import { Notice } from "../../ui/notice.tsx";
import type { IdentityCopy } from "./copy.ts";
import { ConnectionList } from "./connections.tsx";
import type { ElsewhereCopy } from "./copy/elsewhere.ts";
import { FirstPassword } from "./first-password.tsx";
import { OfferedConnections } from "./offered-connections.tsx";
import { deviceName } from "./own-sessions.ts";
import { PasskeyList } from "./passkey-list.tsx";
import { PasswordChange } from "./password-change.tsx";
import type { readSecurity } from "./read.ts";
import { SecondFactorSection } from "./second-factor-section.tsx";
import { SecuritySection } from "./security-section.tsx";

interface OwnSectionsProps {
  readonly read: Awaited<ReturnType<typeof readSecurity>>;
  readonly email: string;
  readonly identity: IdentityCopy;
  /** What came of a way to a vendor that ended on this page. */
  readonly outcome: { readonly tone: "good" | "bad"; readonly text: string } | undefined;
}

/** What the person signs in with, where that is on pages of ours. */
export function OwnSections({ read, email, identity, outcome }: OwnSectionsProps) {
  const { security: copy, credentials: words, failures } = identity;
  return (
    <>
      <SecuritySection title={identity.passkeys.title} lead={identity.passkeys.lead}>
        <PasskeyList
          passkeys={read.passkeys}
          suggestion={deviceName(
            read.sessions.find(({ current }) => current)?.device ?? { client: null, system: null, type: "other" },
            copy.sessions,
          )}
          copy={identity.passkeys}
          failures={failures}
        />
      </SecuritySection>
      <SecuritySection title={copy.password.title} lead={copy.password.lead} isForm>
        {read.methods.password ? (
          <PasswordChange
            copy={copy.password}
            words={words}
            failures={failures}
            {...(read.secondFactor !== null && { proof: identity.proof })}
          />
        ) : (
          <FirstPassword email={email} copy={identity.firstPassword} failures={failures} />
        )}
      </SecuritySection>
      <SecuritySection title={identity.secondFactor.title} lead={identity.secondFactor.lead} isForm>
        <SecondFactorSection
          secondFactor={read.secondFactor}
          email={email}
          copy={identity.secondFactor}
          failures={failures}
        />
      </SecuritySection>
      <SecuritySection title={identity.social.connections.title} lead={identity.social.connections.lead}>
        <ConnectionList {...read.social} copy={identity.social} failures={failures} outcome={outcome} />
      </SecuritySection>
      {read.offered.length > 0 && (
        <SecuritySection title={identity.singleSignOn.own.title} lead={identity.singleSignOn.own.lead}>
          <OfferedConnections connections={read.offered} copy={identity.singleSignOn.own} failures={failures} />
        </SecuritySection>
      )}
    </>
  );
}

interface ElsewhereSectionProps {
  readonly place: string;
  readonly copy: ElsewhereCopy;
  readonly problem: string | undefined;
}

/** Where it is at another's. */
export function ElsewhereSection({ place, copy, problem }: ElsewhereSectionProps) {
  return (
    <SecuritySection title={copy.section.title} lead={copy.section.lead} isForm>
      <div className="grid gap-4">
        {problem !== undefined && (
          <Notice tone="bad" isStill>
            {problem}
          </Notice>
        )}
        <p className="text-14 text-ink">{fill(copy.section.text, { place })}</p>
      </div>
    </SecuritySection>
  );
}

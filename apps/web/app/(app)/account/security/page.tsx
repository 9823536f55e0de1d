import type { Metadata } from "next";
import { ApiProblem, asProblem } from "../../../../api.ts";
import { getCopy } from "../../../../copy.ts";
import { AddressChange } from "../../../../features/identity/address-change.tsx";
import { AppFrame } from "../../../../features/identity/app-frame.tsx";
import { deviceName } from "../../../../features/identity/own-sessions.ts";
import { PasskeyList } from "../../../../features/identity/passkey-list.tsx";
import { FirstPassword } from "../../../../features/identity/first-password.tsx";
import { ConnectionList } from "../../../../features/identity/connections.tsx";
import { PasswordChange } from "../../../../features/identity/password-change.tsx";
import { readSecurity } from "../../../../features/identity/read.ts";
import { SecondFactorSection } from "../../../../features/identity/second-factor-section.tsx";
import { OfferedConnections } from "../../../../features/identity/offered-connections.tsx";
import { SecuritySection } from "../../../../features/identity/security-section.tsx";
import { SessionList } from "../../../../features/identity/session-list.tsx";
import { socialOutcome } from "../../../../features/identity/social.ts";
import { visitorAt } from "../../../../features/identity/visit.ts";
import { UnavailablePage } from "../../../../features/ops-safety/unavailable-page.tsx";
import { Breadcrumbs } from "../../../../ui/breadcrumbs.tsx";
import { ErrorState } from "../../../../ui/error-state.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { visitorLanguage } from "../../../../visitor.ts";

const PATH = "/account/security";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).identity.security.title };
}

export default async function SecurityPage({ searchParams }: PageProps<"/account/security">) {
  const me = await visitorAt(PATH);
  const { identity, opsSafety } = getCopy(await visitorLanguage());
  if (me instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={PATH} />;

  const { security: copy, credentials: words, failures } = identity;
  const read = await readSecurity().catch(asProblem);
  return (
    <AppFrame me={me}>
      <PageHeader
        title={copy.title}
        lead={copy.lead}
        above={<Breadcrumbs trail={[{ label: identity.account.title, href: "/account" }]} />}
      />
      {read instanceof ApiProblem ? (
        <div className="mt-8">
          <ErrorState title={copy.unread} quote={read.requestId}>
            {copy.unreadText}
          </ErrorState>
        </div>
      ) : (
        <div className="mt-8 grid gap-8">
          <SecuritySection title={copy.sessions.title} lead={copy.sessions.lead}>
            <SessionList sessions={read.sessions} copy={copy.sessions} failures={failures} />
          </SecuritySection>
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
              <FirstPassword email={me.person.email} copy={identity.firstPassword} failures={failures} />
            )}
          </SecuritySection>
          <SecuritySection title={identity.secondFactor.title} lead={identity.secondFactor.lead} isForm>
            <SecondFactorSection
              secondFactor={read.secondFactor}
              email={me.person.email}
              copy={identity.secondFactor}
              failures={failures}
            />
          </SecuritySection>
          <SecuritySection title={identity.social.connections.title} lead={identity.social.connections.lead}>
            <ConnectionList
              {...read.social}
              copy={identity.social}
              failures={failures}
              outcome={socialOutcome(await searchParams, identity.social, identity.singleSignOn.own.connected)}
            />
          </SecuritySection>
          {read.offered.length > 0 && (
            <SecuritySection title={identity.singleSignOn.own.title} lead={identity.singleSignOn.own.lead}>
              <OfferedConnections connections={read.offered} copy={identity.singleSignOn.own} failures={failures} />
            </SecuritySection>
          )}
          <SecuritySection title={copy.address.title} lead={copy.address.lead} isForm>
            <AddressChange
              email={me.person.email}
              pending={read.change}
              copy={copy.address}
              words={words}
              failures={failures}
            />
          </SecuritySection>
        </div>
      )}
    </AppFrame>
  );
}

import type { Metadata } from "next";
import { ApiProblem, asProblem } from "../../../../api.ts";
import { getCopy } from "../../../../copy.ts";
import { AddressChange } from "../../../../features/identity/address-change.tsx";
import { AppFrame } from "../../../../features/identity/app-frame.tsx";
import { readSecurity } from "../../../../features/identity/read.ts";
import { SecuritySection } from "../../../../features/identity/security-section.tsx";
import { SessionList } from "../../../../features/identity/session-list.tsx";
import { ElsewhereSection, OwnSections } from "../../../../features/identity/security-sections.tsx";
import { elsewhereProblem, socialOutcome } from "../../../../features/identity/social.ts";
import { visitorAt } from "../../../../features/identity/visit.ts";
import { UnavailablePage } from "../../../../features/ops-safety/unavailable-page.tsx";
import { fill } from "../../../../languages.ts";
import { Breadcrumbs } from "../../../../ui/breadcrumbs.tsx";
import { EmptyState } from "../../../../ui/empty-state.tsx";
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
  const said = await searchParams;
  const outcome = socialOutcome(said, identity.social, identity.singleSignOn.own.connected);
  const { problem } = said;
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
      ) : !read.ways.password && read.place === null ? (
        <div className="mt-8">
          <EmptyState title={identity.elsewhere.nobody.title}>{identity.elsewhere.nobody.text}</EmptyState>
        </div>
      ) : (
        <div className="mt-8 grid gap-8">
          <SecuritySection
            title={copy.sessions.title}
            lead={read.place === null ? copy.sessions.lead : fill(identity.elsewhere.unknown, { place: read.place })}
          >
            <SessionList sessions={read.sessions} copy={copy.sessions} failures={failures} />
          </SecuritySection>
          {read.ways.password ? (
            <OwnSections read={read} email={me.person.email} identity={identity} outcome={outcome} />
          ) : (
            read.place !== null && (
              <ElsewhereSection
                place={read.place}
                copy={identity.elsewhere}
                problem={elsewhereProblem(problem, { ...identity, place: read.place })}
              />
            )
          )}
          <SecuritySection title={copy.address.title} lead={copy.address.lead} isForm>
            <AddressChange
              email={me.person.email}
              pending={read.change}
              copy={read.place === null ? copy.address : { ...copy.address, now: identity.elsewhere.mails }}
              words={words}
              failures={failures}
            />
          </SecuritySection>
        </div>
      )}
    </AppFrame>
  );
}

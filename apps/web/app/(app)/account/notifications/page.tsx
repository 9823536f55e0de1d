import type { Metadata } from "next";
import { ApiProblem, asProblem } from "../../../../api.ts";
import { getCopy } from "../../../../copy.ts";
import { AppFrame } from "../../../../features/identity/app-frame.tsx";
import { visitorAt } from "../../../../features/identity/visit.ts";
import { PreferenceList } from "../../../../features/notifications/preference-list.tsx";
import { listPreferences } from "../../../../features/notifications/read.ts";
import { UnavailablePage } from "../../../../features/ops-safety/unavailable-page.tsx";
import { Breadcrumbs } from "../../../../ui/breadcrumbs.tsx";
import { ErrorState } from "../../../../ui/error-state.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { visitorLanguage } from "../../../../visitor.ts";

const PATH = "/account/notifications";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).notifications.preferences.title };
}

export default async function NotificationPreferencesPage() {
  const me = await visitorAt(PATH);
  const { identity, notifications, opsSafety } = getCopy(await visitorLanguage());
  if (me instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={PATH} />;

  const copy = notifications.preferences;
  const preferences = await listPreferences().catch(asProblem);
  return (
    <AppFrame me={me}>
      <PageHeader
        title={copy.title}
        lead={copy.lead}
        above={<Breadcrumbs trail={[{ label: identity.account.title, href: "/account" }]} />}
      />
      <section className="mt-8 grid gap-3 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-8">
        <h2 className="text-14 font-semibold text-ink">{copy.group}</h2>
        {preferences instanceof ApiProblem ? (
          <ErrorState title={copy.failed} quote={preferences.requestId}>
            {copy.failedText}
          </ErrorState>
        ) : (
          <PreferenceList preferences={preferences} copy={copy} failures={identity.failures} />
        )}
      </section>
    </AppFrame>
  );
}

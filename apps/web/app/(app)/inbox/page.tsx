import { Settings2 } from "lucide-react";
import type { Metadata } from "next";
import { ApiProblem } from "../../../api.ts";
import { getCopy } from "../../../copy.ts";
import { AppFrame } from "../../../features/identity/app-frame.tsx";
import { visitorAt } from "../../../features/identity/visit.ts";
import { InboxList, ReadAllButton } from "../../../features/notifications/inbox.tsx";
import { UnavailablePage } from "../../../features/ops-safety/unavailable-page.tsx";
import { ButtonLink } from "../../../ui/button-link.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { visitorLanguage } from "../../../visitor.ts";

const PATH = "/inbox";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).notifications.inbox.title };
}

export default async function InboxPage() {
  const me = await visitorAt(PATH);
  const { notifications: copy, opsSafety } = getCopy(await visitorLanguage());
  if (me instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={PATH} />;
  return (
    <AppFrame me={me}>
      <PageHeader
        title={copy.inbox.title}
        lead={copy.inbox.lead}
        action={
          <span className="flex flex-wrap gap-2">
            <ReadAllButton personId={me.person.id} copy={copy.bell} />
            <ButtonLink href="/account/notifications" look="quiet" icon={<Settings2 size={16} aria-hidden="true" />}>
              {copy.bell.settings}
            </ButtonLink>
          </span>
        }
      />
      <div className="mt-8">
        <InboxList personId={me.person.id} copy={copy.bell} />
      </div>
    </AppFrame>
  );
}

import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ApiProblem } from "../../../../../api.ts";
import { getCopy } from "../../../../../copy.ts";
import { AppFrame } from "../../../../../features/identity/app-frame.tsx";
import { memberAt } from "../../../../../features/identity/visit.ts";
import { auditPath } from "../../../../../features/identity/workspaces.ts";
import { AuditSection } from "../../../../../features/ops-safety/audit-section.tsx";
import { NotFoundPage } from "../../../../../features/ops-safety/not-found-page.tsx";
import { answerWith } from "../../../../../features/ops-safety/responses.ts";
import { UnavailablePage } from "../../../../../features/ops-safety/unavailable-page.tsx";
import { fill } from "../../../../../languages.ts";
import { AddressFilter } from "../../../../../ui/address-filter.tsx";
import { DeniedState } from "../../../../../ui/denied-state.tsx";
import { PageHeader } from "../../../../../ui/page-header.tsx";
import { Skeleton } from "../../../../../ui/skeleton.tsx";
import { visitorLanguage } from "../../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).opsSafety.audit.title };
}

export default async function AuditPage({ params, searchParams }: PageProps<"/w/[slug]/audit">) {
  const [{ slug }, { after, action }] = await Promise.all([params, searchParams]);
  const path = auditPath(slug);
  const visit = await memberAt(path, slug);
  const { opsSafety } = getCopy(await visitorLanguage());
  if (visit === undefined) return <NotFoundPage />;
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;

  const { me, workspace } = visit;
  const { audit: copy } = opsSafety;
  const maySee = can(workspace, "audit:read");
  if (!maySee) answerWith(403);
  const chosen = typeof action === "string" && action in copy.kinds ? action : undefined;
  const cursor = typeof after === "string" ? after : undefined;
  return (
    <AppFrame me={me} workspace={workspace}>
      <PageHeader
        title={copy.title}
        lead={fill(copy.lead, { workspace: workspace.name })}
        {...(maySee && {
          action: (
            <AddressFilter
              {...{ path, name: "action", label: copy.filter, all: copy.all, value: chosen }}
              options={Object.entries(copy.kinds).map(([value, label]) => ({ value, label }))}
            />
          ),
        })}
      />
      <div className="mt-8">
        {maySee ? (
          <Suspense key={`${chosen} ${cursor}`} fallback={<Skeleton shape="list" lines={6} />}>
            <AuditSection
              workspaceId={workspace.id}
              meId={me.person.id}
              path={path}
              after={cursor}
              action={chosen}
              copy={copy}
            />
          </Suspense>
        ) : (
          <DeniedState title={copy.denied.title} grantedBy={copy.denied.managers}>
            {copy.denied.text}
          </DeniedState>
        )}
      </div>
    </AppFrame>
  );
}

import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ApiProblem } from "../../../../../api.ts";
import { getCopy } from "../../../../../copy.ts";
import { AppFrame } from "../../../../../features/identity/app-frame.tsx";
import { InviteForm } from "../../../../../features/identity/invite-form.tsx";
import { InvitationsSection, MembersSection } from "../../../../../features/identity/members-sections.tsx";
import { listTeams, readWaysIn, rolesToChoose } from "../../../../../features/identity/read.ts";
import { memberAt } from "../../../../../features/identity/visit.ts";
import { membersPath } from "../../../../../features/identity/workspaces.ts";
import { NotFoundPage } from "../../../../../features/ops-safety/not-found-page.tsx";
import { UnavailablePage } from "../../../../../features/ops-safety/unavailable-page.tsx";
import { fill } from "../../../../../languages.ts";
import { PageHeader } from "../../../../../ui/page-header.tsx";
import { Panel } from "../../../../../ui/panel.tsx";
import { Skeleton } from "../../../../../ui/skeleton.tsx";
import { visitorLanguage } from "../../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).identity.members.title };
}

export default async function MembersPage({ params, searchParams }: PageProps<"/w/[slug]/members">) {
  const [{ slug }, { after }] = await Promise.all([params, searchParams]);
  const path = membersPath(slug);
  const visit = await memberAt(path, slug);
  const language = await visitorLanguage();
  const { identity: copy, opsSafety } = getCopy(language);
  if (visit === undefined) return <NotFoundPage />;
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;

  const { me, workspace } = visit;
  const { invite, pending } = copy.members;
  const mayInvite = can(workspace, "invitation:manage") && (await readWaysIn()).ways.members;
  const grants = mayInvite ? await rolesToChoose(workspace.id) : [];
  // Whoever can't be asked for them invites into none.
  const teams = mayInvite && can(workspace, "team:manage") ? await listTeams(workspace.id).catch(() => []) : [];
  return (
    <AppFrame me={me} workspace={workspace}>
      <PageHeader title={copy.members.title} lead={fill(copy.members.lead, { workspace: workspace.name })} />
      <div className="mt-8 grid gap-8">
        {mayInvite && (
          <Panel title={invite.title} lead={invite.lead}>
            <InviteForm
              workspace={workspace}
              grants={grants}
              teams={teams}
              copy={invite}
              roles={copy.roles}
              roleHelp={copy.roleHelp}
              failures={copy.failures}
            />
          </Panel>
        )}
        <Suspense fallback={<Skeleton shape="list" lines={4} />}>
          <MembersSection
            workspace={workspace}
            meId={me.person.id}
            after={typeof after === "string" ? after : undefined}
            copy={copy}
            language={language}
          />
        </Suspense>
        {mayInvite && (
          <section className="grid gap-3">
            <h2 className="text-16 font-semibold text-ink">{pending.title}</h2>
            <Suspense fallback={<Skeleton shape="list" lines={2} />}>
              <InvitationsSection workspace={workspace} copy={copy} />
            </Suspense>
          </section>
        )}
      </div>
    </AppFrame>
  );
}

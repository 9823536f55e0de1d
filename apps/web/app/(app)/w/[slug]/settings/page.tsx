import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ApiProblem, asProblem } from "../../../../../api.ts";
import { getCopy } from "../../../../../copy.ts";
import { CloseWorkspace } from "../../../../../features/identity/close-workspace.tsx";
import { HandOver } from "../../../../../features/identity/hand-over.tsx";
import { listAllMembers } from "../../../../../features/identity/read.ts";
import { SettingsFailed, SettingsFrame } from "../../../../../features/identity/settings-frame.tsx";
import { memberAt } from "../../../../../features/identity/visit.ts";
import { WorkspaceForm } from "../../../../../features/identity/workspace-form.tsx";
import { type Me, settingsPath, type Workspace } from "../../../../../features/identity/workspaces.ts";
import { PictureForm } from "../../../../../features/media/picture-form.tsx";
import { NotFoundPage } from "../../../../../features/ops-safety/not-found-page.tsx";
import { UnavailablePage } from "../../../../../features/ops-safety/unavailable-page.tsx";
import { DeniedState } from "../../../../../ui/denied-state.tsx";
import { Panel } from "../../../../../ui/panel.tsx";
import { Skeleton } from "../../../../../ui/skeleton.tsx";
import { visitorLanguage } from "../../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).identity.settings.title };
}

export default async function SettingsPage({ params }: PageProps<"/w/[slug]/settings">) {
  const { slug } = await params;
  const path = settingsPath(slug);
  const visit = await memberAt(path, slug);
  const { identity, media, opsSafety } = getCopy(await visitorLanguage());
  if (visit === undefined) return <NotFoundPage />;
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;

  const { me, workspace } = visit;
  const { settings: copy, newWorkspace, failures } = identity;
  return (
    <SettingsFrame me={me} workspace={workspace} at={path}>
      {can(workspace, "workspace:update") ? (
        <Panel title={copy.form.title} lead={copy.form.lead}>
          <div className="grid max-w-form gap-6">
            <WorkspaceForm
              key={workspace.slug}
              workspace={workspace}
              copy={copy}
              words={newWorkspace}
              failures={failures}
            />
            <PictureForm
              workspaceId={workspace.id}
              name={workspace.name}
              seed={workspace.id}
              pictureUrl={workspace.pictureUrl}
              copy={media.logo}
              failures={failures}
            />
          </div>
        </Panel>
      ) : (
        <DeniedState title={copy.denied.title} grantedBy={copy.managers}>
          {copy.denied.text}
        </DeniedState>
      )}
      {can(workspace, "workspace:transfer") && (
        <Panel title={copy.handOver.title} lead={copy.handOver.lead}>
          <div className="max-w-form">
            <Suspense fallback={<Skeleton shape="list" lines={2} />}>
              <HandOverSection me={me} workspace={workspace} />
            </Suspense>
          </div>
        </Panel>
      )}
      {can(workspace, "workspace:delete") && (
        <CloseWorkspace workspace={workspace} copy={identity.ends.danger} failures={failures} />
      )}
    </SettingsFrame>
  );
}

async function HandOverSection({ me, workspace }: { readonly me: Me; readonly workspace: Workspace }) {
  const { settings: copy, failures } = getCopy(await visitorLanguage()).identity;
  const members = await listAllMembers(workspace.id).catch(asProblem);
  if (members instanceof ApiProblem) {
    return <SettingsFailed copy={copy} path={settingsPath(workspace.slug)} quote={members.requestId} />;
  }
  const others = members.map(({ person }) => person).filter(({ id }) => id !== me.person.id);
  return <HandOver workspace={workspace} members={others} copy={copy.handOver} failures={failures} />;
}

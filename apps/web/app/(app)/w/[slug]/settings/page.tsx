import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { ApiProblem } from "../../../../../api.ts";
import { getCopy } from "../../../../../copy.ts";
import { readEnv } from "../../../../../env.ts";
import { AppFrame } from "../../../../../features/identity/app-frame.tsx";
import { memberAt } from "../../../../../features/identity/visit.ts";
import { settingsPath, workspacePath } from "../../../../../features/identity/workspaces.ts";
import { PictureForm } from "../../../../../features/media/picture-form.tsx";
import { NotFoundPage } from "../../../../../features/ops-safety/not-found-page.tsx";
import { answerWith } from "../../../../../features/ops-safety/responses.ts";
import { UnavailablePage } from "../../../../../features/ops-safety/unavailable-page.tsx";
import { fill } from "../../../../../languages.ts";
import { CopyButton } from "../../../../../ui/copy-button.tsx";
import { DeniedState } from "../../../../../ui/denied-state.tsx";
import { PageHeader } from "../../../../../ui/page-header.tsx";
import { Panel } from "../../../../../ui/panel.tsx";
import { visitorLanguage } from "../../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).identity.workspaceSettings.title };
}

export default async function SettingsPage({ params }: PageProps<"/w/[slug]/settings">) {
  const { slug } = await params;
  const path = settingsPath(slug);
  const visit = await memberAt(path, slug);
  const { identity, media, opsSafety } = getCopy(await visitorLanguage());
  if (visit === undefined) return <NotFoundPage />;
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;

  const { me, workspace } = visit;
  const copy = identity.workspaceSettings;
  const mayChange = can(workspace.role, "workspace:update");
  if (!mayChange) answerWith(403);
  const address = new URL(workspacePath(slug), readEnv().APP_URL).href;
  return (
    <AppFrame me={me} workspace={workspace}>
      <PageHeader title={copy.title} lead={fill(copy.lead, { workspace: workspace.name })} />
      <div className="mt-8">
        {mayChange ? (
          <div className="grid max-w-prose gap-8">
            <Panel title={media.logo.title} lead={copy.pictureLead}>
              <PictureForm
                workspaceId={workspace.id}
                name={workspace.name}
                seed={workspace.id}
                pictureUrl={workspace.pictureUrl}
                copy={media.logo}
                failures={identity.failures}
              />
            </Panel>
            <Panel title={copy.address} lead={copy.addressText}>
              <p className="flex items-center gap-1 rounded-control bg-well pl-3">
                <code className="min-w-0 flex-1 py-2 font-mono text-13 [overflow-wrap:anywhere] text-ink">
                  {address}
                </code>
                <CopyButton text={address} label={copy.copy} done={copy.copied} />
              </p>
            </Panel>
          </div>
        ) : (
          <DeniedState title={copy.denied.title} grantedBy={copy.denied.managers}>
            {copy.denied.text}
          </DeniedState>
        )}
      </div>
    </AppFrame>
  );
}

import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ApiProblem, asProblem } from "../../../../../../api.ts";
import { getCopy } from "../../../../../../copy.ts";
import { DomainsPanel } from "../../../../../../features/identity/domains-panel.tsx";
import { ProviderPanel } from "../../../../../../features/identity/provider-panel.tsx";
import { readSignIn, readWaysIn, rolesToChoose } from "../../../../../../features/identity/read.ts";
import { SettingsFailed, SettingsFrame } from "../../../../../../features/identity/settings-frame.tsx";
import { memberAt } from "../../../../../../features/identity/visit.ts";
import { settingsPath, type Workspace } from "../../../../../../features/identity/workspaces.ts";
import { NotFoundPage } from "../../../../../../features/ops-safety/not-found-page.tsx";
import { UnavailablePage } from "../../../../../../features/ops-safety/unavailable-page.tsx";
import { DeniedState } from "../../../../../../ui/denied-state.tsx";
import { Skeleton } from "../../../../../../ui/skeleton.tsx";
import { visitorLanguage } from "../../../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).identity.singleSignOn.settings.title };
}

export default async function SignInSettingsPage({ params }: PageProps<"/w/[slug]/settings/sign-in">) {
  const { slug } = await params;
  const path = settingsPath(slug, "sign-in");
  const visit = await memberAt(path, slug);
  const { identity, opsSafety } = getCopy(await visitorLanguage());
  if (visit === undefined || !(await readWaysIn()).ways.domains) return <NotFoundPage />;
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;

  const { me, workspace } = visit;
  const { settings, singleSignOn } = identity;
  return (
    <SettingsFrame me={me} workspace={workspace} at={path}>
      {can(workspace, "sign-in:manage") ? (
        <Suspense fallback={<Skeleton shape="list" lines={6} />}>
          <SignInSections workspace={workspace} />
        </Suspense>
      ) : (
        <DeniedState title={singleSignOn.settings.denied.title} grantedBy={settings.managers}>
          {singleSignOn.settings.denied.text}
        </DeniedState>
      )}
    </SettingsFrame>
  );
}

async function SignInSections({ workspace }: { readonly workspace: Workspace }) {
  const { settings, singleSignOn, failures, roles } = getCopy(await visitorLanguage()).identity;
  const { domains: copy, connection: words } = singleSignOn.settings;
  const [read, grants] = await Promise.all([readSignIn(workspace.id).catch(asProblem), rolesToChoose(workspace.id)]);
  if (read instanceof ApiProblem) {
    return <SettingsFailed copy={settings} path={settingsPath(workspace.slug, "sign-in")} quote={read.requestId} />;
  }
  return (
    <>
      <DomainsPanel workspace={workspace} domains={read.domains} copy={copy} failures={failures} />
      <ProviderPanel
        // Made anew with another provider, so that its fields are that one's.
        key={read.connection?.issuer ?? ""}
        workspace={workspace}
        connection={read.connection}
        redirectUri={read.redirectUri}
        grants={grants}
        roles={roles}
        copy={words}
        copied={copy.copied}
        failures={failures}
      />
    </>
  );
}

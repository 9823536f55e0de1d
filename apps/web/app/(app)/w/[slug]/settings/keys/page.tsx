import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ApiProblem, asProblem } from "../../../../../../api.ts";
import { getCopy } from "../../../../../../copy.ts";
import { readEnv } from "../../../../../../env.ts";
import { ApiUsage } from "../../../../../../features/identity/api-usage.tsx";
import { listServiceAccounts, readUsage, readWaysIn } from "../../../../../../features/identity/read.ts";
import { ServiceAccounts } from "../../../../../../features/identity/service-accounts.tsx";
import { SettingsFailed, SettingsFrame } from "../../../../../../features/identity/settings-frame.tsx";
import { memberAt } from "../../../../../../features/identity/visit.ts";
import { settingsPath, type Workspace } from "../../../../../../features/identity/workspaces.ts";
import { NotFoundPage } from "../../../../../../features/ops-safety/not-found-page.tsx";
import { UnavailablePage } from "../../../../../../features/ops-safety/unavailable-page.tsx";
import { DeniedState } from "../../../../../../ui/denied-state.tsx";
import { Skeleton } from "../../../../../../ui/skeleton.tsx";
import { visitorLanguage } from "../../../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).identity.keys.title };
}

export default async function KeysPage({ params }: PageProps<"/w/[slug]/settings/keys">) {
  const { slug } = await params;
  const path = settingsPath(slug, "keys");
  const visit = await memberAt(path, slug);
  const { identity, opsSafety } = getCopy(await visitorLanguage());
  if (visit === undefined || !(await readWaysIn()).ways.apiKeys) return <NotFoundPage />;
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;

  const { me, workspace } = visit;
  const { settings, keys: copy } = identity;
  return (
    <SettingsFrame me={me} workspace={workspace} at={path}>
      {can(workspace, "key:manage") ? (
        <>
          <p className="max-w-prose text-14 text-ink-soft">{copy.lead}</p>
          <Suspense fallback={<Skeleton shape="list" lines={4} />}>
            <AccountsSection workspace={workspace} />
          </Suspense>
          {can(workspace, "billing:read") && (
            <Suspense fallback={<Skeleton shape="list" lines={2} />}>
              <UsageSection workspace={workspace} />
            </Suspense>
          )}
        </>
      ) : (
        <DeniedState title={copy.denied.title} grantedBy={settings.managers}>
          {copy.denied.text}
        </DeniedState>
      )}
    </SettingsFrame>
  );
}

async function AccountsSection({ workspace }: { readonly workspace: Workspace }) {
  const language = await visitorLanguage();
  const { settings, keys: copy, failures } = getCopy(language).identity;
  const known = await listServiceAccounts(workspace.id).catch(asProblem);
  if (known instanceof ApiProblem) {
    return <SettingsFailed copy={settings} path={settingsPath(workspace.slug, "keys")} quote={known.requestId} />;
  }
  const save = { submit: settings.save, submitting: settings.saving };
  const { may } = settings.ownRoles;
  const { accounts, at: now } = known;
  return <ServiceAccounts {...{ workspace, accounts, copy, may, save, failures, language, now }} />;
}

async function UsageSection({ workspace }: { readonly workspace: Workspace }) {
  const language = await visitorLanguage();
  const copy = getCopy(language).identity.keys.usage;
  const usage = await readUsage(workspace.id).catch(asProblem);
  return <ApiUsage {...{ workspace, usage, copy, language }} origin={readEnv().APP_URL} />;
}

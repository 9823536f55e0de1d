import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ApiProblem, asProblem } from "../../../../../../api.ts";
import { getCopy } from "../../../../../../copy.ts";
import { SettingsFailed, SettingsFrame } from "../../../../../../features/identity/settings-frame.tsx";
import { memberAt } from "../../../../../../features/identity/visit.ts";
import { settingsPath, type Workspace } from "../../../../../../features/identity/workspaces.ts";
import { NotFoundPage } from "../../../../../../features/ops-safety/not-found-page.tsx";
import { answerWith } from "../../../../../../features/ops-safety/responses.ts";
import { UnavailablePage } from "../../../../../../features/ops-safety/unavailable-page.tsx";
import { cursorIn } from "../../../../../../features/workflows/asked.ts";
import { LiveRefresh } from "../../../../../../features/workflows/live-refresh.tsx";
import { OwnRunList } from "../../../../../../features/workflows/own-run-list.tsx";
import { OWN_STATES, ownRunsPath, type OwnState, ownStateIn } from "../../../../../../features/workflows/own-runs.ts";
import { readOwnRuns } from "../../../../../../features/workflows/read-own.ts";
import { AddressFilter } from "../../../../../../ui/address-filter.tsx";
import { DeniedState } from "../../../../../../ui/denied-state.tsx";
import { Skeleton } from "../../../../../../ui/skeleton.tsx";
import { visitorLanguage } from "../../../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).workflows.own.title };
}

export default async function OwnRunsPage({ params, searchParams }: PageProps<"/w/[slug]/settings/runs">) {
  const [{ slug }, asked] = await Promise.all([params, searchParams]);
  const path = settingsPath(slug, "runs");
  const visit = await memberAt(path, slug);
  const { identity, opsSafety, workflows } = getCopy(await visitorLanguage());
  if (visit === undefined) return <NotFoundPage />;
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;

  const { me, workspace } = visit;
  const { own: copy } = workflows;
  const maySee = can(workspace, "run:read");
  if (!maySee) answerWith(403);
  const state = ownStateIn(asked["state"]);
  const after = cursorIn(asked);
  return (
    <SettingsFrame me={me} workspace={workspace} at={path}>
      {maySee ? (
        <>
          <p className="max-w-prose text-14 text-ink-soft">{copy.lead}</p>
          <div className="grid gap-4">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <AddressFilter
                {...{ path, name: "state", label: copy.filter, all: copy.all, value: state }}
                options={OWN_STATES.map((value) => ({ value, label: copy.states[value] }))}
              />
              <LiveRefresh label={copy.live} />
            </div>
            <Suspense key={`${state} ${after}`} fallback={<Skeleton shape="list" lines={6} />}>
              <RunsSection workspace={workspace} state={state} after={after} />
            </Suspense>
          </div>
        </>
      ) : (
        <DeniedState title={copy.denied.title} grantedBy={identity.settings.managers}>
          {copy.denied.text}
        </DeniedState>
      )}
    </SettingsFrame>
  );
}

interface RunsSectionProps {
  readonly workspace: Workspace;
  readonly state: OwnState | undefined;
  readonly after: string | undefined;
}

async function RunsSection({ workspace: { id, slug }, state, after }: RunsSectionProps) {
  const language = await visitorLanguage();
  const { identity, workflows } = getCopy(language);
  const page = await readOwnRuns(id, { state, after }).catch(asProblem);
  if (page instanceof ApiProblem) {
    return <SettingsFailed copy={identity.settings} path={ownRunsPath(slug, state, after)} quote={page.requestId} />;
  }
  return <OwnRunList {...page} {...{ slug, state, after, language }} copy={workflows.own} />;
}

import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { ApiProblem, asProblem } from "../../../../../../../api.ts";
import { getCopy } from "../../../../../../../copy.ts";
import { SettingsFailed, SettingsFrame } from "../../../../../../../features/identity/settings-frame.tsx";
import { memberAt } from "../../../../../../../features/identity/visit.ts";
import { settingsPath } from "../../../../../../../features/identity/workspaces.ts";
import { NotFoundPage } from "../../../../../../../features/ops-safety/not-found-page.tsx";
import { UnavailablePage } from "../../../../../../../features/ops-safety/unavailable-page.tsx";
import { CancelRun } from "../../../../../../../features/workflows/cancel-run.tsx";
import { LiveRefresh } from "../../../../../../../features/workflows/live-refresh.tsx";
import { OwnRunState } from "../../../../../../../features/workflows/own-run-list.tsx";
import { OwnRunReport } from "../../../../../../../features/workflows/own-run-report.tsx";
import { ownRunPath } from "../../../../../../../features/workflows/own-runs.ts";
import { wordsOf } from "../../../../../../../features/workflows/own-words.ts";
import { readOwnRun } from "../../../../../../../features/workflows/read-own.ts";
import { Breadcrumbs } from "../../../../../../../ui/breadcrumbs.tsx";
import { visitorLanguage } from "../../../../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).workflows.own.title };
}

export default async function OwnRunPage({ params }: PageProps<"/w/[slug]/settings/runs/[id]">) {
  const { slug, id } = await params;
  const path = ownRunPath(slug, id);
  const visit = await memberAt(path, slug);
  const language = await visitorLanguage();
  const { identity, opsSafety, workflows } = getCopy(language);
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;
  // Whoever may not see the list is not told which of it there is.
  if (visit === undefined || !can(visit.workspace, "run:read")) return <NotFoundPage />;

  const { me, workspace } = visit;
  const { own: copy } = workflows;
  const list = settingsPath(slug, "runs");
  const run = await readOwnRun(workspace.id, id).catch(asProblem);
  if (run instanceof ApiProblem) {
    if (run.kind === "not_found") return <NotFoundPage />;
    return (
      <SettingsFrame me={me} workspace={workspace} at={list}>
        <SettingsFailed copy={identity.settings} path={path} quote={run.requestId} />
      </SettingsFrame>
    );
  }
  const { name, text } = wordsOf(run, copy);
  return (
    <SettingsFrame me={me} workspace={workspace} at={list}>
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div className="grid min-w-0 gap-2">
          <span className="flex flex-wrap items-center gap-3">
            <Breadcrumbs trail={[{ label: copy.title, href: list }]} />
            <OwnRunState state={run.state} copy={copy} />
          </span>
          <h2 className="text-20 font-semibold [overflow-wrap:anywhere] text-ink">{name}</h2>
          <p className="max-w-prose text-14 text-ink-soft">{text}</p>
        </div>
        <div className="flex flex-wrap items-center gap-4">
          {run.endedAt === null && <LiveRefresh label={copy.live} />}
          {run.isCancellable && can(workspace, "run:cancel") && (
            <CancelRun
              workspaceId={workspace.id}
              runId={run.id}
              name={name}
              copy={copy.cancel}
              failures={identity.failures}
            />
          )}
        </div>
      </header>
      <OwnRunReport run={run} copy={copy} language={language} />
    </SettingsFrame>
  );
}

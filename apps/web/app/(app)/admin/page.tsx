import type { Metadata } from "next";
import { ApiProblem, asProblem } from "../../../api.ts";
import { getCopy } from "../../../copy.ts";
import { AdminFrame } from "../../../features/identity/admin-frame.tsx";
import { Filled } from "../../../features/identity/filled.tsx";
import { readSystem } from "../../../features/identity/read.ts";
import { RefreshButton } from "../../../features/identity/refresh-button.tsx";
import { systemLines } from "../../../features/identity/system-report.ts";
import { CheckTable, SystemTable } from "../../../features/identity/system-status.tsx";
import { visitorAt } from "../../../features/identity/visit.ts";
import { Attention, type Waiting } from "../../../features/ops-safety/attention.tsx";
import { dependencyLines } from "../../../features/ops-safety/dependencies.ts";
import { NotFoundPage } from "../../../features/ops-safety/not-found-page.tsx";
import { readKnown } from "../../../features/ops-safety/read.ts";
import { UnavailablePage } from "../../../features/ops-safety/unavailable-page.tsx";
import { readRuns } from "../../../features/workflows/read.ts";
import { runsPath } from "../../../features/workflows/runs.ts";
import type { Language } from "../../../languages.ts";
import { Notice } from "../../../ui/notice.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { Time } from "../../../ui/time.tsx";
import type { Tone } from "../../../ui/tone.ts";
import { visitorLanguage } from "../../../visitor.ts";

const PATH = "/admin";
const TONE: Readonly<Record<"ok" | "degraded" | "down", Tone>> = { ok: "good", degraded: "warn", down: "bad" };

export async function generateMetadata(): Promise<Metadata> {
  const me = await visitorAt(PATH);
  const { identity, opsSafety } = getCopy(await visitorLanguage());
  const isTheirs = !(me instanceof ApiProblem) && me.person.isOperator;
  return { title: isTheirs ? identity.system.title : opsSafety.notFound.title };
}

/** For operators. To anybody else there is nothing here, as the API says too. */
export default async function SystemPage() {
  const me = await visitorAt(PATH);
  const language = await visitorLanguage();
  const { identity, opsSafety } = getCopy(language);
  if (me instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={PATH} />;
  if (!me.person.isOperator) return <NotFoundPage />;
  const [report, waiting] = await Promise.all([readSystem().catch(asProblem), readWaiting(language)]);
  if (report instanceof ApiProblem) {
    if (report.kind === "not_found") return <NotFoundPage />;
    return <UnavailablePage copy={opsSafety} path={PATH} />;
  }

  const { system: copy } = identity;
  const { health } = report;
  const { title, text } = copy.status[health.status];
  const checks = Object.entries(health.checks).map(([name, result]) => ({ name, result }));
  return (
    <AdminFrame me={me}>
      <PageHeader
        title={copy.title}
        lead={copy.lead}
        action={<RefreshButton label={copy.refresh} pending={copy.refreshing} />}
      />
      <div className="mt-8 grid gap-8">
        <Notice tone={TONE[health.status]} isStill>
          <p className="font-medium">{title}</p>
          <p>{text}</p>
          <p className="mt-1 text-13">
            <Filled
              sentence={copy.asOf}
              values={{ time: <Time at={health.timestamp} language={language} />, version: health.version }}
            />
          </p>
        </Notice>
        <section className="grid gap-3">
          <h2 className="text-16 font-semibold text-ink">{opsSafety.admin.attention}</h2>
          <Attention
            label={opsSafety.admin.attention}
            waiting={waiting}
            uncounted={opsSafety.admin.uncounted}
            language={language}
          />
        </section>
        <section className="grid gap-3">
          <h2 className="text-16 font-semibold text-ink">{copy.checks}</h2>
          <CheckTable checks={checks} copy={copy} />
        </section>
        <section className="grid gap-3">
          <div>
            <h2 className="text-16 font-semibold text-ink">{copy.systems}</h2>
            <p className="text-14 text-ink-soft">{copy.systemsLead}</p>
          </div>
          <SystemTable lines={systemLines(report.systems)} copy={copy} />
        </section>
      </div>
    </AdminFrame>
  );
}

/** What could not be read is missing, and the page is there all the same. */
async function readWaiting(language: Language): Promise<readonly Waiting[]> {
  const [runs, known] = await Promise.all([
    readRuns({ state: "dead_letter" }).catch(asProblem),
    readKnown().catch(asProblem),
  ]);
  const { workflows, opsSafety } = getCopy(language);
  const { states } = workflows.runs.filter;
  const counts = runs instanceof ApiProblem ? undefined : runs.counts;
  const lines = known instanceof ApiProblem ? undefined : dependencyLines(known);
  const alone = lines?.filter(({ state }) => state === "open" || state === "half_open");
  const { dependencies, switches } = opsSafety.admin;
  return [
    {
      label: states.dead_letter,
      href: runsPath({ state: "dead_letter" }),
      count: counts?.deadLetters,
      isTrouble: true,
    },
    {
      label: dependencies.leftAlone,
      href: "/admin/dependencies",
      count: alone && new Set(alone.map(({ dependency }) => dependency)).size,
      isTrouble: true,
    },
    {
      label: switches.active,
      href: "/admin/switches",
      count: known instanceof ApiProblem ? undefined : known.switches.length,
      isTrouble: true,
    },
    {
      label: states.unfinished,
      href: runsPath({ state: "unfinished" }),
      count: counts?.unfinished,
      isTrouble: false,
    },
  ];
}

"use client";

import Link from "next/link";
import { unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { type Hue, HUE_CHIP, HUES } from "../../ui/hues.ts";
import { Mark } from "../../ui/mark.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SkipLink } from "../../ui/skip-link.tsx";
import { ThemeButtons } from "../../ui/theme-buttons.tsx";
import { useLanguage, useWords } from "../../ui/words.tsx";
import { type ConsoleState, development } from "./api.ts";
import type { DevCopy } from "./copy.ts";
import { BillingCell } from "./panels/billing-cell.tsx";
import { FilesCell } from "./panels/files-cell.tsx";
import type { FlagScope } from "./panels/flag-part.tsx";
import { JobsCell } from "./panels/jobs-cell.tsx";
import { MailCell } from "./panels/mail-cell.tsx";
import { PeopleCell } from "./panels/people-cell.tsx";
import type { CellProps } from "./panels/props.ts";
import { ReadingCell } from "./panels/reading-cell.tsx";
import { SafetyCell } from "./panels/safety-cell.tsx";
import { TelemetryCell } from "./panels/telemetry-cell.tsx";
import { VendorsCell } from "./panels/vendors-cell.tsx";
import { Apart } from "./parts.tsx";
import { useConsole } from "./use-console.ts";
import { useDecisions } from "./use-decision.ts";
import { consequence, vendorName } from "./vendors.ts";

interface ConsoleProps {
  readonly initial: ConsoleState;
  readonly copy: DevCopy;
  readonly workspaces: readonly FlagScope[];
  /** The address that the product was told. */
  readonly origin: string;
}

/** The nine systems on one page, each in its cell of the mark. */
export function Console({ initial, copy, workspaces, origin }: ConsoleProps) {
  const words = useWords();
  const { state, liveness, look } = useConsole(initial);
  const decisions = useDecisions({ copy, origin, look });
  const props: CellProps = {
    state,
    copy,
    decisions,
    adapter: (system) => state.systems.find((one) => one.system === system)?.adapter,
    page: (vendor) => state.vendors?.find(({ name, mode }) => name === vendor && mode !== "down")?.page,
  };
  return (
    <div className="mx-auto max-w-[90rem] px-4 pb-12 sm:px-6">
      <SkipLink>{words.skipToContent}</SkipLink>
      <Top copy={copy} />
      <main id="content">
        <div className="mt-6 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
          <div>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h1 className="text-24 font-semibold text-balance text-ink sm:text-32">{copy.title}</h1>
              <Badge tone={LIVENESS[liveness]}>{copy.status[liveness]}</Badge>
            </div>
            <p className="mt-1 max-w-prose text-14 text-ink-soft">{copy.lead}</p>
          </div>
          <Elsewhere copy={copy} />
        </div>
        <Contents copy={copy} />
        <div className="mt-4 grid gap-2">
          {liveness === "silent" && <Notice tone="bad">{copy.silentText}</Notice>}
          <Troubles {...props} />
        </div>
        <div className="mt-4 grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          <PeopleCell {...props} />
          <BillingCell {...props} />
          <MailCell {...props} />
          <JobsCell {...props} />
          <TelemetryCell {...props} />
          <ReadingCell {...props} />
          <FilesCell {...props} />
          <VendorsCell {...props} />
          <SafetyCell {...props} workspaces={workspaces} />
        </div>
      </main>
    </div>
  );
}

const LIVENESS = { live: "good", paused: "info", silent: "bad" } as const;

function Top({ copy }: { readonly copy: DevCopy }) {
  const language = useLanguage();
  const other = language === "en" ? "id" : "en";
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
      <Link href="/" className="flex items-center gap-2.5 rounded-control text-16 font-semibold text-ink">
        <Mark />
        Ninefold
      </Link>
      <a
        href={`/dev?language=${other}`}
        hrefLang={other}
        lang={other}
        className="ml-auto rounded-control text-13 text-ink-soft underline-offset-4 hover:text-ink hover:underline"
      >
        {copy.otherLanguage}
      </a>
      <ThemeButtons />
    </header>
  );
}

function Elsewhere({ copy }: { readonly copy: DevCopy }) {
  return (
    <nav aria-label={copy.links} className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Apart href="/home" words={copy.opensApart}>
        {copy.product}
      </Apart>
      <Apart href="/docs" words={copy.opensApart}>
        {copy.docs}
      </Apart>
      <Apart href="/reference" words={copy.opensApart}>
        {copy.reference}
      </Apart>
    </nav>
  );
}

/** The mark itself, where its cells are too far apart to be seen as one. */
function Contents({ copy }: { readonly copy: DevCopy }) {
  const { identity, billing, notifications, workflows, observability, marketing, media, safety } = copy.panels;
  const titles: Readonly<Record<Hue, string>> = {
    identity: identity.title,
    billing: billing.title,
    notifications: notifications.title,
    workflows: workflows.title,
    observability: observability.title,
    marketing: marketing.title,
    media: media.title,
    testing: copy.vendors.title,
    "ops-safety": safety.title,
  };
  return (
    <nav aria-label={copy.cells} className="mt-5 md:hidden">
      <ul className="grid grid-cols-3 gap-1.5">
        {HUES.map((system) => (
          <li key={system}>
            <a
              href={`#${system}`}
              className={classes(
                "flex h-full min-h-12 items-center rounded-control px-2.5 py-1.5 text-13 font-medium",
                HUE_CHIP[system],
              )}
            >
              {titles[system]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What is switched off, where nobody can overlook it. */
function Troubles({ state: { vendors }, copy, decisions }: CellProps) {
  const troubled = vendors?.filter(({ mode, isUsed }) => isUsed && mode !== "up") ?? [];
  return troubled.map((vendor) => {
    const { name, mode } = vendor;
    const { modes, heal, healed } = copy.vendors;
    const called = { vendor: vendorName(name) };
    return (
      <Notice
        key={name}
        tone={mode === "slow" || mode === "other" ? "warn" : "bad"}
        action={
          mode !== "other" && (
            <Button
              size="small"
              disabled={decisions.pending === name}
              onClick={() =>
                void decisions.decide(
                  name,
                  () => unwrap(development.vendors[":name"].$post({ param: { name }, json: { mode: "up" } })),
                  fill(healed, called),
                )
              }
            >
              {fill(heal, called)}
            </Button>
          )
        }
      >
        <strong className="font-semibold">{`${vendorName(name)}: ${modes[mode]}.`}</strong>{" "}
        {consequence(vendor, copy.vendors)}
      </Notice>
    );
  });
}

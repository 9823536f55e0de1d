/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- a table that is laid out as a list has no roles of its own */
import { Badge } from "../../ui/badge.tsx";
import { ButtonAnchor } from "../../ui/button-anchor.tsx";
import { Mark } from "../../ui/mark.tsx";
import { hasContent } from "../../content.ts";
import { type Language, sitePath } from "../../languages.ts";
import { CommandLine } from "./command-line.tsx";
import type { LandingCopy } from "./copy/landing.ts";
import type { SiteCopy } from "./copy/site.ts";
import { ACROSS } from "./across.ts";
import { ScreensSection } from "./screens-section.tsx";
import { STATE, SYSTEMS, type SystemState } from "./systems.ts";
import { SystemsPicture } from "./systems-picture.tsx";
import { WantsSection } from "./wants-section.tsx";

interface LandingProps {
  readonly copy: LandingCopy;
  readonly site: Pick<SiteCopy, "signUp" | "reference" | "pricing">;
  readonly language: Language;
}

export function Landing({ copy, site, language }: LandingProps) {
  return (
    <>
      <Opening copy={copy} site={site} language={language} />
      <ScreensSection copy={copy} language={language} />
      <Commands copy={copy} />
      {hasContent() && <WantsSection copy={copy} language={language} />}
      <Status copy={copy} />
      <Inside copy={copy} />
    </>
  );
}

function Opening({ copy, site, language }: LandingProps) {
  return (
    <section className={`${ACROSS} grid gap-12 pt-8 pb-16 sm:pt-14 lg:grid-cols-2 lg:gap-16 lg:pb-24`}>
      <div className="flex flex-col lg:justify-between">
        <div>
          <h1 className="text-32 font-semibold text-balance text-ink sm:text-44">{copy.promise}</h1>
          <p className="mt-5 max-w-prose text-16 text-ink-soft">{copy.lead}</p>
        </div>
        <div className="mt-8 max-w-form lg:max-w-none">
          <div className="grid gap-2">
            {copy.commands.map(({ command }) => (
              <CommandLine key={command} command={command} copy={copy} />
            ))}
          </div>
          <p className="mt-3 text-13 text-ink-faint">{copy.commandsLead}</p>
          <div className="mt-6 flex flex-wrap gap-3">
            <ButtonAnchor href={`/sign-up?language=${language}`} look="primary">
              {site.signUp}
            </ButtonAnchor>
            {hasContent() && <ButtonAnchor href={sitePath(language, "/docs")}>{copy.readDocs}</ButtonAnchor>}
            <ButtonAnchor href={sitePath(language, "/pricing")} look="quiet" className="max-sm:hidden">
              {site.pricing}
            </ButtonAnchor>
          </div>
        </div>
      </div>
      <SystemsPicture copy={copy} language={language} />
    </section>
  );
}

function Commands({ copy }: { readonly copy: LandingCopy }) {
  return (
    <section className="border-t border-line">
      <div className={`${ACROSS} py-16 lg:py-24`}>
        <h2 className="text-24 font-semibold text-ink">{copy.commandsTitle}</h2>
        <div className="mt-10 grid gap-12 md:grid-cols-2 md:gap-8 lg:gap-16">
          {copy.commands.map(({ command, title, text, steps }) => (
            <div key={command} className="border-t border-ink pt-5">
              <h3 className="flex items-baseline justify-between gap-4 text-16 font-semibold text-ink">
                {title}
                <code className="font-mono text-13 font-normal text-ink-faint">{command}</code>
              </h3>
              <p className="mt-1 text-14 text-ink-soft">{text}</p>
              <ol className="mt-5 divide-y divide-line border-t border-line">
                {steps.map((step, index) => (
                  <li key={step} className="flex gap-4 py-3 text-14 text-ink">
                    <span aria-hidden="true" className="font-mono text-13 text-ink-faint tabular-nums">
                      {index + 1}
                    </span>
                    {step}
                  </li>
                ))}
              </ol>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

const TONE = { works: "good", part: "warn", none: undefined } as const satisfies Record<SystemState, unknown>;

/** What is true and what is not yet, of each, in equal measure. */
function Status({ copy }: { readonly copy: LandingCopy }) {
  return (
    <section className="border-t border-line">
      <div className={`${ACROSS} py-16 lg:py-24`}>
        <h2 className="text-24 font-semibold text-ink">{copy.statusTitle}</h2>
        <p className="mt-2 max-w-prose text-16 text-ink-soft">{copy.statusLead}</p>
        <table role="table" className="mt-10 w-full text-14 max-md:block">
          <thead role="rowgroup" className="max-md:sr-only">
            <tr role="row" className="border-b border-ink">
              {[copy.system, copy.today, copy.notYet].map((title) => (
                <th
                  key={title}
                  role="columnheader"
                  scope="col"
                  className="w-1/3 py-3 pr-8 text-left text-13 font-medium text-ink-faint"
                >
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className="divide-y divide-line max-md:block max-md:border-t max-md:border-line">
            {SYSTEMS.map((system, index) => (
              <tr key={system} role="row" className="align-top max-md:grid max-md:gap-2 max-md:py-5">
                <th role="rowheader" scope="row" className="text-left font-semibold text-ink md:py-4 md:pr-8">
                  <span className="flex items-center gap-3">
                    <Mark
                      size={20}
                      cell={index}
                      colour={`var(--color-${system}-mark)`}
                      rest="var(--color-line)"
                      isHollow={STATE[system] !== "works"}
                    />
                    {copy.systems[system].name}
                    {STATE[system] !== "works" && (
                      <Badge tone={TONE[STATE[system]]}>{copy.states[STATE[system]]}</Badge>
                    )}
                  </span>
                </th>
                <td role="cell" className="text-ink max-md:pl-8 md:py-4 md:pr-8">
                  {copy.systems[system].today}
                </td>
                <td role="cell" className="text-ink-faint max-md:pl-8 md:py-4">
                  <span className="md:sr-only">{copy.notYet}: </span>
                  {copy.systems[system].notYet}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Inside({ copy }: { readonly copy: LandingCopy }) {
  return (
    <section className="border-t border-line bg-panel">
      <div className={`${ACROSS} py-16 lg:py-24`}>
        <h2 className="text-24 font-semibold text-ink">{copy.insideTitle}</h2>
        <p className="mt-2 max-w-prose text-16 text-ink-soft">{copy.insideLead}</p>
        <div className="mt-10 grid gap-x-8 gap-y-10 sm:grid-cols-2 lg:grid-cols-3 lg:gap-x-16">
          {copy.inside.map(({ title, text }) => (
            <div key={title} className="border-t border-line pt-4">
              <h3 className="text-16 font-semibold text-ink">{title}</h3>
              <p className="mt-1.5 text-14 text-ink-soft">{text}</p>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

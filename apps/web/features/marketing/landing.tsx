import Link from "next/link";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Mark } from "../../ui/mark.tsx";
import { CommandLine } from "./command-line.tsx";
import type { MarketingCopy } from "./copy.ts";
import { SystemsPicture } from "./systems-picture.tsx";

const ACROSS = "mx-auto max-w-page px-4 sm:px-6";

export function Landing({ copy }: { readonly copy: MarketingCopy }) {
  return (
    <>
      <a
        href="#content"
        className="sr-only rounded-control bg-accent px-3 py-2 text-14 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-30"
      >
        {copy.skipToContent}
      </a>
      <header className={`${ACROSS} flex h-16 items-center justify-between`}>
        <Link href="/" className="flex items-center gap-2.5 rounded-control text-16 font-semibold text-ink">
          <Mark />
          Ninefold
        </Link>
        <ButtonLink href="/sign-in" look="quiet" className="-mr-4">
          {copy.signIn}
        </ButtonLink>
      </header>
      <main id="content">
        <Opening copy={copy} />
        <Commands copy={copy} />
        <Inside copy={copy} />
      </main>
      <footer className="border-t border-line">
        <div className={`${ACROSS} flex items-center justify-between py-8 text-13 text-ink-faint`}>
          <span className="flex items-center gap-2.5">
            <Mark size={16} />
            Ninefold
          </span>
          {copy.licence}
        </div>
      </footer>
    </>
  );
}

function Opening({ copy }: { readonly copy: MarketingCopy }) {
  return (
    <section className={`${ACROSS} grid gap-12 pt-10 pb-16 sm:pt-16 lg:grid-cols-2 lg:gap-16 lg:pb-24`}>
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
          <ButtonLink href="/sign-up" look="primary" className="mt-6">
            {copy.signUp}
          </ButtonLink>
        </div>
      </div>
      <SystemsPicture copy={copy} />
    </section>
  );
}

function Commands({ copy }: { readonly copy: MarketingCopy }) {
  return (
    <section className="border-t border-line bg-panel">
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

function Inside({ copy }: { readonly copy: MarketingCopy }) {
  return (
    <section className="border-t border-line">
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

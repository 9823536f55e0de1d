import type { Metadata } from "next";
import { getCopy } from "../../../../copy.ts";
import { Board } from "../../../../features/marketing/design/board.tsx";
import { ACROSS } from "../../../../features/marketing/across.ts";
import { SiteFrame } from "../../../../features/marketing/site-frame.tsx";
import { sitePath } from "../../../../languages.ts";
import { pageLanguage, type SiteParams } from "../../../../site.ts";
import { uiCopy } from "../../../../ui/copy.ts";

export async function generateMetadata({ params }: SiteParams): Promise<Metadata> {
  const { design } = getCopy(await pageLanguage(params)).marketing;
  return { title: design.title, description: design.lead, robots: { index: false } };
}

/** Every component and state: for whoever builds with them, and for whoever judges them. */
export default async function DesignPage({ params }: SiteParams) {
  const language = await pageLanguage(params);
  const { site, design } = getCopy(language).marketing;
  return (
    <SiteFrame copy={site} language={language} path="/design">
      <div className={`${ACROSS} pt-8 pb-24 sm:pt-14`}>
        <h1 className="text-32 font-semibold text-ink">{design.title}</h1>
        <p className="mt-3 max-w-prose text-16 text-ink-soft">{design.lead}</p>
        <p className="mt-2 text-14 text-ink-soft">
          {design.frames}{" "}
          <a href={sitePath(language, "/design/frame")} className="text-accent-ink underline underline-offset-4">
            {design.appFrame}
          </a>
          {", "}
          <a href={sitePath(language, "/design/admin")} className="text-accent-ink underline underline-offset-4">
            {design.adminFrame}
          </a>
        </p>
        <Board copy={design} language={language} words={uiCopy[language]} />
      </div>
    </SiteFrame>
  );
}

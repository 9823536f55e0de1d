import { ArrowRight } from "lucide-react";
import { type Language, sitePath } from "../../languages.ts";
import { ACROSS } from "./across.ts";
import type { LandingCopy } from "./copy/landing.ts";
import { WANTS } from "./wants.ts";

interface WantsProps {
  readonly copy: Pick<LandingCopy, "wantTitle" | "wants">;
  readonly language: Language;
}

export function WantsSection({ copy, language }: WantsProps) {
  return (
    <section className="border-t border-line bg-panel">
      <div className={`${ACROSS} py-16 lg:py-24`}>
        <h2 className="text-24 font-semibold text-ink">{copy.wantTitle}</h2>
        <ul className="mt-8 grid gap-x-8 sm:grid-cols-2 lg:grid-cols-3 lg:gap-x-16">
          {WANTS.map(([want, address]) => (
            <li key={want} className="border-t border-line">
              <a
                href={sitePath(language, address)}
                className="group flex min-h-12 items-center justify-between gap-4 rounded-control py-3 text-14 text-ink"
              >
                <span className="underline-offset-4 group-hover:underline">{copy.wants[want]}</span>
                <ArrowRight size={16} aria-hidden="true" className="shrink-0 text-ink-faint" />
              </a>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

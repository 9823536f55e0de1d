import { ArrowUpRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Badge } from "../../ui/badge.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { classes } from "../../ui/classes.ts";
import { type Hue, HUES } from "../../ui/hues.ts";
import { Mark } from "../../ui/mark.tsx";
import { Time } from "../../ui/time.tsx";
import type { Tone } from "../../ui/tone.ts";
import { useLanguage } from "../../ui/words.tsx";

interface CellProps {
  readonly system: Hue;
  readonly title: string;
  /** What the system runs on. */
  readonly adapter: string | undefined;
  readonly link?: ReactNode;
  readonly children: ReactNode;
}

/** One system: its cell of the mark, what people call it, what it runs on, and what it does now. */
export function Cell({ system, title, adapter, link, children }: CellProps) {
  const id = useId();
  return (
    <section
      id={system}
      aria-labelledby={id}
      className="flex min-w-0 scroll-mt-4 flex-col overflow-hidden rounded-panel border border-line bg-panel"
    >
      <header className="flex min-h-11 items-center gap-2.5 border-b border-line px-4 py-2">
        <Cells system={system} />
        <h2 id={id} className="text-14 font-semibold text-ink">
          {title}
        </h2>
        <span className="min-w-0 flex-1 truncate font-mono text-12 text-ink-faint">
          {system}
          {adapter !== undefined && ` · ${adapter}`}
        </span>
        {link}
      </header>
      {children}
    </section>
  );
}

/** The mark with a system's own cell lit in its hue. */
export function Cells({ system }: { readonly system: Hue }) {
  return (
    <Mark size={16} cell={HUES.indexOf(system)} colour={`var(--color-${system}-mark)`} rest="var(--color-neutral-6)" />
  );
}

interface ApartProps {
  readonly href: string;
  readonly children: ReactNode;
  /** Said to whoever does not see the arrow. */
  readonly words: string;
  readonly className?: string;
}

/** A link that leaves the console standing. */
export function Apart({ href, children, words, className }: ApartProps) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener"
      className={classes(
        "inline-flex shrink-0 items-center gap-1 rounded-control text-13 font-medium text-accent-ink underline-offset-4 hover:underline",
        className,
      )}
    >
      {children}
      <ArrowUpRight size={14} aria-hidden="true" />
      <span className="sr-only"> {words}</span>
    </a>
  );
}

interface ListProps<Row> {
  /** What is listed; seen where it is one of several lists of a cell. */
  readonly label: string;
  readonly isTitled?: boolean;
  /** Beside the title: where all of them are. */
  readonly link?: ReactNode;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly renderRow: (row: Row) => ReactNode;
  readonly empty: ReactNode;
}

export function List<Row>({ label, isTitled = false, link, rows, rowKey, renderRow, empty }: ListProps<Row>) {
  return (
    <>
      {isTitled && <PartTitle link={link}>{label}</PartTitle>}
      {rows.length === 0 ? (
        empty
      ) : (
        <ul aria-label={label} className="divide-y divide-line">
          {rows.map((one) => (
            <li key={rowKey(one)} className="flex min-w-0 items-center gap-3 px-4 py-2">
              {renderRow(one)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface PartTitleProps {
  readonly children: ReactNode;
  readonly link?: ReactNode;
}

export function PartTitle({ children, link }: PartTitleProps) {
  return (
    <div className="flex items-center justify-between gap-3 border-y border-line bg-well px-4 py-1.5 [header+&]:border-t-0">
      <h3 className="text-12 font-medium text-ink-soft">{children}</h3>
      {link}
    </div>
  );
}

interface LineProps {
  /** Ahead of both lines, such as a small picture. */
  readonly lead?: ReactNode;
  readonly title: ReactNode;
  /** The code's own words, such as the name of an event. */
  readonly isCode?: boolean;
  readonly href?: string | undefined;
  readonly apart?: string;
  readonly detail?: ReactNode;
  readonly at?: string | null | undefined;
  readonly badge?: { readonly text: string; readonly tone?: Tone | undefined } | undefined;
  readonly action?: ReactNode;
}

/** Two short lines: what it is and how it stands; whose it is and when. */
export function Line({ lead, title, isCode = false, href, apart = "", detail, at, badge, action }: LineProps) {
  const language = useLanguage();
  const look = classes("relative block min-w-0 truncate text-ink", isCode ? "font-mono text-13" : "text-14");
  return (
    <>
      {lead}
      <div className="min-w-0 flex-1">
        {href === undefined ? (
          <span className={look}>{title}</span>
        ) : (
          <a
            href={href}
            target="_blank"
            rel="noopener"
            className={classes(
              look,
              "rounded-control underline decoration-line underline-offset-4 hover:decoration-ink",
            )}
          >
            {title}
            <span className="sr-only"> {apart}</span>
          </a>
        )}
        <p className="flex gap-2 text-12 text-ink-faint">
          {detail !== undefined && <span className="min-w-0 flex-1 truncate">{detail}</span>}
          {at != null && (
            <span className="ml-auto shrink-0 tabular-nums">
              <Time at={at} language={language} />
            </span>
          )}
        </p>
      </div>
      {badge !== undefined && <Badge tone={badge.tone}>{badge.text}</Badge>}
      {action}
    </>
  );
}

interface NothingProps {
  readonly children: string;
  /** What would make something appear. */
  readonly action?: { readonly href: string; readonly text: string };
}

/** Teaches, where a list has nothing to show. */
export function Nothing({ children, action }: NothingProps) {
  return (
    <div className="px-4 py-4">
      <p className="max-w-prose text-13 text-ink-soft">{children}</p>
      {action !== undefined && (
        <ButtonLink href={action.href} size="small" reload className="mt-3">
          {action.text}
        </ButtonLink>
      )}
    </div>
  );
}

/** The end of an id, which is where two that were made at once differ. */
export const shortId = (id: string) => (/[0-9a-f-]{36}$/.test(id) ? `…${id.slice(-8)}` : id);

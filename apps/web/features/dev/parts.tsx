import { ArrowUpRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Badge, Dot } from "../../ui/badge.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { classes } from "../../ui/classes.ts";
import type { Hue } from "../../ui/hues.ts";
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

/** One system: its hue, what people call it, what it runs on, and what it does now. */
export function Cell({ system, title, adapter, link, children }: CellProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="flex min-w-0 flex-col overflow-hidden rounded-panel border border-line bg-panel"
    >
      <header className="flex min-h-11 items-center gap-2.5 border-b border-line px-4 py-2">
        <Dot hue={system} />
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
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly renderRow: (row: Row) => ReactNode;
  readonly empty: ReactNode;
}

export function List<Row>({ label, isTitled = false, rows, rowKey, renderRow, empty }: ListProps<Row>) {
  return (
    <>
      {isTitled && <PartTitle>{label}</PartTitle>}
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

export function PartTitle({ children }: { readonly children: ReactNode }) {
  return (
    <h3 className="border-y border-line bg-well px-4 py-1.5 text-12 font-medium text-ink-soft [header+&]:border-t-0">
      {children}
    </h3>
  );
}

interface LineProps {
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
export function Line({ title, isCode = false, href, apart = "", detail, at, badge, action }: LineProps) {
  const language = useLanguage();
  const look = classes("relative block min-w-0 truncate text-ink", isCode ? "font-mono text-13" : "text-14");
  return (
    <>
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
export const shortId = (id: string) => (/^[0-9a-f-]{36}$/.test(id) ? `…${id.slice(-8)}` : id);

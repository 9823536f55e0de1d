"use client";

import { type PointerEvent, useId, useState } from "react";
import { ceilingOf, pathOf } from "./chart-scale.ts";
import { ChartTable } from "./chart-table.tsx";

/** Never colour alone: the second is dashed, and what is bad has words that say so. */
const LINE = {
  first: { ink: "text-accent-ink", dashes: undefined },
  second: { ink: "text-ink-soft", dashes: "5 4" },
  bad: { ink: "text-bad-ink", dashes: "2 3" },
} as const;

export interface ChartLine {
  readonly name: string;
  readonly look: keyof typeof LINE;
  /** One for each point; null where there is none. */
  readonly values: readonly (number | null)[];
}

export interface ChartCopy {
  /** Of the column of times. */
  readonly time: string;
  readonly asTable: string;
  /** In place of a value that there is not. */
  readonly nothing: string;
  /** `{title}`: what chooses a point, to be read. */
  readonly choose: string;
}

interface TimeChartProps {
  readonly title: string;
  /** Of what is counted or measured, after the title. */
  readonly unit: string;
  /** ISO 8601, when each point begins; as many as each line has values. */
  readonly times: readonly string[];
  readonly lines: readonly ChartLine[];
  /** How each value reads, as the lines have them: a page that is made on the server hands no function down. */
  readonly words: readonly (readonly string[])[];
  /** How 0, the middle and the top read. */
  readonly scale: readonly [string, string, string];
  /** What the left and the right end say. */
  readonly ends: readonly [string, string];
  /** Shown when no line has a value other than 0. */
  readonly empty: string;
  readonly copy: ChartCopy;
  readonly language: string;
}

/**
 * Lines over time. One point is looked at by pointer or by the arrow keys, and read out; the same numbers are in a table
 * below for whoever wants them as such.
 */
export function TimeChart({ title, unit, times, lines, words, scale, ends, empty, copy, language }: TimeChartProps) {
  const id = useId();
  const [at, setAt] = useState<number>();
  const [isOpen, setOpen] = useState(false);
  const last = times.length - 1;
  const ceiling = ceilingOf(lines.flatMap(({ values }) => values));
  const isEmpty = lines.every(({ values }) => values.every((value) => value === null || value === 0));
  // Only after somebody has moved, so in their browser and its zone.
  const timeOf = (index: number) =>
    new Date(times[index] ?? 0).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  const valueOf = (line: number, index: number) => words[line]?.[index] || copy.nothing;
  const said = (index: number) =>
    `${timeOf(index)}: ${lines.map(({ name }, line) => `${name} ${valueOf(line, index)}`).join(", ")}`;

  function look({ clientX, currentTarget }: PointerEvent<HTMLElement>): void {
    const { left, width } = currentTarget.getBoundingClientRect();
    setAt(Math.round(Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width))) * last));
  }

  const chosen = at === undefined ? undefined : Math.min(at, last);
  const place = chosen === undefined ? 0 : (chosen / Math.max(1, last)) * 100;
  return (
    <figure aria-labelledby={`${id}-title`} className="grid min-w-0 content-start gap-2">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <span id={`${id}-title`} className="text-14 font-medium text-ink">
          {title} <span className="text-13 font-normal text-ink-faint">{unit}</span>
        </span>
        <span className="flex flex-wrap gap-x-3 text-12 text-ink-soft">
          {lines.length > 1 &&
            lines.map(({ name, look: kind }) => (
              <span key={name} className="flex items-center gap-1.5">
                <svg width="16" height="4" aria-hidden="true" className={LINE[kind].ink}>
                  <line
                    x2="16"
                    y1="2"
                    y2="2"
                    stroke="currentColor"
                    strokeWidth="2"
                    strokeDasharray={LINE[kind].dashes}
                  />
                </svg>
                {name}
              </span>
            ))}
        </span>
      </figcaption>
      {isEmpty ? (
        <p className="flex h-28 items-center justify-center rounded-control bg-well px-4 text-center text-13 text-ink-soft">
          {empty}
        </p>
      ) : (
        <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
          <div
            aria-hidden="true"
            className="-my-2 flex h-32 flex-col-reverse justify-between text-right text-12 text-ink-faint tabular-nums"
          >
            {scale.map((label, index) => (
              <span key={index}>{label}</span>
            ))}
          </div>
          <div className="relative h-28 rounded-control focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus">
            <svg
              viewBox="0 0 100 100"
              preserveAspectRatio="none"
              aria-hidden="true"
              className="size-full overflow-visible"
            >
              {[0, 50, 100].map((y) => (
                <line key={y} x2="100" y1={y} y2={y} vectorEffect="non-scaling-stroke" className="stroke-line" />
              ))}
              {lines.map(({ name, look: kind, values }) => (
                <path
                  key={name}
                  d={pathOf(values, ceiling)}
                  fill="none"
                  stroke="currentColor"
                  strokeWidth="2"
                  strokeLinecap="round"
                  strokeLinejoin="round"
                  strokeDasharray={LINE[kind].dashes}
                  vectorEffect="non-scaling-stroke"
                  className={LINE[kind].ink}
                />
              ))}
            </svg>
            {chosen !== undefined && (
              <>
                <span aria-hidden="true" className="absolute inset-y-0 w-px bg-edge" style={{ left: `${place}%` }} />
                <span
                  aria-hidden="true"
                  className="pointer-events-none absolute -top-2 z-10 grid gap-0.5 rounded-control bg-ink px-2 py-1 text-12 whitespace-nowrap text-canvas tabular-nums"
                  style={{
                    left: `${place}%`,
                    transform: `translate(${place > 50 ? "calc(-100% - 0.5rem)" : "0.5rem"}, 0)`,
                  }}
                >
                  <span>{timeOf(chosen)}</span>
                  {lines.map(({ name }, line) => (
                    <span key={name}>
                      {name} {valueOf(line, chosen)}
                    </span>
                  ))}
                </span>
              </>
            )}
            {/* A field of the browser's own: arrow keys, Home and End work, and a screen reader says where it stands. */}
            <input
              type="range"
              min={0}
              max={last}
              step={1}
              value={chosen ?? last}
              aria-label={copy.choose.replace("{title}", title)}
              aria-valuetext={chosen === undefined ? valueOf(0, last) : said(chosen)}
              onChange={({ target }) => setAt(Number(target.value))}
              onFocus={() => setAt((known) => known ?? last)}
              onBlur={() => setAt(undefined)}
              onPointerMove={look}
              onPointerLeave={({ currentTarget }) => {
                if (document.activeElement !== currentTarget) setAt(undefined);
              }}
              className="absolute inset-0 size-full cursor-crosshair touch-pan-y appearance-none opacity-0"
            />
          </div>
          <div
            aria-hidden="true"
            className="col-start-2 mt-1 flex justify-between gap-2 text-12 text-ink-faint tabular-nums"
          >
            <span>{ends[0]}</span>
            <span>{ends[1]}</span>
          </div>
        </div>
      )}
      {!isEmpty && (
        <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary className="w-fit cursor-pointer rounded-control text-13 text-ink-soft underline underline-offset-4">
            {copy.asTable}
            <span className="sr-only">: {title}</span>
          </summary>
          {isOpen && (
            <ChartTable
              label={title}
              head={[copy.time, ...lines.map(({ name }) => name)]}
              rows={times.map((_, index) => [timeOf(index), ...lines.map((__, line) => valueOf(line, index))])}
            />
          )}
        </details>
      )}
    </figure>
  );
}

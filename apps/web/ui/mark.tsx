interface MarkProps {
  /** In CSS pixels; 20 when absent. */
  readonly size?: number;
  /** The cell that is lit, 0 to 8 in reading order, and in which colour; the centre in the accent when absent. */
  readonly cell?: number;
  readonly colour?: string;
  /** The colour of the other eight. */
  readonly rest?: string;
  /** True draws the lit cell as an outline: it is meant, and not there yet. */
  readonly isHollow?: boolean;
}

const ACCENT = "var(--color-accent-ink)";
const CELLS = Array.from({ length: 9 }, (_, index) => ({ x: (index % 3) * 7, y: Math.floor(index / 3) * 7 }));

const HOLLOW = { width: 4.5, height: 4.5, rx: 0.75, strokeWidth: 1.5, fill: "none" } as const;
const FULL = { width: 6, height: 6, rx: 1.5 } as const;

/** Nine cells, one whole. Decorative: the name stands beside it. */
export function Mark({ size = 20, cell = 4, colour = ACCENT, rest = "currentColor", isHollow = false }: MarkProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" className="shrink-0">
      {CELLS.map(({ x, y }, index) => {
        const isLit = index === cell;
        return isLit && isHollow ? (
          <rect key={`${x} ${y}`} x={x + 0.75} y={y + 0.75} {...HOLLOW} stroke={colour} />
        ) : (
          <rect key={`${x} ${y}`} x={x} y={y} {...FULL} fill={isLit ? colour : rest} />
        );
      })}
    </svg>
  );
}

interface MarkProps {
  /** In CSS pixels; 20 when absent. */
  readonly size?: number;
  /** The cell that is lit, 0 to 8 in reading order, and in which colour; the centre in the accent when absent. */
  readonly cell?: number;
  readonly colour?: string;
  /** The colour of the other eight. */
  readonly rest?: string;
}

const CELLS = Array.from({ length: 9 }, (_, index) => ({ x: (index % 3) * 7, y: Math.floor(index / 3) * 7 }));

/** Nine cells, one whole. Decorative: the name stands beside it. */
export function Mark({ size = 20, cell = 4, colour = "var(--color-accent-ink)", rest = "currentColor" }: MarkProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" className="shrink-0">
      {CELLS.map(({ x, y }, index) => (
        <rect key={`${x} ${y}`} x={x} y={y} width="6" height="6" rx="1.5" fill={index === cell ? colour : rest} />
      ))}
    </svg>
  );
}

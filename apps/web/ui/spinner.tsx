interface SpinnerProps {
  /** In CSS pixels; 16 when absent. */
  readonly size?: number;
}

/** The ring of the mark around its centre, in the order in which the light goes round. */
const RING = [0, 1, 2, 5, 8, 7, 6, 3];
const CELLS = [...RING, 4].map((cell) => ({ x: (cell % 3) * 7, y: Math.floor(cell / 3) * 7 }));

/** The mark with a light going round, as long as something is under way. Decorative: the words beside it say what. */
export function Spinner({ size = 16 }: SpinnerProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" className="spinner shrink-0">
      {CELLS.map(({ x, y }) => (
        <rect key={`${x} ${y}`} x={x} y={y} width="6" height="6" rx="1.5" fill="currentColor" />
      ))}
    </svg>
  );
}

interface ProgressProps {
  readonly label: string;
  /** From 0 to 1. */
  readonly part: number;
}

/** How much of one piece of work is done. */
export function Progress({ label, part }: ProgressProps) {
  return (
    <progress
      aria-label={label}
      value={part}
      max={1}
      className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-well [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-well [&::-webkit-progress-value]:bg-accent"
    />
  );
}

import Link from "next/link";
import { classes } from "../../ui/classes.ts";

export interface Waiting {
  readonly label: string;
  /** Where they are listed. */
  readonly href: string;
  /** `undefined`: could not be read. */
  readonly count: number | undefined;
  /** False for what is only on its way. */
  readonly isTrouble: boolean;
}

interface AttentionProps {
  readonly label: string;
  readonly waiting: readonly Waiting[];
  readonly uncounted: string;
  /** BCP 47. */
  readonly language: string;
}

/** How much waits for a person, each number the way to it. */
export function Attention({ label, waiting, uncounted, language }: AttentionProps) {
  return (
    <ul
      aria-label={label}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-panel border border-line bg-line lg:grid-cols-4"
    >
      {waiting.map(({ label: name, href, count, isTrouble }) => (
        <li key={href} className="bg-panel">
          <Link
            href={href}
            className="flex h-full flex-col rounded-control px-4 py-3 -outline-offset-2 transition-colors hover:bg-neutral-2"
          >
            <span
              className={classes(
                "text-24 font-semibold tabular-nums",
                count !== undefined && count > 0 && isTrouble ? "text-bad-ink" : "text-ink",
              )}
            >
              {count?.toLocaleString(language) ?? (
                <>
                  <span aria-hidden="true">–</span>
                  <span className="sr-only">{uncounted}</span>
                </>
              )}
            </span>{" "}
            <span className="text-13 text-ink-soft">{name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

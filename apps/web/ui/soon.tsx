import { type ReactElement, type ReactNode, Suspense } from "react";

interface SoonProps<Props> {
  /** A server component. */
  readonly of: (props: Props) => Promise<ReactElement>;
  readonly props: Props;
  readonly fallback: ReactNode;
}

/** The page waits so long for it: less than anybody notices, and more than an API at rest needs. */
const PATIENCE_MS = 100;
const LATE = Symbol("late");

/**
 * Part of the page itself when it comes soon, and streamed behind its skeleton when it does not. What is streamed is painted
 * after the scripts have run, which on a phone is seconds later. The boundary is there either way: were it gone the second
 * time, the browser would take what is drawn anew for something else, and the focus and what was typed with it.
 */
export async function Soon<Props>({ of, props, fallback }: SoonProps<Props>) {
  const coming = of(props);
  const patience = Promise.withResolvers<typeof LATE>();
  const timer = setTimeout(() => patience.resolve(LATE), PATIENCE_MS);
  try {
    const shown = await Promise.race([coming, patience.promise]);
    return <Suspense fallback={fallback}>{shown === LATE ? coming : shown}</Suspense>;
  } finally {
    clearTimeout(timer);
  }
}

/** How many are unread, the newest one, and how many came since the page was opened. */
export interface News {
  readonly unread: number;
  readonly newest: string | null;
  readonly arrived: number;
}

export const NO_NEWS: News = { unread: 0, newest: null, arrived: 0 };

/** The part of a browser that this needs. */
export interface Surroundings {
  open(): Source;
  /** Whether the page is in sight. */
  isVisible(): boolean;
  onVisibility(listener: () => void): void;
  after(ms: number, work: () => void): () => void;
}

export interface Source {
  onState(listener: (data: string) => void): void;
  onSignedOut(listener: () => void): void;
  /** The browser tries again by itself unless it `isGivenUp`: it does not after an answer that is no stream. */
  onError(listener: (isGivenUp: boolean) => void): void;
  close(): void;
}

const LEAST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** Going from one page to the next takes the bell away for a moment. */
const LINGER_MS = 1_000;

/**
 * One stream for a whole tab, whatever shows it, and none while nobody looks: browsers hold few connections to one
 * origin, and ten tabs in the background would use them up.
 */
export function createNews(surroundings: Surroundings) {
  const listeners = new Set<() => void>();
  let news = NO_NEWS;
  let personId = "";
  let source: Source | undefined;
  let waitMs = LEAST_WAIT_MS;
  let stopWaiting: (() => void) | undefined;

  surroundings.onVisibility(update);

  function update(): void {
    stopWaiting?.();
    stopWaiting = undefined;
    if (listeners.size > 0 && surroundings.isVisible()) open();
    else if (surroundings.isVisible()) stopWaiting = surroundings.after(LINGER_MS, close);
    else close();
  }

  function open(): void {
    if (source !== undefined) return;
    const opened = surroundings.open();
    source = opened;
    opened.onState((data) => {
      waitMs = LEAST_WAIT_MS;
      take(data);
    });
    opened.onSignedOut(close);
    opened.onError((isGivenUp) => {
      if (!isGivenUp || source !== opened) return;
      close();
      stopWaiting = surroundings.after(waitMs, update);
      waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
    });
  }

  function close(): void {
    source?.close();
    source = undefined;
  }

  function take(data: string): void {
    const said: unknown = JSON.parse(data);
    if (!isState(said)) return;
    const isNew = isReady && said.newest !== null && said.newest !== news.newest;
    isReady = true;
    news = { ...said, arrived: news.arrived + (isNew ? 1 : 0) };
    for (const listener of listeners) listener();
  }
  /** What the first state says was there before. */
  let isReady = false;

  return {
    read: (): News => news,
    /** What one person is told is none of the next one's who signs in here. */
    subscribe(whose: string, listener: () => void): () => void {
      if (whose !== personId) {
        close();
        [news, personId, isReady] = [NO_NEWS, whose, false];
      }
      listeners.add(listener);
      update();
      return () => {
        listeners.delete(listener);
        update();
      };
    },
  };
}

function isState(said: unknown): said is Pick<News, "unread" | "newest"> {
  return typeof said === "object" && said !== null && "unread" in said && "newest" in said;
}

import { describe, expect, it } from "vitest";
import { createNews, type Source, type Surroundings } from "./news.ts";

function ready() {
  const sources: (Source & {
    state(unread: number, newest: string | null): void;
    fail(isGivenUp: boolean): void;
    signOut(): void;
    isClosed: boolean;
  })[] = [];
  const timers: { ms: number; work: () => void; isStopped: boolean }[] = [];
  const see: (() => void)[] = [];
  const place = { isVisible: true };
  const surroundings: Surroundings = {
    open() {
      const on: { state?: (data: string) => void; error?: (isGivenUp: boolean) => void; out?: () => void } = {};
      const source = {
        isClosed: false,
        onState: (listener: (data: string) => void) => void (on.state = listener),
        onSignedOut: (listener: () => void) => void (on.out = listener),
        onError: (listener: (isGivenUp: boolean) => void) => void (on.error = listener),
        close: () => void (source.isClosed = true),
        state: (unread: number, newest: string | null) => on.state?.(JSON.stringify({ unread, newest })),
        fail: (isGivenUp: boolean) => on.error?.(isGivenUp),
        signOut: () => on.out?.(),
      };
      sources.push(source);
      return source;
    },
    isVisible: () => place.isVisible,
    onVisibility: (listener) => void see.push(listener),
    after(ms, work) {
      const timer = { ms, work, isStopped: false };
      timers.push(timer);
      return () => void (timer.isStopped = true);
    },
  };
  const news = createNews(surroundings);
  let told = 0;
  return {
    news,
    sources,
    timers,
    told: () => told,
    follow: (whose = "ana") => news.subscribe(whose, () => (told += 1)),
    show(isVisible: boolean) {
      place.isVisible = isVisible;
      see.forEach((listener) => listener());
    },
    /** Lets the last timer that nobody stopped come. */
    pass: () => timers.findLast(({ isStopped }) => !isStopped)?.work(),
  };
}

describe("news", () => {
  it("are one stream, whoever shows them", () => {
    const { follow, sources, told, news } = ready();
    follow();
    follow();
    expect(sources).toHaveLength(1);
    sources[0]?.state(2, "b");
    expect([news.read(), told()]).toEqual([{ unread: 2, newest: "b", arrived: 0 }, 2]);
  });

  it("tell what has come since, and not what was there before or was read", () => {
    const { follow, sources, news } = ready();
    follow();
    sources[0]?.state(1, "a");
    sources[0]?.state(2, "b");
    expect(news.read()).toEqual({ unread: 2, newest: "b", arrived: 1 });
    sources[0]?.state(0, "b");
    expect(news.read()).toEqual({ unread: 0, newest: "b", arrived: 1 });
  });

  it("end while nobody looks, and come again when somebody does", () => {
    const { follow, sources, show } = ready();
    follow();
    show(false);
    expect(sources.map(({ isClosed }) => isClosed)).toEqual([true]);
    show(true);
    expect(sources.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  it("survive the way from one page to the next, and end when no page shows them", () => {
    const { follow, sources, pass } = ready();
    const leave = follow();
    leave();
    const leaveAgain = follow();
    pass();
    expect(sources.map(({ isClosed }) => isClosed)).toEqual([false]);
    leaveAgain();
    pass();
    expect(sources.map(({ isClosed }) => isClosed)).toEqual([true]);
  });

  it("are asked for again by the browser, and by us, ever later, where it gives up", () => {
    const { follow, sources, timers, pass } = ready();
    follow();
    sources[0]?.fail(false);
    expect(timers).toEqual([]);
    for (let n = 0; n < 7; n += 1) {
      sources.at(-1)?.fail(true);
      pass();
    }
    expect(timers.map(({ ms }) => ms)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    sources.at(-1)?.state(0, null);
    sources.at(-1)?.fail(true);
    expect(timers.at(-1)?.ms).toBe(2_000);
  });

  it("are not asked for again once the person is signed out", () => {
    const { follow, sources, timers } = ready();
    follow();
    sources[0]?.signOut();
    expect([sources[0]?.isClosed, timers]).toEqual([true, []]);
  });

  it("of one person are none of the next one's", () => {
    const { follow, sources, news } = ready();
    follow("ana")();
    sources[0]?.state(3, "c");
    follow("budi");
    expect(news.read()).toEqual({ unread: 0, newest: null, arrived: 0 });
    expect(sources.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });
});

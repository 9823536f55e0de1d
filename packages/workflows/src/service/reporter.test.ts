import { describe, expect, it } from "vitest";
import { createReporter } from "./reporter.ts";
import { MAX_SAID, type Said } from "./said.ts";

describe("what an attempt says", () => {
  it("is written in the order in which it was said, and in one go what was said in one go", async () => {
    const { reporter, texts } = setUp();
    reporter.log("one");
    reporter.log("two");
    await reporter.close();
    expect(texts()).toEqual([["one", "two"]]);
  });

  it("costs nothing where nothing is said", async () => {
    const { reporter, written } = setUp();
    await reporter.close();
    expect(written).toEqual([]);
  });

  it("is cut, and rid of what no database takes", async () => {
    const { reporter, texts } = setUp();
    reporter.log(`a\0\ud800${"x".repeat(5_000)}`);
    await reporter.close();
    const [[text = ""] = []] = texts();
    expect(text).toHaveLength(1_999);
    expect(text.slice(0, 4)).toBe("a\ufffdxx");
  });

  it("is no more than a run keeps, and no more once the run has enough of it", async () => {
    const { reporter, texts } = setUp();
    for (let line = 0; line < MAX_SAID * 2; line++) reporter.log("x");
    await reporter.close();
    expect(texts().flat()).toHaveLength(MAX_SAID);

    const full = setUp({ keep: 1 });
    full.reporter.log("kept");
    full.reporter.log("not kept");
    await turn();
    full.reporter.log("not even asked");
    await full.reporter.close();
    expect(full.texts()).toEqual([["kept", "not kept"]]);
  });

  it("tells the progress at most twice a second, and the last one always", async () => {
    const { reporter, percents, pass } = setUp();
    for (const percent of [1, 2, 3]) {
      reporter.progress(percent);
      await turn();
    }
    expect(percents()).toEqual([1]);
    await pass();
    expect(percents()).toEqual([1, 3]);
    reporter.progress(4);
    reporter.progress(5);
    await turn();
    expect(percents()).toEqual([1, 3]);
    await reporter.close();
    expect(percents()).toEqual([1, 3, 5]);
  });

  it("keeps the progress between 0 and 100, and takes no number that is none", async () => {
    const { reporter, percents, pass } = setUp();
    for (const percent of [-5, Number.NaN, 33.9, Number.POSITIVE_INFINITY]) {
      reporter.progress(percent);
      await turn();
      await pass();
    }
    await reporter.close();
    expect(percents()).toEqual([0, 33, 100]);
  });

  it("fails nothing when it can not be written, and is reported once", async () => {
    const { reporter, reported, works, texts } = setUp();
    works.isBroken = true;
    for (const text of ["lost", "lost too"]) {
      reporter.log(text);
      await turn();
    }
    works.isBroken = false;
    reporter.log("heard");
    await reporter.close();
    expect([reported.length, texts()]).toEqual([1, [["heard"]]]);
  });

  it("is over when the attempt is", async () => {
    const { reporter, written } = setUp();
    await reporter.close();
    reporter.log("late");
    reporter.progress(50);
    await turn();
    expect(written).toEqual([]);
  });
});

const turn = () => new Promise((resolve) => setImmediate(resolve));

function setUp({ keep = Number.POSITIVE_INFINITY } = {}) {
  const written: Said[] = [];
  const reported: unknown[] = [];
  const works = { isBroken: false };
  let waiting: (() => void) | undefined;
  const reporter = createReporter({
    now: () => new Date(0),
    captureError: (error) => void reported.push(error),
    write: async (said) => {
      if (works.isBroken) throw new Error("no database");
      written.push(said);
      return Math.min(keep, said.lines.length);
    },
    after: (_ms, work) => {
      waiting = work;
      return () => (waiting = undefined);
    },
  });
  return {
    reporter,
    written,
    reported,
    works,
    /** Half a second. */
    async pass() {
      const due = waiting;
      waiting = undefined;
      due?.();
      await turn();
    },
    texts: () => written.map(({ lines }) => lines.map(({ message }) => message)).filter((lines) => lines.length > 0),
    percents: () => written.flatMap(({ progress }) => (progress === undefined ? [] : [progress])),
  };
}

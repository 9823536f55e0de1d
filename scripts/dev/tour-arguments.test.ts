import { describe, expect, it } from "vitest";
import { readArguments } from "../../e2e/tour/arguments.ts";

const tours = (...args: string[]) => readArguments(args);

describe("what the tour is asked for", () => {
  it("is one in a browser with everything there, unless something else is said", () => {
    expect(tours()).toEqual({ tours: [{ driver: "playwright", without: [] }] });
  });

  it("is a tour for each driver and each vendor that is away", () => {
    expect(tours("--driver", "http", "--driver", "keyboard", "--down", "dodo", "--down", "resend,sentry")).toEqual({
      tours: [
        { driver: "http", without: ["dodo"] },
        { driver: "http", without: ["resend", "sentry"] },
        { driver: "keyboard", without: ["dodo"] },
        { driver: "keyboard", without: ["resend", "sentry"] },
      ],
    });
  });

  it("may name the vendors of one driver alone", () => {
    const found = tours("--driver", "http", "--driver", "playwright:all");
    expect(found).toMatchObject({ tours: [{ driver: "http", without: [] }, { driver: "playwright" }] });
    expect(found).toHaveProperty("tours[1].without.length", 6);
  });

  it.each([
    [["--driver", "lynx"], /no driver "lynx"/],
    [["--down", "stripe"], /no vendor "stripe"/],
    [["--driver", "http:dodo,nobody"], /no vendor "nobody"/],
    [["--fast"], /--fast/],
  ])("is refused with the names that there are: %s", (args, said) => {
    expect(tours(...args)).toHaveProperty("fault", expect.stringMatching(said));
    expect(tours(...args)).toHaveProperty("fault", expect.stringContaining("--driver http|playwright|keyboard"));
  });
});

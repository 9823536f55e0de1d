import { parseArgs } from "node:util";
import type { EmulatorName } from "@ninefold/testing/emulators";

/** `keyboard` is a browser without a mouse. */
export const WAYS = {
  http: "through the API",
  playwright: "in a browser",
  keyboard: "in a browser, by keyboard alone",
} as const;
export type DriverName = keyof typeof WAYS;

const VENDORS: readonly EmulatorName[] = ["resend", "dodo", "imagekit", "posthog", "sentry", "trigger"];

export interface Tour {
  readonly driver: DriverName;
  /** Vendors that are away meanwhile, all at once. */
  readonly without: readonly EmulatorName[];
}

interface TourArguments {
  /** One after another. */
  readonly tours: readonly Tour[];
  /** A file that gets a line of JSON for each step. */
  readonly report?: string | undefined;
}

const USAGE = `--driver ${Object.keys(WAYS).join("|")} and --down ${VENDORS.join("|")}|all, as often as there shall be tours; vendors with a comma between them are away together, and --driver http:dodo is one tour of both`;

/** What was asked for, or a line on what is wrong with it. */
export function readArguments(args: readonly string[]): TourArguments | { readonly fault: string } {
  try {
    const options = {
      driver: { type: "string", multiple: true },
      down: { type: "string", multiple: true },
      report: { type: "string" },
    } as const;
    const { driver = ["playwright"], down = [""], report } = parseArgs({ args: [...args], options }).values;
    const tours = driver.flatMap((asked) => {
      const [name = "", own] = asked.split(":");
      return (own === undefined ? down : [own]).map((away) => ({
        driver: driverNamed(name),
        without: vendorsIn(away),
      }));
    });
    return { tours, report };
  } catch (error) {
    // What Node says of options that there are not is a TypeError; what we say of their values, too.
    if (!(error instanceof TypeError)) throw error;
    return { fault: `${error.message.replace(/[.]$/, "")}. The tour takes ${USAGE}.` };
  }
}

function driverNamed(name: string): DriverName {
  const found = Object.keys(WAYS).find((one): one is DriverName => one === name);
  if (found === undefined) throw new TypeError(`There is no driver "${name}"`);
  return found;
}

function vendorsIn(list: string): readonly EmulatorName[] {
  if (list === "") return [];
  if (list === "all") return VENDORS;
  return list.split(",").map((name) => {
    const found = VENDORS.find((one) => one === name);
    if (found === undefined) throw new TypeError(`There is no vendor "${name}"`);
    return found;
  });
}

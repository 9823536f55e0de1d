import { parseArgs } from "node:util";

/** `keyboard` is a browser without a mouse. */
export const WAYS = {
  http: "through the API",
  playwright: "in a browser",
  keyboard: "in a browser, by keyboard alone",
} as const;
export type DriverName = keyof typeof WAYS;

interface TourArguments {
  /** One tour after another. */
  readonly drivers: readonly DriverName[];
  /** A file that gets a line of JSON for each step. */
  readonly report?: string | undefined;
}

/** What was asked for, or a line on what is wrong with it. */
export function readArguments(args: readonly string[]): TourArguments | { readonly fault: string } {
  const usage = `--driver ${Object.keys(WAYS).join("|")}, as often as there shall be tours`;
  try {
    const options = { driver: { type: "string", multiple: true }, report: { type: "string" } } as const;
    const { driver = ["playwright"], report } = parseArgs({ args: [...args], options }).values;
    const drivers = driver.filter((name): name is DriverName => Object.hasOwn(WAYS, name));
    const unknown = driver.find((name) => !Object.hasOwn(WAYS, name));
    if (unknown !== undefined) return { fault: `There is no driver "${unknown}". The tour takes ${usage}.` };
    return { drivers, report };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { fault: `${error.message}. The tour takes ${usage}.` };
  }
}

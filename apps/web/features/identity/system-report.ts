import { HUES, type Hue } from "../../ui/hues.ts";

/** One of the nine as the API reports it. */
interface ReportedSystem {
  readonly system: string;
  readonly adapter: string;
  readonly note: string;
  readonly capabilities: Readonly<Record<string, unknown>>;
}

export interface SystemLine {
  readonly system: Hue;
  readonly adapter: string | undefined;
  readonly note: string | undefined;
  /** Named as the port names them. */
  readonly can: readonly string[];
  readonly cannot: readonly string[];
}

/** All nine, in the order of the mark, also one that nothing is reported of. */
export function systemLines(systems: readonly ReportedSystem[]): readonly SystemLine[] {
  return HUES.map((system) => {
    const found = systems.find((one) => one.system === system);
    const abilities = Object.entries(found?.capabilities ?? {});
    return {
      system,
      adapter: found?.adapter,
      note: found?.note,
      can: abilities.flatMap(([name, value]) => (value === false ? [] : [ability(name, value)])),
      cannot: abilities.flatMap(([name, value]) => (value === false ? [name] : [])),
    };
  });
}

function ability(name: string, value: unknown): string {
  if (value === true) return name;
  return `${name} ${Array.isArray(value) ? value.join(", ") : String(value)}`;
}

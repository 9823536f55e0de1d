import { chosenAdapters } from "../../apps/api/src/adapters.ts";
import { factsOf, type SettingGroup } from "./catalogue.ts";
import { examine, isOfUse } from "./configuration.ts";
import { stageOf } from "./doctor.ts";
import { capabilitiesOf, openPorts } from "./open.ts";
import type { ListReport } from "./report.ts";
import type { Settings } from "./settings.ts";

/** The nine systems as they are put together here, and where each of their settings comes from. Asks nobody. */
export async function listSystems(settings: Settings, groups: readonly SettingGroup[]): Promise<ListReport> {
  const { env } = examine(settings, groups);
  const opened = env && (await openPorts(env));
  try {
    const systems = await Promise.all(
      chosenAdapters(settings.values).map(async ({ system, adapter, note }) => ({
        system,
        adapter,
        note,
        settings: settingsOf(settings, groups, system),
        capabilities: await capabilitiesOf(system, adapter, opened?.ports),
      })),
    );
    const apps = ["apps", "web"].flatMap((owner) => settingsOf(settings, groups, owner));
    return { stage: stageOf(settings), systems, apps };
  } finally {
    await opened?.close();
  }
}

function settingsOf(settings: Settings, groups: readonly SettingGroup[], wanted: string): ListReport["apps"] {
  const seen = new Set<string>();
  return groups.flatMap(({ owner, shape }) =>
    Object.entries(shape).flatMap(([name, schema]) => {
      const isFirst = !seen.has(name);
      seen.add(name);
      if (owner !== wanted || !isFirst || !isOfUse(name, shape, settings.values)) return [];
      const { isSecret, fallback } = factsOf(name, schema);
      const value = settings.values[name];
      const from = settings.sourceOf(name);
      const source = from === "unset" && fallback !== undefined ? ("default" as const) : from;
      const shown = value ?? (source === "default" ? fallback : undefined);
      const isShown = !isSecret && shown !== undefined && (value === undefined || schema.safeParse(value).success);
      return [{ name, source, isSecret, ...(isShown && { value: shown }) }];
    }),
  );
}

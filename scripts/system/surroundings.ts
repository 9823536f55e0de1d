import { chosenAdapters } from "../../apps/api/src/adapters.ts";
import type { SettingGroup } from "./catalogue.ts";
import type { Reading } from "./clock.ts";
import { checkNames } from "./hints.ts";
import type { Check } from "./report.ts";
import type { Settings } from "./settings.ts";
import { sayError, within } from "./within.ts";

/** Webhooks, upload tickets and one-time links are refused from a few minutes on; a good clock is within a second. */
const SKEW_WARNS_MS = 5_000;
const SKEW_IS_WRONG_MS = 60_000;
const DEADLINE_MS = 5_000;

/** What belongs to no system: names, what runs here, and what has to agree between two settings. */
export async function furtherChecks(settings: Settings, groups: readonly SettingGroup[]): Promise<readonly Check[]> {
  return [checkNames(settings, groups), ...pictureOrigins(settings), ...(await localStack(settings))];
}

export function clockCheck(readings: readonly Reading[]): Check {
  const [worst] = readings.toSorted((one, other) => Math.abs(other.aheadMs) - Math.abs(one.aheadMs));
  if (worst === undefined)
    return { name: "clock", status: "skipped", detail: "nobody answered whose clock could be read" };
  const skewMs = Math.abs(worst.aheadMs);
  const seconds = (skewMs / 1_000).toFixed(1);
  const status = skewMs > SKEW_IS_WRONG_MS ? "wrong" : skewMs > SKEW_WARNS_MS ? "warning" : "ok";
  const count = readings.length === 1 ? worst.whose : `${readings.length} others`;
  if (status === "ok")
    return { name: "clock", status, detail: `within ${Math.max(1, Math.ceil(skewMs / 1_000))} s of ${count}` };
  const detail = `${worst.whose} is ${seconds} s ${worst.aheadMs > 0 ? "ahead of" : "behind"} this machine`;
  return { name: "clock", status, detail, fix: "synchronise the clocks (NTP)" };
}

/** The web app lets browsers load from and send to the origins that it is told, and shows no picture of another one. */
function pictureOrigins({ values }: Settings): readonly Check[] {
  const media = chosenAdapters(values).find(({ system }) => system === "media")?.adapter;
  const endpoint = values["IMAGEKIT_URL_ENDPOINT"];
  if (media !== "imagekit" || endpoint === undefined || !URL.canParse(endpoint)) return [];
  const { origin } = new URL(endpoint);
  const faults = [
    ...(values["MEDIA_DELIVERY_ORIGIN"] === origin
      ? []
      : [`MEDIA_DELIVERY_ORIGIN is not ${origin}: no picture is shown`]),
    ...(values["MEDIA_UPLOAD_ORIGIN"] === undefined ? ["MEDIA_UPLOAD_ORIGIN is not set: browsers send no file"] : []),
  ];
  return faults.map((detail) => ({ name: "media origins", status: "warning", detail }));
}

async function localStack({ local }: Settings): Promise<readonly Check[]> {
  if (local === undefined) return [];
  const { url } = local;
  if (url === undefined)
    return [{ name: "local stack", status: "wrong", detail: "nothing runs here", fix: "npm start" }];
  const outcome = await within(DEADLINE_MS, async (signal) => {
    const response = await fetch(new URL("/api/health/ready", url), { signal });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`it answers ${response.status}`);
  });
  if ("value" in outcome) return [{ name: "local stack", status: "ok", detail: `runs at ${url}` }];
  const detail = `${url} is started and not ready: ${sayError(outcome.error)}`;
  return [{ name: "local stack", status: "wrong", detail, fix: "look into .data/logs" }];
}

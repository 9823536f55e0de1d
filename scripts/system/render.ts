import type { Check, DoctorReport, ListReport, Step } from "./report.ts";
import { type Output, paint, row, wrap } from "./print.ts";

/** What `system list` shows a person. */
export function renderList({ stage, systems, apps }: ListReport, output: Output): string {
  const blocks = systems.map(({ system, adapter, note, settings, capabilities }) =>
    [
      `${paint(output, "bold", system.padEnd(15))}${adapter}`,
      ...(note === "" ? [] : [`  ${wrap(note, 2)}`]),
      ...(capabilities === null || Object.keys(capabilities).length === 0
        ? []
        : [row("can", sayCapabilities(capabilities), { width: 3 })]),
      ...settings.map(renderSetting),
    ].join("\n"),
  );
  const own = [paint(output, "bold", "apps"), ...apps.map(renderSetting)].join("\n");
  return `Stage ${stage}\n\n${[...blocks, own].join("\n\n")}\n`;
}

const SOURCE = {
  environment: "environment",
  file: "env file",
  local: "local",
  emulator: "emulator",
  default: "default",
  unset: "not set",
} as const;

function renderSetting({ name, source, isSecret, value }: ListReport["apps"][number]): string {
  const isSet = source !== "unset";
  const shown = isSecret ? (isSet ? "(secret, set)" : "(secret)") : (value ?? (isSet ? "(not valid)" : ""));
  return row(SOURCE[source], `${name}${shown === "" ? "" : ` = ${shown}`}`, { width: 12 });
}

function sayCapabilities(capabilities: Readonly<Record<string, unknown>>): string {
  return Object.entries(capabilities)
    .map(([name, value]) => {
      if (value === true) return name;
      if (value === false) return `no ${name}`;
      return `${name}: ${Array.isArray(value) ? value.join(" and ") : String(value)}`;
    })
    .join(", ");
}

const MARK = {
  ok: ["ok", "green"],
  warning: ["warning", "yellow"],
  wrong: ["WRONG", "red"],
  skipped: ["skipped", "dim"],
  passed: ["passed", "green"],
  failed: ["FAILED", "red"],
  "not configured": ["not set up", "dim"],
} as const;

/** What `system doctor` shows a person. */
export function renderDoctor({ stage, systems, faults, checks, live, isOk }: DoctorReport, output: Output): string {
  const seen = systems.map(({ system, adapter, state, vendor }) => {
    const isBad = state === "misconfigured" || vendor.isReached === false;
    const words = state === "misconfigured" ? "MISCONFIGURED" : state;
    const label = `${system.padEnd(14)} ${adapter.padEnd(14)} ${words}`;
    const painted = isBad ? paint(output, "red", label) : label;
    const latency = vendor.isReached ? ` (${vendor.latencyMs} ms)` : "";
    const detail = vendor.isReached === false ? `NOT REACHED: ${vendor.detail}` : `${vendor.detail}${latency}`;
    return row(label, detail, { width: 40, painted });
  });
  const wanted = faults.map(({ variable, problem, neededBy, from }) =>
    [
      `  ${paint(output, "red", variable)}`,
      `    ${wrap(problem, 4)}`,
      `    ${wrap(`for ${neededBy}${from === undefined ? "" : `; from ${from}`}`, 4)}`,
    ].join("\n"),
  );
  return [
    `Stage ${stage}`,
    section(output, "Systems", seen),
    section(output, "Settings to put right", wanted),
    section(
      output,
      "Checks",
      checks.map((check) => renderCheck(check, output)),
    ),
    section(
      output,
      "Sent through the vendors",
      (live ?? []).map((step) => renderStep(step, output)),
    ),
    isOk ? paint(output, "green", "Nothing is wrong.") : paint(output, "red", "Something is wrong: see above."),
  ]
    .filter((one) => one !== "")
    .join("\n\n")
    .concat("\n");
}

function section(output: Output, title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [paint(output, "bold", title), ...lines].join("\n");
}

function renderCheck({ name, status, detail, fix }: Check, output: Output): string {
  return marked(status, `${name}: ${detail}${fix === undefined ? "" : `. Do: ${fix}`}`, output);
}

function renderStep({ step, status, adapter, detail, latencyMs, id }: Step, output: Output): string {
  const through = adapter === "" ? step : `${step} (${adapter})`;
  const facts = [...(latencyMs === undefined ? [] : [`${latencyMs} ms`]), ...(id === undefined ? [] : [`id ${id}`])];
  return marked(status, `${through}: ${detail}${facts.length === 0 ? "" : `; ${facts.join(", ")}`}`, output);
}

function marked(status: keyof typeof MARK, text: string, output: Output): string {
  const [word, style] = MARK[status];
  return row(word, text, { width: 10, painted: paint(output, style, word) });
}

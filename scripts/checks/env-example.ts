/**
 * `.env.example` is written from the same shapes that the apps parse: `npm run gen:env` writes it, and without
 * `--write` this exits with 1 when the file is out of date.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { factsOf, type SettingFacts, type SettingGroup, settingGroups } from "../system/catalogue.ts";
import { ROOT } from "./repository.ts";

const HEADER = `# Every setting there is. Written by \`npm run gen:env\` from the config.ts of each system: edit those, not this.
#
# On your own machine nothing is needed: \`npm start\` and \`npm test\` set what they use.
# To change something, copy this file to .env and fill in that line. An empty value counts as unset.
`;

/** The text that `.env.example` should have. */
export async function renderEnvExample(root: string = ROOT): Promise<string> {
  const groups = await settingGroups(root);
  const seen = new Set<string>();
  return [HEADER, ...groups.map((group) => renderGroup(group, seen))].join("\n");
}

/** A name that two shapes share is explained once, where it comes first. */
export function renderGroup({ title, shape }: Omit<SettingGroup, "owner">, seen: Set<string>): string {
  const fresh = Object.entries(shape).filter(([name]) => !seen.has(name));
  fresh.forEach(([name]) => seen.add(name));
  return [`# ${title}`, "", ...fresh.map(([name, schema]) => renderVariable(factsOf(name, schema)))].join("\n");
}

function renderVariable({ name, description, isSecret, isRequired, choices, fallback, from }: SettingFacts): string {
  const absence = isRequired ? "Required." : "Optional.";
  const facts = [
    ...(isSecret ? ["Secret."] : []),
    ...(choices === undefined ? [] : [`One of: ${choices.join(", ")}.`]),
    fallback === undefined ? absence : `Default: ${fallback}.`,
  ];
  const origin = from === undefined ? "" : `# From ${from}.\n`;
  return `# ${description}\n${origin}# ${facts.join(" ")}\n${name}=\n`;
}

if (process.argv[1] === import.meta.filename) {
  const file = join(ROOT, ".env.example");
  const text = await renderEnvExample();
  if (process.argv.includes("--write")) {
    writeFileSync(file, text);
  } else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    console.error(".env.example is out of date: npm run gen:env");
    process.exitCode = 1;
  }
}

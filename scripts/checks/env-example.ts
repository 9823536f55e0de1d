/**
 * `.env.example` is written from the same shapes that the apps parse: `npm run gen:env` writes it, and without
 * `--write` this exits with 1 when the file is out of date.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { PACKAGES, ROOT } from "./repository.ts";

interface Group {
  readonly title: string;
  readonly shape: Readonly<Record<string, z.ZodType>>;
}

const HEADER = `# Every setting there is. Written by \`npm run gen:env\` from the config.ts of each system: edit those, not this.
#
# On your own machine nothing is needed: \`npm start\` and \`npm test\` set what they use.
# To change something, copy this file to .env and fill in that line. An empty value counts as unset.
`;

/** The text that `.env.example` should have. A file that is not there, or exports no shape, is left out. */
export async function renderEnvExample(root: string = ROOT): Promise<string> {
  const groups: Group[] = [
    ...(await load(root, "apps/api/src/env.ts", "appConfig", "The apps")),
    ...(await load(root, "apps/web/env.ts", "webConfig", "The web app")),
  ];
  for (const name of PACKAGES) {
    groups.push(...(await load(root, `packages/${name}/src/config.ts`, `${camelCase(name)}Config`, `System: ${name}`)));
  }
  const seen = new Set<string>();
  return [HEADER, ...groups.map((group) => renderGroup(group, seen))].join("\n");
}

async function load(root: string, file: string, name: string, title: string): Promise<readonly Group[]> {
  const path = join(root, file);
  if (!existsSync(path)) {
    return [];
  }
  const exported: Readonly<Record<string, unknown>> = await import(pathToFileURL(path).href);
  const shape = exported[name];
  return isShape(shape) ? [{ title, shape }] : [];
}

function isShape(value: unknown): value is Group["shape"] {
  return typeof value === "object" && value !== null && Object.values(value).every((one) => one instanceof z.ZodType);
}

/** A name that two shapes share is explained once, where it comes first. */
export function renderGroup({ title, shape }: Group, seen: Set<string>): string {
  const fresh = Object.entries(shape).filter(([name]) => !seen.has(name));
  fresh.forEach(([name]) => seen.add(name));
  return [`# ${title}`, "", ...fresh.map(([name, schema]) => renderVariable(name, schema))].join("\n");
}

function renderVariable(name: string, schema: z.ZodType): string {
  const layers = peel(schema);
  const description = layers.map((layer) => layer.description).find((text) => text !== undefined);
  if (description === undefined) {
    throw new TypeError(`${name} has no description: say in one line what it is for`);
  }
  const facts = [
    layers.some((layer) => layer.meta()?.["secret"] === true) ? "Secret." : "",
    factAboutChoices(layers),
    factAboutAbsence(layers),
  ].filter((fact) => fact !== "");
  return `# ${description}\n${facts.length > 0 ? `# ${facts.join(" ")}\n` : ""}${name}=\n`;
}

/** The schema and what it wraps, outermost first. */
function peel(schema: unknown): readonly z.ZodType[] {
  if (!(schema instanceof z.ZodType)) {
    return [];
  }
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return [schema, ...peel(schema.def.innerType)];
  }
  // Of a pipe, what the text meets first.
  return schema instanceof z.ZodPipe ? [schema, ...peel(schema.def.in)] : [schema];
}

function factAboutChoices(layers: readonly z.ZodType[]): string {
  const choice = layers.find((layer) => layer instanceof z.ZodEnum);
  return choice === undefined ? "" : `One of: ${choice.options.join(", ")}.`;
}

function factAboutAbsence(layers: readonly z.ZodType[]): string {
  const outer = layers.find((layer) => layer instanceof z.ZodDefault || layer instanceof z.ZodPrefault);
  if (outer !== undefined) {
    const value: unknown = outer.def.defaultValue;
    return `Default: ${typeof value === "string" ? value : JSON.stringify(value)}.`;
  }
  return layers.some((layer) => layer instanceof z.ZodOptional) ? "Optional." : "Required.";
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
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

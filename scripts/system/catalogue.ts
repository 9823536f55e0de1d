import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { PACKAGES, ROOT } from "../checks/repository.ts";

/** The settings of one owner: a system by its name, or what both apps or the web app need beside the systems. */
export interface SettingGroup {
  readonly owner: string;
  readonly title: string;
  readonly shape: Readonly<Record<string, z.ZodType>>;
}

/** One setting as its schema describes it: what `.env.example`, `system list` and `system env` all tell. */
export interface SettingFacts {
  readonly name: string;
  readonly description: string;
  readonly isSecret: boolean;
  readonly choices?: readonly string[];
  /** As a variable would have it. Absent: there is none. */
  readonly fallback?: string;
  readonly isRequired: boolean;
  /** We make it ourselves: so many random bytes, written so. */
  readonly random?: z.infer<typeof Random>;
  /** Where a person gets it. */
  readonly from?: string;
  /** What it most likely is, by stage; `other` for those that are not named. */
  readonly suggest?: z.infer<typeof Suggest>;
}

const Random = z.strictObject({ bytes: z.int().min(16), as: z.enum(["base64url", "base64", "hex"]) });
const Suggest = z.record(z.string(), z.string());
/** What a schema may say about its setting with `.meta`. */
const Meta = z.object({
  secret: z.boolean().optional(),
  random: Random.optional(),
  from: z.string().optional(),
  suggest: Suggest.optional(),
});

/** Every setting there is, from the shapes that the apps parse. A file that is not there, or exports no shape, is left out. */
export async function settingGroups(root: string = ROOT): Promise<readonly SettingGroup[]> {
  const groups = [
    await load(root, "apps/api/src/env.ts", { owner: "apps", name: "appConfig", title: "The apps" }),
    await load(root, "apps/web/env.ts", { owner: "web", name: "webConfig", title: "The web app" }),
  ];
  for (const owner of PACKAGES) {
    const group = { owner, name: `${camelCase(owner)}Config`, title: `System: ${owner}` };
    groups.push(await load(root, `packages/${owner}/src/config.ts`, group));
  }
  return groups.flat();
}

async function load(
  root: string,
  file: string,
  { owner, name, title }: { readonly owner: string; readonly name: string; readonly title: string },
): Promise<readonly SettingGroup[]> {
  const full = path.join(root, file);
  if (!existsSync(full)) return [];
  const exported: Readonly<Record<string, unknown>> = await import(pathToFileURL(full).href);
  const shape = exported[name];
  return isShape(shape) ? [{ owner, title, shape }] : [];
}

function isShape(value: unknown): value is SettingGroup["shape"] {
  return typeof value === "object" && value !== null && Object.values(value).every((one) => one instanceof z.ZodType);
}

/** @throws TypeError for a setting that nobody described. */
export function factsOf(name: string, schema: z.ZodType): SettingFacts {
  const layers = peel(schema);
  const description = layers.map((layer) => layer.description).find((text) => text !== undefined);
  if (description === undefined) throw new TypeError(`${name} has no description: say in one line what it is for`);
  const { secret = false, ...meta } = Meta.parse(Object.assign({}, ...layers.map((layer) => layer.meta())));
  const choice = layers.find((layer) => layer instanceof z.ZodEnum);
  const outer = layers.find((layer) => layer instanceof z.ZodDefault || layer instanceof z.ZodPrefault);
  const isOptional = layers.some((layer) => layer instanceof z.ZodOptional);
  return {
    name,
    description,
    isSecret: secret,
    isRequired: outer === undefined && !isOptional,
    ...(choice !== undefined && { choices: choice.options.map(String) }),
    ...(outer !== undefined && { fallback: written(outer.def.defaultValue) }),
    ...(meta.random && { random: meta.random }),
    ...(meta.from !== undefined && { from: meta.from }),
    ...(meta.suggest && { suggest: meta.suggest }),
  };
}

/** The schema and what it wraps, outermost first. */
function peel(schema: unknown): readonly z.ZodType[] {
  if (!(schema instanceof z.ZodType)) return [];
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return [schema, ...peel(schema.def.innerType)];
  }
  // Of a pipe, what the text meets first.
  return schema instanceof z.ZodPipe ? [schema, ...peel(schema.def.in)] : [schema];
}

const written = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

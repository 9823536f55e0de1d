import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Licences that ask for nothing but their own text. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "OFL-1.1",
  "PostgreSQL",
  "Python-2.0",
  "Unlicense",
  "WTFPL",
  "Zlib",
]);

/** Licences that ask for more, with the reason why it is met. The pattern is matched against the package's name. */
const EXCEPTIONS: readonly { readonly name: RegExp; readonly licence: string; readonly reason: string }[] = [
  { name: /^lightningcss/, licence: "MPL-2.0", reason: "A build tool, used unmodified; its source is published." },
  { name: /^axe-core$|^@axe-core\//, licence: "MPL-2.0", reason: "Runs in tests only, unmodified." },
  {
    name: /^@img\/sharp-libvips/,
    licence: "LGPL-3.0-or-later",
    reason: "A shared library that Next loads when it is there; unmodified, and can be replaced.",
  },
  {
    name: /^caniuse-lite$/,
    licence: "CC-BY-4.0",
    reason: "Data read while building; the name of its source stays in it.",
  },
  { name: /^@sodaru\/yup-to-json-schema$/, licence: "MIT License", reason: "MIT, by another name." },
  {
    name: /^jsonify$/,
    licence: "Public Domain",
    reason: "Given up by its author; for the vendor's command line only.",
  },
];

/** A package as it lies on the disk, with the licence that it says. */
export interface Installed {
  readonly name: string;
  readonly licence: string;
}

/** Whether its licence, or one that it lets us choose, is in the list or has a written reason. */
export function isAllowed({ name, licence }: Installed): boolean {
  const one = (id: string) =>
    ALLOWED.has(id) || EXCEPTIONS.some((exception) => exception.name.test(name) && exception.licence === id);
  const choices = licence.replaceAll(/[()]/g, "").split(/\s+OR\s+/i);
  return choices.some((choice) => choice.split(/\s+AND\s+/i).every((id) => one(id.trim())));
}

/** Everything in pnpm's store folder: `<id>/node_modules/<name>` that is a folder and no link to another. */
export function listInstalled(store: string): readonly Installed[] {
  return readdirSync(store)
    .map((id) => join(store, id, "node_modules"))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => packagesIn(folder));
}

function packagesIn(folder: string): readonly Installed[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory() || entry.name === ".bin") {
      return [];
    }
    if (entry.name.startsWith("@")) {
      return packagesIn(path);
    }
    const manifest = join(path, "package.json");
    if (!existsSync(manifest)) {
      return [];
    }
    const { name = entry.name, license, licenses }: Declared = JSON.parse(readFileSync(manifest, "utf8"));
    return [{ name, licence: spoken(license ?? licenses) }];
  });
}

/** Old manifests hold an object or a list where a name belongs. */
interface Declared {
  readonly name?: string;
  readonly license?: unknown;
  readonly licenses?: unknown;
}

function spoken(declared: unknown): string {
  if (typeof declared === "string") {
    return declared;
  }
  if (Array.isArray(declared)) {
    return declared.map((one) => spoken(one)).join(" OR ");
  }
  return typeof declared === "object" && declared !== null && "type" in declared ? spoken(declared.type) : "";
}

import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export interface Runbook {
  /** File name without `.md`. */
  readonly id: string;
  readonly title: string;
  /** Which dependencies it is about, as guarded calls name them. */
  readonly dependencies: readonly string[];
  /** Markdown, without the title. */
  readonly text: string;
}

const here = path.dirname(fileURLToPath(import.meta.url));

/** `runbooks` of the checkout; the copy beside the bundle, where the build puts one. */
export function runbooksFolder(): string {
  const bundled = path.join(here, "runbooks");
  return existsSync(bundled) ? bundled : path.resolve(here, "../../../runbooks");
}

/** Every runbook, by its title. They change with a release only. */
export async function readRunbooks(folder = runbooksFolder()): Promise<readonly Runbook[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".md") && file !== "README.md");
  const all = await Promise.all(
    files.map(async (file) =>
      parseRunbook(file.slice(0, -".md".length), await readFile(path.join(folder, file), "utf8")),
    ),
  );
  return all.toSorted((one, other) => one.title.localeCompare(other.title, "en"));
}

/** A runbook about dependencies has a line for them: "Dependencies: `media`, `billing`." */
export function parseRunbook(id: string, markdown: string): Runbook {
  const [, title = id] = /^# (.+)$/m.exec(markdown) ?? [];
  const [, names = ""] = /^Dependenc(?:y|ies): (.+)$/m.exec(markdown) ?? [];
  return {
    id,
    title: title.replaceAll("`", ""),
    dependencies: [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
    text: markdown.replace(/^# .+\n+/, ""),
  };
}

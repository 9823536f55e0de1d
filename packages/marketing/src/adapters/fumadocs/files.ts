import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { frontmatter } from "fumadocs-core/content/md/frontmatter";
import type { z } from "zod";
import { MarketingError } from "../../errors.ts";
import type { Collection } from "../../port.ts";
import { fault, refuse } from "./faults.ts";
import { folderMeta, frontMatter } from "./front-matter.ts";

export interface WrittenFile {
  readonly collection: Collection;
  readonly slug: string;
  /** From the top of the repository. */
  readonly file: string;
  readonly fullPath: string;
  readonly markdown: string;
  readonly data: z.infer<(typeof frontMatter)["docs"]> & { readonly author?: string };
}

export interface FolderMeta {
  /** Within the docs: `guides/meta.json`. */
  readonly path: string;
  readonly data: z.infer<typeof folderMeta>;
}

/** @throws MarketingError `marketing.invalid_page`, `marketing.unavailable` when the folder can not be read. */
export function readFiles(folder: string): {
  readonly files: readonly WrittenFile[];
  readonly metas: readonly FolderMeta[];
} {
  const faults: string[] = [];
  const paths = listFolder(folder);
  const name = (path: string) => `${basename(folder)}/${path}`;
  const files = paths.filter((path) => path.endsWith(".md")).flatMap((path) => readPage(path));
  const metas = paths.filter((path) => basename(path) === "meta.json").flatMap((path) => readMeta(path));
  refuse(faults);
  return { files, metas };

  function readPage(path: string): readonly WrittenFile[] {
    const fullPath = join(folder, path);
    const text = readFileSync(fullPath, "utf8");
    const collection = collectionOf(path);
    const parsed = attempt(name(path), "front matter", () => frontmatter(text));
    if (parsed === undefined) return [];
    if (parsed.matter === "") {
      faults.push(fault(name(path), "front matter", "missing: begin with ---, title, description, ---"));
      return [];
    }
    const data = checked(name(path), frontMatter[collection], parsed.data);
    if (data === undefined) return [];
    return [
      { collection, slug: slugOf(path, collection), file: name(path), fullPath, markdown: parsed.content.trim(), data },
    ];
  }

  function readMeta(path: string): readonly FolderMeta[] {
    const json = attempt(name(path), "content", (): unknown => JSON.parse(readFileSync(join(folder, path), "utf8")));
    const data = json === undefined ? undefined : checked(name(path), folderMeta, json);
    return data === undefined ? [] : [{ path, data }];
  }

  function checked<Schema extends z.ZodType>(
    file: string,
    schema: Schema,
    data: unknown,
  ): z.output<Schema> | undefined {
    const result = schema.safeParse(data);
    if (result.success) return result.data;
    faults.push(...result.error.issues.flatMap((issue) => faultsOf(file, data, issue)));
    return undefined;
  }

  function attempt<Value>(file: string, field: string, work: () => Value): Value | undefined {
    try {
      return work();
    } catch (error) {
      const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
      faults.push(fault(file, field, line));
      return undefined;
    }
  }
}

function faultsOf(file: string, data: unknown, issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => fault(file, key, "there is no such field"));
  const field = issue.path.join(".");
  const isMissing = issue.path.length === 1 && !Object.hasOwn(Object(data), field);
  return [fault(file, field || "front matter", isMissing ? `missing, ${issue.message}` : issue.message)];
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((path) => path.replaceAll("\\", "/"))
      .toSorted();
  } catch (cause) {
    throw new MarketingError("marketing.unavailable", `the folder ${folder} can not be read`, { cause });
  }
}

function collectionOf(path: string): Collection {
  if (path === "changelog.md") return "changelog";
  return path.startsWith("blog/") ? "blog" : "docs";
}

/** `README.md` is what GitHub shows for a folder; here it is the folder's first page. */
function slugOf(path: string, collection: Collection): string {
  if (collection === "changelog") return "";
  return path
    .replace(/[.]md$/, "")
    .replace(/(^|\/)README$/, "")
    .replace(collection === "blog" ? /^blog\/?/ : "", "");
}

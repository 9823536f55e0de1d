import { z } from "zod";
import type { Collection } from "../../port.ts";

const oneLine = (max: number) =>
  z
    .string("must be text")
    .trim()
    .min(1, "must not be empty")
    .max(max, `must be at most ${max} characters`)
    .regex(/^[^\n]*$/, "must be one line");

/** Strict: with a misspelt `drafft: true` a page would be public without a word. */
const docs = z.strictObject({
  title: oneLine(80),
  /** What search engines and lists say about it: longer ones are cut by them. */
  description: oneLine(200),
  draft: z.boolean("must be true or false").optional(),
  /** The day from which it is public, in UTC. */
  date: z.iso
    .date("must be a day: 2026-11-21")
    .transform((day) => new Date(`${day}T00:00:00Z`))
    .optional(),
});

const blog = docs.extend({ date: docs.shape.date.unwrap(), author: oneLine(80) });

export const frontMatter = { docs, blog, changelog: docs } as const satisfies Record<Collection, z.ZodType>;

/** What `meta.json` may say of a folder. */
export const folderMeta = z.strictObject({
  title: oneLine(80).optional(),
  /** Names of pages and folders in the order in which they are read; `...` stands for the others. */
  pages: z.array(z.string("must be text"), "must be a list of names").optional(),
});

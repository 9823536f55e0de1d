import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { z } from "zod";

/** What a private JSON file holds; `undefined` when it is missing, cut short or of another shape. */
export function readPrivate<Shape extends z.ZodType>(file: string, shape: Shape): z.infer<Shape> | undefined {
  try {
    return shape.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}

/** Replaces the file as a whole, readable by its owner only. */
export function writePrivate(file: string, value: unknown): void {
  const next = `${file}.${process.pid}`;
  writeFileSync(next, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(next, file);
}

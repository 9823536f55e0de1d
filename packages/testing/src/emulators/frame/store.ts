import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Records of one kind, oldest first. */
export interface Collection<Item> {
  find(id: string): Item | undefined;
  list(): readonly Item[];
  /** Adds or replaces. Only inside `change`. */
  put(id: string, item: Item): void;
  /** Only inside `change`. A record that is gone already stays gone. */
  remove(id: string): void;
}

export interface Store {
  /** @param keep how many are kept at most; the oldest go first. */
  collection<Item>(name: string, shape: z.ZodType<Item>, keep: number): Collection<Item>;
  /**
   * Runs `work` and keeps what it changed: on the disk all of it or nothing, before this returns. A process that is
   * killed right after it has answered has lost nothing that it said yes to.
   */
  change<Result>(work: () => Result): Result;
  clear(): void;
  /** Everything, for a look from outside. */
  dump(): Readonly<Record<string, readonly unknown[]>>;
}

/** Collection, id, and the item; null when it was removed. One line of the file is one change. */
const Line = z.array(z.tuple([z.string(), z.string(), z.unknown()]));
type Line = z.infer<typeof Line>;

/**
 * Without a file everything is in memory. A record in the file that does not fit its shape any more is left out: what an
 * emulator holds is never the only copy of anything.
 */
export function createStore(file?: string): Store {
  const found = file === undefined ? new Map<string, Map<string, unknown>>() : readAll(file);
  const collections = new Map<string, Map<string, unknown>>();
  let pending: Line | undefined;

  function note(entry: Line[number]): void {
    if (pending === undefined) throw new TypeError("a store is changed inside change() only");
    pending.push(entry);
  }

  return {
    collection<Item>(name: string, shape: z.ZodType<Item>, keep: number): Collection<Item> {
      const items = new Map<string, Item>();
      for (const [id, value] of [...(found.get(name) ?? [])].slice(-keep)) {
        const item = shape.safeParse(value);
        if (item.success) items.set(id, item.data);
      }
      collections.set(name, items);
      return {
        find: (id) => items.get(id),
        list: () => [...items.values()],
        put(id, item) {
          note([name, id, item]);
          items.set(id, item);
          const [oldest] = items.keys();
          if (items.size > keep && oldest !== undefined) {
            note([name, oldest, null]);
            items.delete(oldest);
          }
        },
        remove(id) {
          if (items.delete(id)) note([name, id, null]);
        },
      };
    },
    change(work) {
      // A change inside a change belongs to the outer one.
      if (pending !== undefined) return work();
      pending = [];
      try {
        return work();
      } finally {
        const line = pending;
        pending = undefined;
        if (file !== undefined && line.length > 0) appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
      }
    },
    clear() {
      for (const items of collections.values()) items.clear();
      if (file !== undefined) writeAll(file, collections);
    },
    dump: () => Object.fromEntries([...collections].map(([name, items]) => [name, [...items.values()]])),
  };
}

/** Reads the file and writes it anew without what was replaced since, so that it does not grow for ever. */
function readAll(file: string): Map<string, Map<string, unknown>> {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const collections = new Map<string, Map<string, unknown>>();
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  for (const [name, id, item] of text.split("\n").flatMap(parseLine)) {
    const items = collections.get(name) ?? new Map<string, unknown>();
    collections.set(name, items);
    if (item === null) items.delete(id);
    else items.set(id, item);
  }
  writeAll(file, collections);
  return collections;
}

/** Nothing for a line that is cut short: a process was killed while it wrote that. */
function parseLine(text: string): Line {
  try {
    return Line.parse(JSON.parse(text));
  } catch {
    return [];
  }
}

function writeAll(file: string, collections: ReadonlyMap<string, ReadonlyMap<string, unknown>>): void {
  const lines = [...collections].flatMap(([name, items]) => [...items].map(([id, item]) => [[name, id, item]]));
  const next = `${file}.next`;
  writeFileSync(next, lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { mode: 0o600 });
  renameSync(next, file);
}

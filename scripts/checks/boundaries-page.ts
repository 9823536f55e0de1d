/**
 * `npm run gen:boundaries`: writes docs/reference/boundaries.md from what each system says it needs and publishes, and
 * from the table of reactions. Without `--write` this exits with 1 when the page is out of date.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PACKAGES, ROOT, read } from "./repository.ts";

const PAGE = join(ROOT, "docs/reference/boundaries.md");

interface Need {
  readonly name: string;
  /** The first sentence of what is written above it. */
  readonly text: string;
}

/** The page as it should be. */
export async function renderBoundaries(): Promise<string> {
  const reactions = await readReactions();
  const systems = PACKAGES.map((name) => ({ name, needs: needsOf(source(name, "needs")) }));
  const declared = PACKAGES.flatMap((name) => eventsOf(source(name, "events"), name));
  const events = [...new Set([...declared, ...Object.keys(reactions)])];
  return `---
title: Boundaries
description: What each system needs from the others, what it publishes, and who does something about it.
---

# Boundaries

Written by \`npm run gen:boundaries\` from \`needs.ts\` and \`events.ts\` of every package and from
[reactions.ts](../../apps/api/src/reactions.ts); a test compares.

No system imports another. What it wants answered now it declares in its own words, and
[compose.ts](../../apps/api/src/compose.ts) supplies it. What follows later from something that has happened is an entry in
the table of reactions.

## Needs

| system | needs | which is |
|---|---|---|
${systems.flatMap(({ name, needs }) => rowsOf(name, needs)).join("\n")}

## Events and what follows

| published by | event | what follows |
|---|---|---|
${events.map((event) => row(publisherOf(event), code(event), follows(reactions[event]))).join("\n")}
`;
}

function source(system: string, file: string): string {
  const path = `packages/${system}/src/${file}.ts`;
  return existsSync(join(ROOT, path)) ? read(path) : "";
}

/** Members of \`…Needs\`, by their place in a formatted file. */
export function needsOf(text: string): readonly Need[] {
  const [, body = ""] = /^export interface \w+Needs \{\n([^]*?)^\}/m.exec(text) ?? [];
  const member = /(?:^ {2}\/\*\*([^]*?)\*\/\n)?^ {2}readonly (\w+)\??:/gm;
  return [...body.matchAll(member)].map(([, comment = "", name = ""]) => ({ name, text: firstSentence(comment) }));
}

/** Names of a system's events, as keys of a table or as the type of one. */
export function eventsOf(text: string, system: string): readonly string[] {
  const found = [...text.matchAll(/"([a-z_]+)[.]([a-z_]+)"/g)].filter(([, from]) => from === system.replace("-", "_"));
  return [...new Set(found.map(([quoted]) => quoted.slice(1, -1)))];
}

/** A system, or the product beside them. */
function publisherOf(event: string): string {
  const from = event.split(".")[0]?.replace("_", "-") ?? "";
  return PACKAGES.some((name) => name === from) ? link(from) : from;
}

function firstSentence(comment: string): string {
  const text = comment
    .replaceAll(/^\s*\* ?/gm, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;
}

/** Which reactions each event has, from the table itself: no reaction is run. */
async function readReactions(): Promise<Readonly<Record<string, readonly string[]>>> {
  const { reactions }: { reactions: (systems: unknown) => Readonly<Record<string, object>> } = await import(
    pathToFileURL(join(ROOT, "apps/api/src/reactions.ts")).href
  );
  return Object.fromEntries(Object.entries(reactions(anything())).map(([event, entry]) => [event, Object.keys(entry)]));
}

/** Whatever the table takes hold of while it is made. */
function anything(): unknown {
  return new Proxy(() => undefined, { get: () => anything(), apply: () => anything() });
}

function rowsOf(system: string, needs: readonly Need[]): readonly string[] {
  if (needs.length === 0) return [row(link(system), "nothing", "")];
  return needs.map(({ name, text }) => row(link(system), code(name), text));
}

function follows(reactions: readonly string[] | undefined): string {
  if (reactions === undefined) return "not in the table yet";
  return reactions.length === 0 ? "nothing, on purpose" : reactions.map(code).join(", ");
}

const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`.replaceAll("|  |", "| |");
const code = (text: string): string => `\`${text}\``;
const link = (system: string): string => `[${system}](../systems/${system}.md)`;

if (import.meta.main) {
  const text = await renderBoundaries();
  if (process.argv.includes("--write")) writeFileSync(PAGE, text);
  else if (!existsSync(PAGE) || readFileSync(PAGE, "utf8") !== text) {
    console.error("docs/reference/boundaries.md is out of date: run `npm run gen:boundaries`.");
    process.exitCode = 1;
  }
}

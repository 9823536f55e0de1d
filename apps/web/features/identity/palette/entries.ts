import { plain, wordsOf } from "../../marketing/docs/search.ts";
import type { FrameCopy } from "../copy/frame.ts";
import { CONSOLE_PLACE, OPERATOR_PLACES, PERSON_PLACES, type Place, type PlaceKey, namedPlaces } from "../places.ts";
import { type Workspace, workspacePath } from "../workspaces.ts";

/** Somewhere to go. */
export interface Entry {
  readonly href: string;
  readonly label: string;
  /** Tells it from others of that name, such as the workspace that it is in. */
  readonly detail?: string;
  readonly picture: { readonly place: PlaceKey } | { readonly workspace: Workspace };
  /** Other words by which it is found. */
  readonly also?: string;
  /** A document of its own, which a link of the app would not load. */
  readonly isDocument?: boolean;
}

export interface EntryGroup {
  readonly title: string;
  readonly items: readonly Entry[];
}

/** A project as far as this needs one. */
export interface Goal {
  readonly href: string;
  readonly name: string;
}

export interface PaletteData {
  readonly workspaces: readonly Workspace[];
  /** The one in the address. */
  readonly current: Workspace | undefined;
  readonly isOperator: boolean;
  readonly hasConsole: boolean;
  /** Absent where there are none. */
  readonly docsPath: string | undefined;
}

interface Found {
  readonly data: PaletteData;
  readonly text: string;
  /** Of each workspace that has answered so far, newest first. */
  readonly projects: ReadonlyMap<string, readonly Goal[]>;
  /** Found in their whole text. */
  readonly docs: readonly Entry[];
  readonly copy: Pick<FrameCopy, "places" | "palette">;
}

/** How many of a kind are shown: who wants another one types a letter more. */
const MOST = 7;

/** What somebody may go to, and is called as they typed; what is nearest when they typed nothing. */
export function paletteGroups({ data, text, projects, docs, copy }: Found): readonly EntryGroup[] {
  const { workspaces, current, isOperator, hasConsole, docsPath } = data;
  const { places, palette } = copy;
  const words = wordsOf(text);
  const isSearch = words.length > 0;
  const entryOf = ({ key, href }: Place): Entry => ({
    href,
    label: places[key],
    picture: { place: key },
    ...(palette.also[key] !== undefined && { also: palette.also[key] }),
  });

  // By the name of the workspace too: it is not listed among the others.
  const here =
    current === undefined
      ? []
      : namedPlaces(current).map((place) => ({
          ...entryOf(place),
          also: `${palette.also[place.key] ?? ""} ${current.name}`,
        }));
  // Its projects are the workspace itself.
  const elsewhere = workspaces
    .filter(({ id }) => id !== current?.id)
    .flatMap((one) =>
      namedPlaces(one)
        .filter(({ key }) => key !== "projects")
        .map((place) => ({ ...entryOf(place), detail: one.name })),
    );
  const currentFirst = workspaces.toSorted((one, other) => Number(other === current) - Number(one === current));
  const allProjects = currentFirst.flatMap(({ id, name }) =>
    (projects.get(id) ?? []).map((project): Entry => ({
      href: project.href,
      label: project.name,
      picture: { place: "projects" },
      ...(id !== current?.id && { detail: name }),
    })),
  );
  const theirs = workspaces
    .filter(({ id }) => id !== current?.id)
    .map((workspace): Entry => ({
      href: workspacePath(workspace.slug),
      label: workspace.name,
      picture: { workspace },
    }));
  const guide: readonly Entry[] =
    docsPath === undefined ? [] : [{ ...entryOf({ key: "docs", href: docsPath }), isDocument: true }];

  const groups: readonly EntryGroup[] = [
    { title: palette.groups.here, items: here },
    { title: palette.groups.projects, items: allProjects },
    { title: palette.groups.workspaces, items: isSearch ? [...theirs, ...elsewhere] : theirs },
    { title: palette.groups.own, items: PERSON_PLACES.map(entryOf) },
    {
      title: palette.groups.operators,
      items: [...(isOperator ? OPERATOR_PLACES : []), ...(hasConsole ? [CONSOLE_PLACE] : [])].map(entryOf),
    },
    { title: palette.groups.docs, items: guide },
  ];
  const beside = docs.filter(({ href }) => href !== docsPath);
  return groups
    .map(({ title, items }) => ({ title, items: (isSearch ? best(items, words) : items).slice(0, MOST) }))
    .map((group) => (group.title === palette.groups.docs ? { ...group, items: [...group.items, ...beside] } : group))
    .filter(({ items }) => items.length > 0);
}

/** Those that have every word; called so before found by another word, and beginning so before containing it. */
function best(entries: readonly Entry[], words: readonly string[]): readonly Entry[] {
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ entry }) => entry);
}

function scoreOf({ label, detail = "", also = "" }: Entry, words: readonly string[]): number {
  const name = plain(label);
  const rest = plain(`${detail} ${also}`);
  const scores = words.map((word): number => {
    if (name.startsWith(word)) return 8;
    if (begins(name, word)) return 6;
    if (name.includes(word)) return 4;
    if (begins(rest, word)) return 2;
    return rest.includes(word) ? 1 : 0;
  });
  return scores.includes(0) ? 0 : scores.reduce((sum, one) => sum + one, 0);
}

const begins = (text: string, word: string) => text.split(/[^\p{L}\p{N}]+/u).some((one) => one.startsWith(word));

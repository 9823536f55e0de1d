"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import Link from "next/link";
import { useDeferredValue } from "react";
import { fill } from "../../../languages.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { classes } from "../../../ui/classes.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import type { FrameCopy } from "../copy/frame.ts";
import { PlaceIcon } from "../place-icon.tsx";
import { type Entry, type EntryGroup, type PaletteData, paletteGroups } from "./entries.ts";
import { PALETTE_INPUT, PaletteBar } from "./palette-bar.tsx";
import { type Docs, useDocs } from "./use-docs.ts";
import { type Projects, useProjects } from "./use-projects.ts";

interface PaletteListProps extends PaletteData {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly copy: Pick<FrameCopy, "places" | "palette">;
  readonly onLeave: () => void;
}

const ITEM =
  "flex min-h-11 cursor-default items-center gap-3 rounded-control px-3 py-1.5 text-14 text-ink outline-none select-none scroll-my-2 data-highlighted:bg-well sm:min-h-9";

/** What is found, in groups. Every line is a link: it opens in another tab as links do. */
export function PaletteList({ text, onText, copy, onLeave, ...data }: PaletteListProps) {
  const { palette } = copy;
  // The whole docs are looked through: whoever types does not wait for that.
  const docs = useDocs(useDeferredValue(text), data.docsPath);
  const projects = useProjects(data.workspaces, data.current);
  const groups = paletteGroups({ data, text, projects: projects.found, docs: docs.found, copy });
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);

  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      mode="none"
      value={text}
      onValueChange={(next, { reason }) => {
        // A line that is chosen would be written into the box.
        if (reason !== "item-press") onText(next);
      }}
      itemToStringValue={({ label }: Entry) => label}
      autoHighlight="always"
      keepHighlight
    >
      <PaletteBar>
        <Autocomplete.Input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was opened to type into
          autoFocus
          aria-label={palette.title}
          placeholder={palette.placeholder}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={100}
          className={PALETTE_INPUT}
        />
      </PaletteBar>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {count === 0 && (
          <div className="px-4 py-8 text-center">
            <p className="text-14 font-medium [overflow-wrap:anywhere] text-ink">{fill(palette.none, { text })}</p>
            <p className="mt-1 text-13 text-ink-soft">{palette.noneNext}</p>
          </div>
        )}
        <Autocomplete.List className="p-2 empty:hidden">
          {(group: EntryGroup) => (
            <Autocomplete.Group key={group.title} items={group.items} className="not-last:mb-2">
              <Autocomplete.GroupLabel className="px-3 py-1 text-12 font-medium text-ink-faint">
                {group.title}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(entry: Entry) => <Line key={entry.href} entry={entry} onLeave={onLeave} />}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
      <Footer news={newsOf(projects, docs, palette)} copy={palette.keys} />
      <output className="sr-only">{text.trim() !== "" && fill(palette.found, { count: String(count) })}</output>
    </Autocomplete.Root>
  );
}

function Line({ entry, onLeave }: { readonly entry: Entry; readonly onLeave: () => void }) {
  const { href, label, detail, picture, isDocument = false } = entry;
  return (
    <Autocomplete.Item
      value={entry}
      // oxlint-disable-next-line jsx-a11y/anchor-has-content, jsx-a11y/control-has-associated-label -- what is inside is given to the item
      render={isDocument ? <a href={href} /> : <Link href={href} prefetch={false} />}
      className={ITEM}
      onClick={({ ctrlKey, metaKey, shiftKey }) => {
        if (!ctrlKey && !metaKey && !shiftKey) onLeave();
      }}
    >
      <span className="grid w-6 shrink-0 place-items-center text-ink-faint">
        {"place" in picture ? (
          <PlaceIcon place={picture.place} />
        ) : (
          <Avatar
            name={picture.workspace.name}
            seed={picture.workspace.id}
            src={picture.workspace.pictureUrl}
            size="small"
            isSquare
          />
        )}
      </span>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {detail !== undefined && <span className="max-w-2/5 truncate text-13 text-ink-faint">{detail}</span>}
    </Autocomplete.Item>
  );
}

function newsOf(projects: Projects, docs: Docs, copy: FrameCopy["palette"]): string | undefined {
  if (projects.failed.length > 0) return fill(copy.projectsFailed, { workspaces: projects.failed.join(", ") });
  if (docs.hasFailed) return copy.docsFailed;
  return projects.isLoading ? copy.loading : undefined;
}

interface FooterProps {
  /** What is still to come, or does not come. */
  readonly news: string | undefined;
  readonly copy: FrameCopy["palette"]["keys"];
}

/** Keys are for who has some: on a phone it is there only while there is something to say. */
function Footer({ news, copy }: FooterProps) {
  return (
    <div
      className={classes(
        "min-h-10 flex-wrap items-center gap-x-4 border-t border-line px-4 py-1.5 text-12 text-ink-faint sm:pointer-fine:flex",
        news === undefined ? "hidden" : "flex",
      )}
    >
      {news}
      <span aria-hidden="true" className="ml-auto hidden items-center gap-1.5 sm:pointer-fine:flex">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd>
        <span className="mr-2">{copy.move}</span>
        <Kbd>↵</Kbd>
        <span className="mr-2">{copy.go}</span>
        <Kbd>Esc</Kbd>
        {copy.close}
      </span>
    </div>
  );
}

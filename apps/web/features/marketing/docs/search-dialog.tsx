"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { fill } from "../../../languages.ts";
import { BOX } from "../../../ui/control-look.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import type { SearchCopy } from "../copy/docs.ts";
import { type Found, type IndexedPage, searchDocs } from "./search.ts";

interface SearchDialogProps {
  readonly copy: SearchCopy;
  /** Where the index is; loaded with the first search. */
  readonly index: string;
  /** Before every address: `/id` in another language than the default. */
  readonly prefix: string;
}

type Pages = readonly IndexedPage[] | "waiting" | "failed";

/** Looks through the docs in the reader's browser: nobody is told what was looked for. */
export function SearchDialog({ copy, index, prefix }: SearchDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [pages, setPages] = useState<Pages>("waiting");
  const [text, setText] = useState("");

  async function open(): Promise<void> {
    dialog.current?.showModal();
    if (typeof pages !== "string") return;
    setPages("waiting");
    try {
      const response = await fetch(index);
      if (!response.ok) throw new Error(`the index answered ${response.status}`);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of this very build
      setPages((await response.json()) as readonly IndexedPage[]);
    } catch {
      setPages("failed");
    }
  }

  const onShortcut = useEffectEvent(() => void open());
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      onShortcut();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  return (
    <>
      <button
        type="button"
        onClick={() => void open()}
        className="flex h-10 w-full shrink-0 items-center gap-2 rounded-control border border-edge bg-panel px-3 text-14 text-ink-soft transition-colors hover:border-ink-faint hover:text-ink sm:h-9"
      >
        <Search size={16} aria-hidden="true" />
        <span className="flex-1 text-left">{copy.open}</span>
        <span aria-hidden="true" className="max-lg:hidden">
          <Kbd>/</Kbd>
        </span>
      </button>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- a click beside it closes it; Escape does by itself */}
      <dialog
        ref={dialog}
        aria-label={copy.label}
        onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
        className="mx-auto mt-0 w-full max-w-prose border-line bg-panel p-0 text-ink shadow-float backdrop:bg-shade max-sm:max-h-dvh max-sm:max-w-full sm:mt-[12vh] sm:rounded-panel sm:border"
      >
        <SearchBox
          copy={copy}
          pages={pages}
          text={text}
          onText={setText}
          prefix={prefix}
          onClose={() => dialog.current?.close()}
        />
      </dialog>
    </>
  );
}

interface SearchBoxProps {
  readonly copy: SearchCopy;
  readonly pages: Pages;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly prefix: string;
  readonly onClose: () => void;
}

/** A box above a list of links. Arrow keys go down the list and back up to the box; Enter in the box opens the first. */
function SearchBox({ copy, pages, text, onText, prefix, onClose }: SearchBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const found = typeof pages === "string" ? [] : searchDocs(pages, text);

  function onKeyDown(event: KeyboardEvent): void {
    const stops = [...(box.current?.querySelectorAll<HTMLElement>("input, li > a") ?? [])];
    const at = stops.indexOf(document.activeElement instanceof HTMLElement ? document.activeElement : stops[0]!);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
    } else if (event.key === "Enter" && at === 0) {
      event.preventDefault();
      stops[1]?.click();
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- hears the keys of the box and the links inside
    <div ref={box} onKeyDown={onKeyDown} className="p-3">
      <div className="flex items-center gap-2">
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was opened to type into
          autoFocus
          type="search"
          aria-label={copy.label}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={text}
          onChange={(event) => onText(event.target.value)}
          className={BOX}
        />
        <button
          type="button"
          onClick={onClose}
          className="h-10 shrink-0 rounded-control px-3 text-14 font-medium text-ink-soft hover:bg-well hover:text-ink sm:h-9"
        >
          {copy.close}
        </button>
      </div>
      <output className="block px-1 pt-3 pb-1 text-13 text-ink-faint">{said(copy, { pages, text, found })}</output>
      <ul lang="en" className="max-h-[60vh] overflow-y-auto">
        {found.map(({ address, title, heading, excerpt }) => (
          <li key={address}>
            <a
              href={`${prefix}${address}`}
              onClick={onClose}
              className="block rounded-control px-3 py-2.5 hover:bg-well focus-visible:bg-well focus-visible:-outline-offset-2"
            >
              <span className="block text-14 font-medium text-ink">
                {title}
                {heading !== undefined && <span className="font-normal text-ink-soft"> · {heading}</span>}
              </span>
              <span className="mt-0.5 line-clamp-2 block text-13 text-ink-soft">{excerpt}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Spoken {
  readonly pages: Pages;
  readonly text: string;
  readonly found: readonly Found[];
}

function said(copy: SearchCopy, { pages, text, found }: Spoken): string {
  if (pages === "failed") return copy.failed;
  if (pages === "waiting") return copy.waiting;
  if (text.trim() === "") return copy.hint;
  return found.length === 0 ? fill(copy.none, { text }) : fill(copy.found, { count: String(found.length) });
}

/** `/` where nothing is being typed, or the keys that open a search in most products. */
function isShortcut(event: globalThis.KeyboardEvent): boolean {
  if (event.key.toLowerCase() === "k") return event.metaKey || event.ctrlKey;
  const isTyping =
    event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");
  return event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey && !isTyping;
}

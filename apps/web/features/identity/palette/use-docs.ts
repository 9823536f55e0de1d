"use client";

import { useEffect, useState } from "react";
import { type IndexedPage, searchDocs } from "../../marketing/docs/search.ts";
import type { Entry } from "./entries.ts";

const INDEX = "/docs-search.json";
/** One letter is in every page. */
const FEWEST_LETTERS = 2;
const MOST = 5;

let index: Promise<readonly IndexedPage[]> | undefined;

export interface Docs {
  readonly found: readonly Entry[];
  readonly hasFailed: boolean;
}

/** Pages of the docs that have what was typed. They are loaded when somebody types, and looked through here. */
export function useDocs(text: string, docsPath: string | undefined): Docs {
  const [pages, setPages] = useState<readonly IndexedPage[]>([]);
  const [hasFailed, setFailed] = useState(false);
  const isWanted = docsPath !== undefined && text.trim().length >= FEWEST_LETTERS;

  useEffect(() => {
    if (!isWanted) return undefined;
    let isGone = false;
    async function look(): Promise<void> {
      try {
        const read = await (index ??= readIndex());
        if (!isGone) setPages(read);
      } catch {
        // Asked for again by the next one who types.
        index = undefined;
        if (!isGone) setFailed(true);
      }
    }
    void look();
    return () => {
      isGone = true;
    };
  }, [isWanted]);

  if (!isWanted) return { found: [], hasFailed: false };
  const prefix = docsPath.slice(0, -"/docs".length);
  const found = searchDocs(pages, text).slice(0, MOST);
  return {
    found: found.map(({ address, title, heading }) => ({
      href: `${prefix}${address}`,
      label: title,
      picture: { place: "docs" },
      isDocument: true,
      ...(heading !== undefined && { detail: heading }),
    })),
    hasFailed,
  };
}

async function readIndex(): Promise<readonly IndexedPage[]> {
  const response = await fetch(INDEX);
  if (!response.ok) throw new Error(`the index answered ${response.status}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of this very build
  return (await response.json()) as readonly IndexedPage[];
}

"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Search, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../../ui/icon-button.tsx";
import { useWords } from "../../../ui/words.tsx";

export const PALETTE_INPUT =
  "h-12 min-w-0 flex-1 bg-transparent text-16 text-ink outline-none placeholder:text-ink-faint [&::-webkit-search-cancel-button]:hidden";

/** The line to type in, before and after the list has come. */
export function PaletteBar({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  return (
    <div className="flex items-center gap-3 border-b border-line pr-1.5 pl-4">
      <Search size={16} aria-hidden="true" className="shrink-0 text-ink-faint" />
      {children}
      <Dialog.Close render={<IconButton label={words.close} icon={<X size={16} aria-hidden="true" />} />} />
    </div>
  );
}

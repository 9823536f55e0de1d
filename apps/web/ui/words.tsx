"use client";

import { createContext, type ReactNode, use } from "react";
import type { Language } from "../languages.ts";
import type { UiCopy } from "./copy.ts";

interface Spoken {
  readonly language: Language;
  readonly words: UiCopy;
}

const Context = createContext<Spoken | undefined>(undefined);

/** Hands the primitives inside what they say in the page's language. Each root layout has one. */
export function Words({ language, words, children }: Spoken & { readonly children: ReactNode }) {
  return <Context value={{ language, words }}>{children}</Context>;
}

/** @throws Error outside of {@link Words}: a primitive that can not name its close button must not be drawn. */
export function useWords(): UiCopy {
  return useSpoken().words;
}

export function useLanguage(): Language {
  return useSpoken().language;
}

function useSpoken(): Spoken {
  const spoken = use(Context);
  if (spoken === undefined) throw new Error("This primitive needs <Words> around it: the root layouts have one.");
  return spoken;
}

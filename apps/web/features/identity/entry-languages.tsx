"use client";

import { useRouter } from "next/navigation";
import { type Language, LANGUAGE_COOKIE, LANGUAGES } from "../../languages.ts";
import { ButtonAnchor } from "../../ui/button-anchor.tsx";
import { keepChoice } from "../../ui/cookie.ts";

interface EntryLanguagesProps {
  readonly language: Language;
  readonly names: Readonly<Record<Language, string>>;
}

/** This page in each other language, without loading it again: what was typed stays, and so does the link that led here. */
export function EntryLanguages({ language, names }: EntryLanguagesProps) {
  const router = useRouter();
  return LANGUAGES.filter((other) => other !== language).map((other) => (
    <ButtonAnchor
      key={other}
      href={`?language=${other}`}
      look="quiet"
      language={other}
      className="-mr-4"
      onClick={(event) => {
        event.preventDefault();
        keepChoice(LANGUAGE_COOKIE, other);
        router.refresh();
      }}
    >
      {names[other]}
    </ButtonAnchor>
  ));
}

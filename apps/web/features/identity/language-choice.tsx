"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { LANGUAGE_COOKIE, LANGUAGES, type Language } from "../../languages.ts";
import { keepChoice } from "../../ui/cookie.ts";
import { Select } from "../../ui/select.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { LanguageChoiceCopy } from "./copy/account.ts";
import type { FailureCopy } from "./copy/failures.ts";
import { failureSentence } from "./failure.ts";

interface LanguageChoiceProps {
  readonly language: Language;
  readonly copy: LanguageChoiceCopy;
  readonly failures: FailureCopy;
}

/** Changes what the person's pages and mails speak, at once; and this browser's, for when they are signed out. */
export function LanguageChoice({ language, copy, failures }: LanguageChoiceProps) {
  const router = useRouter();
  const toast = useToast();
  const [chosen, setChosen] = useState<Language>();
  const [isSaving, start] = useTransition();

  function choose(next: Language): void {
    if (next === language || isSaving) return;
    setChosen(next);
    start(async () => {
      try {
        await unwrap(api.v1.me.$patch({ json: { locale: next } }));
        keepChoice(LANGUAGE_COOKIE, next);
        router.refresh();
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        setChosen(undefined);
        toast({ tone: "bad", title: failureSentence(error, {}, failures) });
      }
    });
  }

  return (
    <div className="w-full sm:w-52">
      <Select
        aria-label={isSaving ? `${copy.label}: ${copy.saving}` : copy.label}
        value={chosen ?? language}
        options={LANGUAGES.map((value) => ({ value, label: copy.names[value] }))}
        onChange={choose}
      />
    </div>
  );
}

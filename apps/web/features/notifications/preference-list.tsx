"use client";

import { useState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { Badge } from "../../ui/badge.tsx";
import { Switch } from "../../ui/switch.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { failureSentence } from "../identity/failure.ts";
import type { PreferencesCopy } from "./copy.ts";
import type { Preference } from "./notification.ts";

interface PreferenceListProps {
  readonly preferences: readonly Preference[];
  readonly copy: PreferencesCopy;
  readonly failures: FailureCopy;
}

/** What can be turned off, and what is always sent: both are said, so that nobody looks for a switch that is not there. */
export function PreferenceList({ preferences, copy, failures }: PreferenceListProps) {
  const optionalFirst = preferences.toSorted((one, other) => Number(other.isOptional) - Number(one.isOptional));
  return (
    <ul className="divide-y divide-line rounded-panel border border-line bg-panel">
      {optionalFirst.map((preference) => (
        <li key={preference.category} className="px-4 py-4 sm:px-6">
          {preference.isOptional ? (
            <Choice preference={preference} copy={copy} failures={failures} />
          ) : (
            <Always category={preference.category} copy={copy} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface ChoiceProps extends Omit<PreferenceListProps, "preferences"> {
  readonly preference: Preference;
}

function Choice({ preference: { category, email }, copy, failures }: ChoiceProps) {
  const toast = useToast();
  const [isOn, setOn] = useState(email);
  const [isSaving, setSaving] = useState(false);
  const words = copy.categories[category];

  async function choose(next: boolean): Promise<void> {
    setOn(next);
    setSaving(true);
    try {
      await unwrap(api.v1.me["notification-preferences"].$patch({ json: { category, email: next } }));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setOn(!next);
      toast({ tone: "bad", title: failureSentence(error, {}, failures) });
    } finally {
      setSaving(false);
    }
  }

  return (
    <Switch
      label={words?.label ?? category}
      help={isSaving ? copy.saving : (words?.text ?? "")}
      checked={isOn}
      aria-busy={isSaving}
      onChange={({ target }) => {
        if (!isSaving) void choose(target.checked);
      }}
    />
  );
}

function Always({ category, copy }: { readonly category: string; readonly copy: PreferencesCopy }) {
  const words = copy.categories[category];
  return (
    <div className="flex items-start gap-4">
      <div className="min-w-0 flex-1">
        <p className="text-14 text-ink">{words?.label ?? category}</p>
        <p className="text-13 text-ink-faint">{words?.text}</p>
      </div>
      <Badge>{copy.always}</Badge>
    </div>
  );
}

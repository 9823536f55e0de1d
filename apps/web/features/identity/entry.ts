import type { FormFailure } from "../../ui/form.tsx";
import type { CredentialsCopy } from "./copy.ts";
import { type Credentials, type EntryOutcome, type Refusal, toFailure } from "./credentials.ts";

export interface EntryState {
  readonly failure?: FormFailure;
  /** True once the person is in and the next page is on its way. */
  readonly isIn?: boolean;
}

interface Entry<Typed> {
  readonly check: (typed: Typed) => readonly Refusal[];
  readonly enter: (typed: Typed) => Promise<EntryOutcome>;
}

/** Checks what was typed, asks, and goes to the person's home. */
export async function enterWith<Typed extends Credentials>(
  typed: Typed,
  words: CredentialsCopy,
  { check, enter }: Entry<Typed>,
): Promise<EntryState> {
  const faults = check(typed);
  if (faults.length > 0) return { failure: toFailure(faults, words, typed.password) };
  const refusal = await enter(typed);
  if (refusal !== undefined) return { failure: toFailure([refusal], words, typed.password) };
  // A full load: nothing that was fetched for the visitor before may be shown to the person now.
  window.location.assign("/home");
  return { isIn: true };
}

export function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}

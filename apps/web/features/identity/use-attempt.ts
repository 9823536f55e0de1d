"use client";

import { useActionState } from "react";
import type { Attempt } from "./failure.ts";

/** A form that is tried as often as it takes. It gets also a press that came before the page's script was ready. */
export function useAttempt<Done>(send: (data: FormData) => Promise<Attempt<Done>>) {
  const [state, submit, isPending] = useActionState<Attempt<Done>, FormData>((_, data) => send(data), {});
  return { ...state, submit, isPending };
}

export function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}

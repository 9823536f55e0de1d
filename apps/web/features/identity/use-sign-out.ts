"use client";

import { useState } from "react";
import { useToast } from "../../ui/toast.tsx";
import { signOut } from "./client.ts";

interface SignOutWords {
  readonly signOutFailed: string;
  readonly stillSignedIn: string;
}

/** Ends the session and goes to `to`. When that fails it says so, since they are still signed in. */
export function useSignOut(words: SignOutWords): { readonly isLeaving: boolean; readonly leave: (to: string) => void } {
  const toast = useToast();
  const [isLeaving, setLeaving] = useState(false);

  async function leave(to: string): Promise<void> {
    setLeaving(true);
    try {
      const elsewhere = await signOut();
      // A full load, so that nothing of this person stays in the page's memory.
      window.location.assign(elsewhere ?? to);
    } catch {
      setLeaving(false);
      toast({ tone: "bad", title: words.signOutFailed, text: words.stillSignedIn });
    }
  }

  return { isLeaving, leave: (to) => void leave(to) };
}

"use client";

import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { signOut } from "./client.ts";
import type { FrameCopy } from "./copy.ts";

export function SignOutButton({ copy }: { readonly copy: FrameCopy }) {
  const [state, setState] = useState<"rest" | "leaving" | "failed">("rest");

  async function leave(): Promise<void> {
    setState("leaving");
    try {
      await signOut();
      // A full load, so that nothing of this person stays in the page's memory.
      window.location.assign("/sign-in");
    } catch {
      setState("failed");
    }
  }

  return (
    <>
      <Button look="quiet" onClick={() => void leave()} pending={state === "leaving" ? copy.signingOut : undefined}>
        {copy.signOut}
      </Button>
      {state === "failed" && (
        <p
          role="alert"
          className="absolute top-full right-4 z-10 mt-2 max-w-form rounded-control border border-bad-edge bg-bad-wash px-3 py-2 text-13 text-bad-ink shadow-float"
        >
          {copy.signOutFailed}
        </p>
      )}
    </>
  );
}

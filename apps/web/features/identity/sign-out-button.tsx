"use client";

import { Button } from "../../ui/button.tsx";
import type { FrameCopy } from "./copy/frame.ts";
import { useSignOut } from "./use-sign-out.ts";

/** The same as at the foot of the navigation, where the account is. */
export function SignOutButton({ copy }: { readonly copy: FrameCopy }) {
  const { isLeaving, leave } = useSignOut(copy);
  return (
    <Button onClick={() => leave("/sign-in")} pending={isLeaving ? copy.signingOut : undefined}>
      {copy.signOut}
    </Button>
  );
}

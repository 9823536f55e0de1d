"use client";

import { Button } from "../../ui/button.tsx";
import type { FrameCopy } from "./copy/frame.ts";
import { signInPath } from "./next-path.ts";
import { useSignOut } from "./use-sign-out.ts";

interface OtherAccountProps {
  readonly label: string;
  readonly leaving: string;
  readonly copy: Pick<FrameCopy, "signOutFailed" | "stillSignedIn">;
}

/** Signs out, to sign in as somebody else and come back to this page. */
export function OtherAccount({ label, leaving, copy }: OtherAccountProps) {
  const { isLeaving, leave } = useSignOut(copy);
  return (
    <Button
      pending={isLeaving ? leaving : undefined}
      onClick={() => leave(signInPath(`${window.location.pathname}${window.location.search}`))}
    >
      {label}
    </Button>
  );
}

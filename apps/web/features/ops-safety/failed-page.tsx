"use client";

import { useEffect } from "react";
import { ButtonAnchor } from "../../ui/button-anchor.tsx";
import { LOOK, SHAPE, SIZE } from "../../ui/button-look.ts";
import { classes } from "../../ui/classes.ts";
import { reportError } from "../observability/report.ts";
import type { StatesCopy } from "./copy/states.ts";
import { StatePage } from "./state-page.tsx";

interface FailedPageProps {
  readonly copy: StatesCopy;
  /** What was thrown. Only the number that Next gives a server error is shown, which its log line has too. */
  readonly error: unknown;
  readonly retry: () => void;
}

export function FailedPage({ copy, error, retry }: FailedPageProps) {
  // React has caught it, so no window event tells of it. One with a digest failed on the server, which told it itself.
  useEffect(() => {
    if (!(error instanceof Error && "digest" in error)) reportError(error, "render");
  }, [error]);
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  return (
    <StatePage
      state={copy.failed}
      words={copy}
      quote={typeof digest === "string" ? digest : undefined}
      actions={
        <>
          {/* Not `Button`: every page carries this one, and what it is made of. */}
          <button type="button" className={classes(SHAPE, SIZE.medium, LOOK.primary)} onClick={() => retry()}>
            {copy.failed.action}
          </button>
          <ButtonAnchor href="/home">{copy.failed.otherAction}</ButtonAnchor>
        </>
      }
    />
  );
}

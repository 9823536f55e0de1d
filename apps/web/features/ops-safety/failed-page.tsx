"use client";

import { useEffect } from "react";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { reportError } from "../observability/report.ts";
import type { OpsSafetyCopy } from "./copy.ts";
import { StatePage } from "./state-page.tsx";

interface FailedPageProps {
  readonly copy: OpsSafetyCopy;
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
          <Button look="primary" onClick={() => retry()}>
            {copy.failed.action}
          </Button>
          <ButtonLink href="/home" reload>
            {copy.failed.otherAction}
          </ButtonLink>
        </>
      }
    />
  );
}

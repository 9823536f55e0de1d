"use client";

import { useState } from "react";
import { ApiProblem } from "../../api.ts";
import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { beginSocial } from "./client.ts";
import type { FailureCopy } from "./copy/failures.ts";
import { type SocialCopy, type SocialVendor, VENDOR_NAMES } from "./copy/social.ts";
import { failureSentence } from "./failure.ts";
import { OrLine } from "./or-line.tsx";
import { VendorMark } from "./vendor-mark.tsx";

interface SocialWaysProps {
  /** True where they are the first ways beside a form. */
  readonly hasLine?: boolean;
  readonly providers: readonly SocialVendor[];
  readonly copy: SocialCopy;
  readonly failures: FailureCopy;
  /** A page of ours. */
  readonly next: string;
}

/** A button for each vendor by whom people can sign in here; nothing where there is none. */
export function SocialWays({ hasLine = false, providers, copy, failures, next }: SocialWaysProps) {
  const [leaving, setLeaving] = useState<SocialVendor>();
  const [failure, setFailure] = useState<string>();

  async function leave(provider: SocialVendor): Promise<void> {
    setLeaving(provider);
    setFailure(undefined);
    try {
      window.location.assign(await beginSocial({ provider, next }));
    } catch (error) {
      setLeaving(undefined);
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(failureSentence(error, { "identity.social_off": copy.off }, failures));
    }
  }

  if (providers.length === 0) return null;
  return (
    <div>
      {hasLine && (
        <div className="mt-6 mb-4">
          <OrLine>{copy.or}</OrLine>
        </div>
      )}
      {failure !== undefined && (
        <div className="mb-3">
          <Notice tone="bad">{failure}</Notice>
        </div>
      )}
      <div className="grid gap-2">
        {providers.map((provider) => {
          const vendor = VENDOR_NAMES[provider];
          return (
            <Button
              key={provider}
              icon={<VendorMark vendor={provider} />}
              disabled={leaving !== undefined && leaving !== provider}
              pending={leaving === provider ? fill(copy.leaving, { vendor }) : undefined}
              onClick={() => void leave(provider)}
            >
              {fill(copy.continue, { vendor })}
            </Button>
          );
        })}
      </div>
    </div>
  );
}

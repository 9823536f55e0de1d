"use client";

import { useEffect, useState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import { type SocialCopy, type SocialVendor, VENDOR_NAMES } from "./copy/social.ts";
import { failureSentence } from "./failure.ts";
import { VendorMark } from "./vendor-mark.tsx";

export type StepUpSocialCopy = Pick<SocialCopy, "proof" | "proofText" | "leaving" | "off">;

interface StepUpSocialProps {
  readonly copy: StepUpSocialCopy;
  readonly failures: FailureCopy;
}

/** The same proof as the password, for whoever has none: by a vendor that is connected. Nothing where none is. */
export function StepUpSocial({ copy, failures }: StepUpSocialProps) {
  const [providers, setProviders] = useState<readonly SocialVendor[]>([]);
  const [leaving, setLeaving] = useState<SocialVendor>();
  const [failure, setFailure] = useState<string>();

  useEffect(() => {
    let isGone = false;
    void connectedHere().then((found) => isGone || setProviders(found));
    return () => {
      isGone = true;
    };
  }, []);

  async function prove(provider: SocialVendor): Promise<void> {
    setLeaving(provider);
    setFailure(undefined);
    const { pathname, search } = window.location;
    try {
      const { url } = await unwrap(
        api.v1.me.connections.confirm.$post({ json: { provider, next: pathname + search } }),
      );
      window.location.assign(url);
    } catch (error) {
      setLeaving(undefined);
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(failureSentence(error, { "identity.social_off": copy.off }, failures));
    }
  }

  if (providers.length === 0) return null;
  return (
    <div className="mt-4 grid gap-3 border-t border-line pt-4">
      <p className="text-13 text-ink-soft">{copy.proofText}</p>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <div className="flex flex-wrap gap-2">
        {providers.map((provider) => {
          const vendor = VENDOR_NAMES[provider];
          return (
            <Button
              key={provider}
              size="small"
              icon={<VendorMark vendor={provider} />}
              pending={leaving === provider ? fill(copy.leaving, { vendor }) : undefined}
              onClick={() => void prove(provider)}
            >
              {fill(copy.proof, { vendor })}
            </Button>
          );
        })}
      </div>
    </div>
  );
}

/** None where the API does not say: the password still does, and its form says what is wrong. */
async function connectedHere(): Promise<readonly SocialVendor[]> {
  try {
    const { connections } = await unwrap(api.v1.me.connections.$get());
    if (connections.length === 0) return [];
    const { providers } = await unwrap(api.v1["social-providers"].$get());
    return providers.filter((one) => connections.some(({ provider }) => provider === one));
  } catch (error) {
    if (error instanceof ApiProblem) return [];
    throw error;
  }
}

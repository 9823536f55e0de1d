"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import { type SocialCopy, type SocialVendor, VENDOR_NAMES } from "./copy/social.ts";
import { failureSentence } from "./failure.ts";
import { Filled } from "./filled.tsx";
import { VendorMark } from "./vendor-mark.tsx";

export interface Connections {
  readonly providers: readonly SocialVendor[];
  readonly connections: readonly { readonly provider: SocialVendor; readonly connectedAt: string }[];
}

interface ConnectionListProps extends Connections {
  readonly copy: SocialCopy;
  readonly failures: FailureCopy;
  /** What came of a way to a vendor that ended on this page. */
  readonly outcome?: { readonly tone: "good" | "bad"; readonly text: string } | undefined;
}

/** By whom the person gets in besides a password: each vendor that is set up, and each that is connected all the same. */
export function ConnectionList({ providers, connections, copy, failures, outcome }: ConnectionListProps) {
  const words = copy.connections;
  const shown = [...new Set([...providers, ...connections.map(({ provider }) => provider)])];
  return (
    <div className="grid gap-4">
      {outcome !== undefined && (
        <Notice tone={outcome.tone} isStill>
          {outcome.text}
        </Notice>
      )}
      {shown.length === 0 ? (
        <p className="text-13 text-ink-faint">{words.none}</p>
      ) : (
        <ul className="divide-y divide-line rounded-panel border border-line bg-panel">
          {shown.map((provider) => (
            <li key={provider}>
              <ConnectionLine
                provider={provider}
                isSetUp={providers.includes(provider)}
                connectedAt={connections.find((one) => one.provider === provider)?.connectedAt}
                copy={copy}
                failures={failures}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface ConnectionLineProps {
  readonly provider: SocialVendor;
  readonly isSetUp: boolean;
  readonly connectedAt: string | undefined;
  readonly copy: SocialCopy;
  readonly failures: FailureCopy;
}

function ConnectionLine({ provider, isSetUp, connectedAt, copy, failures }: ConnectionLineProps) {
  const router = useRouter();
  const toast = useToast();
  const language = useLanguage();
  const [isLeaving, setLeaving] = useState(false);
  const vendor = VENDOR_NAMES[provider];
  const words = copy.connections;
  const sentence = (error: unknown) => {
    if (error instanceof ApiProblem) return failureSentence(error, { "identity.social_off": copy.off }, failures);
    throw error;
  };

  async function connect(): Promise<void> {
    setLeaving(true);
    try {
      const { url } = await unwrap(api.v1.me.connections.$post({ json: { provider } }));
      window.location.assign(url);
    } catch (error) {
      setLeaving(false);
      toast({ title: sentence(error), tone: "bad" });
    }
  }

  async function disconnect(): Promise<string | undefined> {
    try {
      await unwrap(api.v1.me.connections[":provider"].$delete({ param: { provider } }));
    } catch (error) {
      return sentence(error);
    }
    toast({ title: fill(words.disconnected, { vendor }) });
    // Without what the address says of an earlier outcome.
    router.replace("/account/security");
    router.refresh();
    return undefined;
  }

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <VendorMark vendor={provider} />
      <div className="min-w-0 flex-1">
        <p className="text-14 font-medium text-ink">{vendor}</p>
        <p className="text-13 text-ink-faint">
          {connectedAt === undefined ? (
            words.notYet
          ) : isSetUp ? (
            <Filled sentence={words.since} values={{ time: <Time at={connectedAt} language={language} /> }} />
          ) : (
            words.isOff
          )}
        </p>
      </div>
      {connectedAt === undefined ? (
        <Button
          size="small"
          pending={isLeaving ? fill(copy.leaving, { vendor }) : undefined}
          onClick={() => void connect()}
        >
          {fill(words.connect, { vendor })}
        </Button>
      ) : (
        <AlertDialog
          trigger={<Button size="small">{fill(words.disconnect, { vendor })}</Button>}
          title={fill(words.question.title, { vendor })}
          confirm={words.question.confirm}
          confirming={words.disconnecting}
          onConfirm={disconnect}
        >
          {fill(words.question.text, { vendor })}
        </AlertDialog>
      )}
    </div>
  );
}

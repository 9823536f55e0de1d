"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { EndsCopy } from "./copy/ends.ts";
import type { FailureCopy } from "./copy/failures.ts";
import { Filled } from "./filled.tsx";
import { reopenWorkspace } from "./settings-actions.ts";
import type { ClosedWorkspace } from "./workspaces.ts";

interface ClosedWorkspacesProps {
  readonly workspaces: readonly ClosedWorkspace[];
  readonly copy: EndsCopy["closed"];
  readonly failures: FailureCopy;
}

/** Below the workspaces: those that an owner deleted and may still want. */
export function ClosedWorkspaces({ workspaces, copy, failures }: ClosedWorkspacesProps) {
  return (
    <section aria-labelledby="deleted-workspaces" className="rounded-panel border border-line bg-panel">
      <header className="px-4 py-4 sm:px-6 sm:pt-6">
        <h2 id="deleted-workspaces" className="text-16 font-semibold text-ink">
          {copy.title}
        </h2>
        <p className="max-w-prose text-14 text-ink-soft">{copy.lead}</p>
      </header>
      <ul className="divide-y divide-line border-t border-line">
        {workspaces.map((workspace) => (
          <li key={workspace.id} className="px-4 py-3 sm:px-6">
            <Closed workspace={workspace} copy={copy} failures={failures} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type ClosedProps = Omit<ClosedWorkspacesProps, "workspaces"> & { readonly workspace: ClosedWorkspace };

function Closed({ workspace: { id, name, erasedFrom }, copy, failures }: ClosedProps) {
  const router = useRouter();
  const toast = useToast();
  const language = useLanguage();
  const [state, setState] = useState<"rest" | "opening" | { readonly failure: string }>("rest");

  async function takeBack(): Promise<void> {
    setState("opening");
    const codes = { "identity.workspace_not_found": copy.gone };
    const refusal = await reopenWorkspace(id, { codes, failures });
    setState(refusal === undefined ? "rest" : { failure: refusal });
    if (refusal !== undefined) return;
    toast({ title: fill(copy.done, { workspace: name }) });
    router.refresh();
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="flex min-w-0 flex-1 basis-60 items-center gap-3">
          <Avatar name={name} seed={id} isSquare />
          <div className="min-w-0">
            <p className="font-medium [overflow-wrap:anywhere] text-ink">{name}</p>
            <p className="text-13 text-ink-faint">
              <Filled sentence={copy.until} values={{ time: <Time at={erasedFrom} language={language} /> }} />
            </p>
          </div>
        </div>
        <Button
          size="small"
          aria-label={fill(copy.takeBackOne, { workspace: name })}
          onClick={() => void takeBack()}
          pending={state === "opening" ? copy.takingBack : undefined}
        >
          {copy.takeBack}
        </Button>
      </div>
      {typeof state === "object" && <Notice tone="bad">{state.failure}</Notice>}
    </div>
  );
}

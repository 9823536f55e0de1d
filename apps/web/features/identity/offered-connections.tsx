"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { SingleSignOnCopy } from "./copy/single-sign-on.ts";
import { failureSentence } from "./failure.ts";
import { whyNot } from "./member-actions.ts";
import type { OfferedConnection } from "./workspaces.ts";

interface OfferedConnectionsProps {
  readonly connections: readonly OfferedConnection[];
  readonly copy: SingleSignOnCopy["own"];
  readonly failures: FailureCopy;
}

/** The single sign-on of the workspaces that somebody is in. */
export function OfferedConnections({ connections, copy, failures }: OfferedConnectionsProps) {
  return (
    <ul className="divide-y divide-line rounded-panel border border-line bg-panel">
      {connections.map((connection) => (
        <li key={connection.workspaceId}>
          <OfferedLine connection={connection} copy={copy} failures={failures} />
        </li>
      ))}
    </ul>
  );
}

function OfferedLine({
  connection,
  copy,
  failures,
}: Pick<OfferedConnectionsProps, "copy" | "failures"> & { readonly connection: OfferedConnection }) {
  const router = useRouter();
  const toast = useToast();
  const [isLeaving, setLeaving] = useState(false);
  const { workspaceId, workspaceName: workspace, connectedAt } = connection;
  const codes = { "identity.sso_off": copy.off, "identity.workspace_not_found": copy.off };

  async function connect(): Promise<void> {
    setLeaving(true);
    try {
      const { url } = await unwrap(api.v1.me["sign-in-connections"].$post({ json: { workspaceId } }));
      window.location.assign(url);
    } catch (error) {
      setLeaving(false);
      if (!(error instanceof ApiProblem)) throw error;
      toast({ title: failureSentence(error, codes, failures), tone: "bad" });
    }
  }

  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <p className="min-w-0 flex-1 text-14 font-medium [overflow-wrap:anywhere] text-ink">{workspace}</p>
      {connectedAt === null ? (
        <Button
          size="small"
          aria-label={fill(copy.connectOne, { workspace })}
          pending={isLeaving ? copy.connecting : undefined}
          onClick={() => void connect()}
        >
          {copy.connect}
        </Button>
      ) : (
        <AlertDialog
          trigger={
            <Button size="small" aria-label={fill(copy.disconnectOne, { workspace })}>
              {copy.disconnect}
            </Button>
          }
          title={`${fill(copy.disconnectOne, { workspace })}?`}
          confirm={copy.disconnect}
          confirming={copy.disconnecting}
          onConfirm={async () => {
            const param = { workspaceId: encodeURIComponent(workspaceId) };
            const work = unwrap(api.v1.me["sign-in-connections"][":workspaceId"].$delete({ param }));
            const why = await whyNot(work, { codes, failures });
            if (why !== undefined) return why;
            toast({ title: fill(copy.disconnected, { workspace }) });
            router.replace("/account/security");
            router.refresh();
            return undefined;
          }}
        >
          {copy.question}
        </AlertDialog>
      )}
    </div>
  );
}

"use client";

import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { EndsCopy } from "./copy/ends.ts";
import type { FailureCopy } from "./copy/failures.ts";
import { HOME } from "./next-path.ts";
import { closeWorkspace } from "./settings-actions.ts";
import type { Workspace } from "./workspaces.ts";

interface CloseWorkspaceProps {
  readonly workspace: Workspace;
  readonly copy: EndsCopy["danger"];
  readonly failures: FailureCopy;
}

/** At the end of the settings, for an owner. */
export function CloseWorkspace({ workspace, copy, failures }: CloseWorkspaceProps) {
  async function confirm(): Promise<string | undefined> {
    const codes = { "identity.workspace_subscribed": copy.subscribed, "identity.slug_mismatch": copy.otherSlug };
    const refusal = await closeWorkspace(workspace.id, workspace.slug, { codes, failures });
    // A full load, so that nothing of this workspace stays in the page's memory.
    if (refusal === undefined) window.location.assign(HOME);
    return refusal;
  }

  return (
    <Panel title={copy.title} lead={copy.lead}>
      <div className="grid max-w-form gap-4">
        <p className="text-14 text-ink-soft">{copy.what}</p>
        <div>
          <AlertDialog
            trigger={<Button look="danger">{copy.submit}</Button>}
            title={fill(copy.question, { workspace: workspace.name })}
            confirm={copy.submit}
            confirming={copy.confirming}
            typeName={workspace.slug}
            onConfirm={confirm}
          >
            {copy.text}
          </AlertDialog>
        </div>
      </div>
    </Panel>
  );
}

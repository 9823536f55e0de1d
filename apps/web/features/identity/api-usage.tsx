import { ApiProblem } from "../../api.ts";
import { fill, type Language } from "../../languages.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { KeysCopy } from "./copy/keys.ts";
import type { Usage, Workspace } from "./workspaces.ts";

interface ApiUsageProps {
  readonly workspace: Workspace;
  readonly usage: Usage | ApiProblem;
  /** Of the API, as programs reach it. */
  readonly origin: string;
  readonly copy: KeysCopy["usage"];
  readonly language: Language;
}

export function ApiUsage({ workspace, usage, origin, copy, language }: ApiUsageProps) {
  const command = `curl -H "Authorization: Bearer $NINEFOLD_KEY" ${origin}/api/v1/workspaces/${workspace.id}/usage`;
  return (
    <Panel title={copy.title} lead={copy.lead}>
      <div className="grid gap-4">
        {usage instanceof ApiProblem ? (
          <p className="text-14 text-ink-soft">{copy.failed}</p>
        ) : (
          <p className="text-20 font-semibold text-ink tabular-nums">
            {fill(copy.requests, {
              count: usage.apiRequests.toLocaleString(language),
              month: new Date(`${usage.month}-01T00:00:00Z`).toLocaleDateString(language, {
                month: "long",
                year: "numeric",
                timeZone: "UTC",
              }),
            })}
          </p>
        )}
        <div className="grid gap-1.5">
          <p className="text-13 text-ink-faint">{copy.example}</p>
          <div className="flex items-start justify-between gap-2 rounded-control bg-well px-3 py-1.5">
            <code className="min-w-0 py-1.5 font-mono text-13 [overflow-wrap:anywhere] text-ink">{command}</code>
            <CopyButton text={command} label={copy.copyExample} done={copy.copied} />
          </div>
        </div>
      </div>
    </Panel>
  );
}

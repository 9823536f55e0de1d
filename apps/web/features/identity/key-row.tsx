"use client";

import { covers } from "@ninefold/identity/permissions";
import { useRouter } from "next/navigation";
import { fill, type Language } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { KeysCopy } from "./copy/keys.ts";
import type { RolesCopy } from "./copy/settings.ts";
import { revokeKey } from "./key-actions.ts";
import { KeyDialog } from "./key-dialog.tsx";
import { keySentences } from "./key-failures.ts";
import { KeyRotation } from "./key-rotation.tsx";
import { isOver, type KeyState, keyState } from "./key-state.ts";
import type { ApiKey, Workspace } from "./workspaces.ts";

export interface KeysView {
  readonly workspace: Workspace;
  readonly copy: KeysCopy;
  /** What each permission is called. */
  readonly may: RolesCopy["may"];
  readonly save: { readonly submit: string; readonly submitting: string };
  readonly failures: FailureCopy;
  readonly language: Language;
  /** ISO 8601: when the server looked, so that the browser says the same. */
  readonly now: string;
}

interface KeyRowProps extends KeysView {
  readonly serviceAccountId: string;
  readonly apiKey: ApiKey;
}

const TONE = { works: undefined, soon: "warn", ending: "info", ended: undefined, expired: "bad" } as const;

export function KeyRow({ apiKey: key, serviceAccountId, workspace, copy, may, failures, language, now }: KeyRowProps) {
  const router = useRouter();
  const toast = useToast();
  const state = keyState(key, new Date(now));
  const at = { workspaceId: workspace.id, serviceAccountId, keyId: key.id };
  const { facts, rotate, revoke } = copy;
  const name = key.name;

  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-14 font-medium [overflow-wrap:anywhere] text-ink">
          {name}
          <code className="font-mono text-13 font-normal text-ink-faint">{key.prefix}…</code>
          {state !== "works" && <Badge tone={TONE[state]}>{copy.states[state]}</Badge>}
        </h3>
        {!isOver(state) && (
          <div className="flex gap-2">
            {state !== "ending" && covers(workspace, key) && (
              <KeyDialog
                trigger={
                  <Button look="quiet" size="small" aria-label={fill(rotate.title, { name })}>
                    {rotate.action}
                  </Button>
                }
                title={fill(rotate.title, { name })}
                lead={rotate.lead}
                copy={copy}
              >
                {(onSecret) => <KeyRotation {...{ at, copy, failures, onSecret }} />}
              </KeyDialog>
            )}
            <AlertDialog
              trigger={
                <Button look="quiet" size="small" aria-label={`${revoke.action} ${name}`}>
                  {revoke.action}
                </Button>
              }
              title={fill(revoke.title, { name })}
              confirm={revoke.action}
              confirming={revoke.revoking}
              onConfirm={async () => {
                const refusal = await revokeKey(at, { codes: keySentences(copy), failures });
                if (refusal === undefined) {
                  toast({ title: fill(revoke.revoked, { name }) });
                  router.refresh();
                }
                return refusal;
              }}
            >
              {revoke.text}
            </AlertDialog>
          </div>
        )}
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-13">
        <Fact term={endTerm(state, facts)}>
          <Time at={isEnded(state) ? (key.endsAt ?? key.expiresAt) : key.expiresAt} language={language} />
        </Fact>
        <Fact term={facts.lastUsed}>
          {key.lastUsedAt === null ? facts.neverUsed : <Time at={key.lastUsedAt} language={language} />}
        </Fact>
        <Fact term={facts.madeBy}>
          {key.createdBy?.name ?? facts.gone}, <Time at={key.createdAt} language={language} />
        </Fact>
      </dl>
      <p className="max-w-prose text-13 text-ink-faint">
        <span className="sr-only">{facts.may}: </span>
        {key.permissions.map((one) => may[one]).join(" · ")}
      </p>
    </div>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-ink-faint">{term}</dt>
      <dd className="[overflow-wrap:anywhere] text-ink-soft">{children}</dd>
    </div>
  );
}

const isEnded = (state: KeyState) => state === "ended" || state === "ending";

function endTerm(state: KeyState, facts: KeysView["copy"]["facts"]): string {
  if (state === "ending") return facts.ends;
  if (state === "ended") return facts.ended;
  return state === "expired" ? facts.expired : facts.expires;
}

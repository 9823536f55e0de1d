"use client";

import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api, unwrap } from "../../api.ts";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { PasskeysCopy } from "./copy/passkeys.ts";
import { Filled } from "./filled.tsx";
import type { OwnPasskey } from "./own-sessions.ts";
import { passkeyRefusal } from "./passkey-failure.ts";
import { PasskeyForm } from "./passkey-form.tsx";
import { usePasskeysHere } from "./use-passkeys.ts";
import { addPasskey } from "./webauthn/client.ts";

interface PasskeyListProps {
  readonly passkeys: readonly OwnPasskey[];
  /** What to call the next one. */
  readonly suggestion: string;
  readonly copy: PasskeysCopy;
  readonly failures: FailureCopy;
}

export function PasskeyList({ passkeys, suggestion, copy, failures }: PasskeyListProps) {
  const isKnownHere = usePasskeysHere();
  const router = useRouter();
  const toast = useToast();
  const [isAdding, setAdding] = useState(false);

  function added(): void {
    setAdding(false);
    toast({ title: copy.isAdded });
    router.refresh();
  }

  return (
    <div className="grid gap-4">
      {passkeys.length === 0 ? (
        <p className="rounded-panel border border-dashed border-edge px-4 py-5 text-14 text-ink-soft">{copy.empty}</p>
      ) : (
        <ul className="divide-y divide-line rounded-panel border border-line bg-panel">
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <PasskeyLine passkey={passkey} copy={copy} failures={failures} />
            </li>
          ))}
        </ul>
      )}
      {isKnownHere ? (
        <div>
          <Dialog
            trigger={<Button>{copy.add}</Button>}
            title={copy.add}
            lead={copy.addLead}
            open={isAdding}
            onOpenChange={setAdding}
          >
            <PasskeyForm
              copy={copy}
              failures={failures}
              name={suggestion}
              words={{ submit: copy.make, submitting: copy.adding, help: copy.nameHelp }}
              save={addPasskey}
              onDone={added}
              onCancel={() => setAdding(false)}
            />
          </Dialog>
        </div>
      ) : (
        <p className="text-13 text-ink-faint">{copy.unsupported}</p>
      )}
    </div>
  );
}

type PasskeyLineProps = Pick<PasskeyListProps, "copy" | "failures"> & { readonly passkey: OwnPasskey };

function PasskeyLine({ passkey, copy, failures }: PasskeyLineProps) {
  const router = useRouter();
  const toast = useToast();
  const language = useLanguage();
  const [isRenaming, setRenaming] = useState(false);
  const { name, isSynced, createdAt, lastUsedAt } = passkey;
  const param = { passkeyId: encodeURIComponent(passkey.id) };

  async function remove(): Promise<string | undefined> {
    const removing = unwrap(api.v1.me.passkeys[":passkeyId"].$delete({ param }));
    const refusal = await passkeyRefusal(() => removing, copy, failures);
    if (refusal !== undefined) return refusal;
    toast({ title: fill(copy.isRemoved, { name }) });
    router.refresh();
    return undefined;
  }

  return (
    <div className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <KeyRound size={20} aria-hidden="true" className="shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2 text-14 font-medium text-ink">
          <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
          <Badge>{isSynced ? copy.synced : copy.bound}</Badge>
        </p>
        <p className="text-13 text-ink-faint">
          <Filled sentence={copy.added} values={{ time: <Time at={createdAt} language={language} /> }} />
          {", "}
          {lastUsedAt === null ? (
            copy.unused
          ) : (
            <Filled sentence={copy.used} values={{ time: <Time at={lastUsedAt} language={language} /> }} />
          )}
        </p>
      </div>
      <div className="flex gap-2">
        <Dialog
          trigger={
            <Button look="quiet" size="small" aria-label={fill(copy.renameOne, { name })}>
              {copy.rename}
            </Button>
          }
          title={fill(copy.renameOne, { name })}
          open={isRenaming}
          onOpenChange={setRenaming}
        >
          <PasskeyForm
            copy={copy}
            failures={failures}
            name={name}
            words={{ submit: copy.save, submitting: copy.saving }}
            save={(wanted) => unwrap(api.v1.me.passkeys[":passkeyId"].$patch({ param, json: { name: wanted } }))}
            onDone={() => {
              setRenaming(false);
              router.refresh();
            }}
            onCancel={() => setRenaming(false)}
          />
        </Dialog>
        <AlertDialog
          trigger={
            <Button look="quiet" size="small" aria-label={fill(copy.removeOne, { name })}>
              {copy.remove}
            </Button>
          }
          title={`${fill(copy.removeOne, { name })}?`}
          confirm={copy.remove}
          confirming={copy.removing}
          onConfirm={remove}
        >
          {copy.removeText}
        </AlertDialog>
      </div>
    </div>
  );
}

"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { removeServiceAccount } from "./key-actions.ts";
import { KeyDialog } from "./key-dialog.tsx";
import { keySentences } from "./key-failures.ts";
import { KeyForm } from "./key-form.tsx";
import { KeyRow, type KeysView } from "./key-row.tsx";
import { ServiceAccountForm } from "./service-account-form.tsx";
import type { ServiceAccount } from "./workspaces.ts";

interface ServiceAccountsProps extends KeysView {
  readonly accounts: readonly ServiceAccount[];
}

export function ServiceAccounts({ accounts, ...view }: ServiceAccountsProps) {
  const { empty } = view.copy;
  if (accounts.length === 0) {
    return (
      <EmptyState title={empty.title} next={empty.next} action={<NewServiceAccount {...view} />}>
        {empty.text}
      </EmptyState>
    );
  }
  return (
    <section className="grid gap-4">
      <div>
        <NewServiceAccount {...view} />
      </div>
      <ul className="grid gap-4">
        {accounts.map((account) => (
          <li key={account.id} className="min-w-0 rounded-panel border border-line bg-panel">
            <OneAccount account={account} {...view} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NewServiceAccount({ workspace, copy, failures }: KeysView) {
  const [isOpen, setOpen] = useState(false);
  const words = { submit: copy.account.make, submitting: copy.account.making };
  return (
    <Dialog
      trigger={
        <Button look="primary" icon={<Plus size={16} aria-hidden="true" />}>
          {copy.account.make}
        </Button>
      }
      title={copy.account.make}
      open={isOpen}
      onOpenChange={setOpen}
    >
      <ServiceAccountForm {...{ workspace, copy, words, failures }} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function OneAccount({ account, ...view }: KeysView & { readonly account: ServiceAccount }) {
  const { workspace, copy, may, save, failures, language } = view;
  const { account: words, facts } = copy;
  const router = useRouter();
  const toast = useToast();
  const [isRenaming, setRenaming] = useState(false);
  const { name } = account;
  const ref = { workspaceId: workspace.id, serviceAccountId: account.id };

  return (
    <>
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 px-4 py-4 sm:px-6">
        <div className="min-w-0">
          <h2 className="text-16 font-semibold [overflow-wrap:anywhere] text-ink">{name}</h2>
          <p className="text-13 text-ink-faint">
            {facts.madeBy} {account.createdBy?.name ?? facts.gone}, <Time at={account.createdAt} language={language} />
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <KeyDialog
            trigger={
              <Button size="small" aria-label={fill(copy.makeFor, { account: name })}>
                {copy.make}
              </Button>
            }
            title={fill(copy.makeFor, { account: name })}
            copy={copy}
          >
            {(onSecret) => <KeyForm {...{ workspace, copy, may, failures, onSecret }} serviceAccountId={account.id} />}
          </KeyDialog>
          <Dialog
            trigger={
              <Button look="quiet" size="small" aria-label={fill(words.renameOne, { name })}>
                {words.rename}
              </Button>
            }
            title={fill(words.renameOne, { name })}
            open={isRenaming}
            onOpenChange={setRenaming}
          >
            <ServiceAccountForm
              {...{ workspace, account, copy, words: save, failures }}
              onDone={() => setRenaming(false)}
            />
          </Dialog>
          <AlertDialog
            trigger={
              <Button look="quiet" size="small" aria-label={fill(words.removeOne, { name })}>
                {words.remove}
              </Button>
            }
            title={`${fill(words.removeOne, { name })}?`}
            confirm={words.remove}
            confirming={words.removing}
            onConfirm={async () => {
              const refusal = await removeServiceAccount(ref, { codes: keySentences(copy), failures });
              if (refusal === undefined) {
                toast({ title: fill(words.removed, { name }) });
                router.refresh();
              }
              return refusal;
            }}
          >
            {words.removeText}
          </AlertDialog>
        </div>
      </header>
      {account.keys.length === 0 ? (
        <p className="border-t border-line px-4 py-3 text-14 text-ink-faint sm:px-6">{words.noKeys}</p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {account.keys.map((key) => (
            <li key={key.id} className="px-4 py-4 sm:px-6">
              <KeyRow apiKey={key} serviceAccountId={account.id} {...view} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

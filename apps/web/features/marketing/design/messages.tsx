"use client";

import { Copy, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { AlertDialog } from "../../../ui/alert-dialog.tsx";
import { Button } from "../../../ui/button.tsx";
import { DeniedState } from "../../../ui/denied-state.tsx";
import { Dialog, DialogActions } from "../../../ui/dialog.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Mark } from "../../../ui/mark.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../../ui/menu.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Spinner } from "../../../ui/spinner.tsx";
import { ThemeMenuChoice } from "../../../ui/theme-menu-choice.tsx";
import { useToast } from "../../../ui/toast.tsx";
import { Tooltip } from "../../../ui/tooltip.tsx";
import { Example, type PartProps } from "./example.tsx";

const TONES = ["info", "good", "warn", "bad"] as const;
const nothing = async () => undefined;

export function Floating({ copy }: PartProps) {
  const say = useToast();
  const [isRemoving, setRemoving] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Dialog trigger={<Button>{copy.invite}</Button>} title={copy.invite} lead={copy.inviteLead}>
        <p className="text-14 text-ink-soft">{copy.addressHelp}</p>
        <DialogActions>
          <Button look="primary">{copy.invite}</Button>
        </DialogActions>
      </Dialog>
      <AlertDialog
        trigger={<Button look="danger">{copy.deleteWorkspace}</Button>}
        title={copy.deleteTitle}
        confirm={copy.deleteWorkspace}
        confirming={copy.deleting}
        typeName={copy.workspace}
        onConfirm={nothing}
      >
        {copy.deleteText}
      </AlertDialog>
      <Menu trigger={<IconButton label={copy.menu} icon={<Ellipsis size={16} aria-hidden="true" />} />}>
        <MenuItem icon={<Pencil size={16} aria-hidden="true" />}>{copy.rename}</MenuItem>
        <MenuItem icon={<Copy size={16} aria-hidden="true" />} disabled>
          {copy.copyLink}
        </MenuItem>
        <MenuSeparator />
        <MenuItem isDangerous icon={<Trash2 size={16} aria-hidden="true" />} onSelect={() => setRemoving(true)}>
          {copy.remove}
        </MenuItem>
        <MenuSeparator />
        <ThemeMenuChoice />
      </Menu>
      <AlertDialog
        open={isRemoving}
        onOpenChange={setRemoving}
        title={copy.removeTitle}
        confirm={copy.remove}
        confirming={copy.removing}
        onConfirm={async () => copy.failedToast}
      >
        {copy.removeText}
      </AlertDialog>
      <Tooltip text={copy.tooltip}>
        <Button>{copy.copyLink}</Button>
      </Tooltip>
      <Button
        onClick={() =>
          say({ title: copy.toast, text: copy.toastText, action: { label: copy.undo, onSelect: () => undefined } })
        }
      >
        {copy.tones.good}
      </Button>
      <Button onClick={() => say({ tone: "bad", title: copy.failedToast, text: copy.error })}>{copy.tones.bad}</Button>
    </div>
  );
}

export function Messages({ copy }: PartProps) {
  return (
    <div className="grid gap-4">
      {TONES.map((tone) => (
        <Notice key={tone} tone={tone} isStill {...(tone === "bad" && { action: <Retry copy={copy} /> })}>
          {copy.tones[tone]}
        </Notice>
      ))}
      <EmptyState
        picture={<Mark size={32} rest="var(--color-line)" />}
        title={copy.emptyTitle}
        next={copy.emptyNext}
        action={<Button look="primary">{copy.invite}</Button>}
      >
        {copy.empty}
      </EmptyState>
      <ErrorState title={copy.errorTitle} quote="3f0c9f2e" action={<Retry copy={copy} />}>
        {copy.error}
      </ErrorState>
      <DeniedState title={copy.deniedTitle} grantedBy={copy.people[0]?.name}>
        {copy.denied}
      </DeniedState>
      <Example name={copy.states.loading}>
        <Spinner size={20} />
        <div className="min-w-0 flex-1">
          <Skeleton />
        </div>
      </Example>
      <Skeleton shape="list" />
    </div>
  );
}

function Retry({ copy }: Pick<PartProps, "copy">) {
  return <Button size="small">{copy.retry}</Button>;
}

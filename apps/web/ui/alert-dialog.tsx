"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { type ReactElement, type ReactNode, useState } from "react";
import { fill } from "../languages.ts";
import { Button } from "./button.tsx";
import { DialogActions } from "./dialog.tsx";
import { BACKDROP, POPUP } from "./dialog-look.ts";
import { Field } from "./field.tsx";
import { Notice } from "./notice.tsx";
import { useFloats } from "./scope.tsx";
import { TextInput } from "./text-input.tsx";
import { useWords } from "./words.tsx";

interface AlertDialogProps {
  /** The button that opens it; absent when `open` is kept by its owner, such as a menu. */
  readonly trigger?: ReactElement;
  readonly open?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  /** Names the thing: "Remove Ana Putri from Acme?". */
  readonly title: string;
  /** The consequence. */
  readonly children: ReactNode;
  /** The verb on the button, and what it says while it works. */
  readonly confirm: string;
  readonly confirming: string;
  /** False when it is merely worth a second look and takes nothing away. */
  readonly isDestructive?: boolean;
  /** Asked to be typed. Only where it can not be undone. */
  readonly typeName?: string;
  /** Does it. A sentence back says why it did not happen and is shown; nothing back closes the dialog. */
  readonly onConfirm: () => Promise<string | undefined>;
}

/** Asks before something is taken away. A press outside does not close it, and the focus starts on what is typed or on the way out. */
export function AlertDialog({ trigger, open, onOpenChange, title, children, ...question }: AlertDialogProps) {
  const [isOpenItself, setOpenItself] = useState(false);
  const setOpen = onOpenChange ?? setOpenItself;
  return (
    <Base.Root open={open ?? isOpenItself} onOpenChange={(is) => setOpen(is)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal {...useFloats()}>
        <Base.Backdrop className={BACKDROP} />
        <Base.Popup className={POPUP}>
          <Base.Title className="text-20 font-semibold text-ink">{title}</Base.Title>
          <Base.Description render={<div />} className="mt-2 text-14 text-ink-soft">
            {children}
          </Base.Description>
          <Question {...question} close={() => setOpen(false)} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

type QuestionProps = Pick<AlertDialogProps, "confirm" | "confirming" | "isDestructive" | "typeName" | "onConfirm"> & {
  readonly close: () => void;
};

/** Inside the popup, so that each opening starts afresh. */
function Question({ confirm, confirming, isDestructive = true, typeName, onConfirm, close }: QuestionProps) {
  const words = useWords();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<{ readonly at: "name" | "all"; readonly text: string }>();

  async function submit(data: FormData): Promise<void> {
    if (typeName !== undefined && data.get("typed-name") !== typeName) {
      setFailure({ at: "name", text: words.typedOther });
      return;
    }
    setPending(true);
    const refusal = await onConfirm().finally(() => setPending(false));
    if (refusal === undefined) close();
    else setFailure({ at: "all", text: refusal });
  }

  return (
    <form
      noValidate
      className="mt-5 grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) void submit(new FormData(event.currentTarget));
      }}
    >
      {failure?.at === "all" && <Notice tone="bad">{failure.text}</Notice>}
      {typeName !== undefined && (
        <Field
          id="typed-name"
          label={fill(words.typeToConfirm, { name: typeName })}
          error={failure?.at === "name" ? failure.text : undefined}
        >
          {(control) => <TextInput {...control} name="typed-name" autoComplete="off" spellCheck={false} />}
        </Field>
      )}
      <DialogActions>
        <Base.Close render={<Button>{words.cancel}</Button>} />
        <Button type="submit" look={isDestructive ? "danger" : "primary"} pending={isPending ? confirming : undefined}>
          {confirm}
        </Button>
      </DialogActions>
    </form>
  );
}

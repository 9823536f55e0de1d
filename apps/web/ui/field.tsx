import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** What a control inside a {@link Field} takes over, so that its label and its words are read with it. */
export interface ControlProps {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  /** Said beside the label of a field that may stay empty. */
  readonly optional?: string | undefined;
  readonly help?: string | undefined;
  /** Takes the place of the help. */
  readonly error?: string | undefined;
  readonly children: (control: ControlProps) => ReactNode;
}

/**
 * Label above, control, help below; an error replaces the help. Plain HTML on purpose: label and words belong to the
 * control in the markup itself, so they do before any script has run.
 */
export function Field({ id, label, optional, help, error, children }: FieldProps) {
  const note = error ?? help;
  const noteId = `${id}-note`;
  return (
    <div className="grid content-start gap-1.5">
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-14 font-medium text-ink">
          {label}
        </label>
        {optional !== undefined && <span className="text-12 text-ink-faint">{optional}</span>}
      </div>
      {children({
        id,
        "aria-describedby": note === undefined ? undefined : noteId,
        "aria-invalid": error === undefined ? undefined : true,
      })}
      {note !== undefined && (
        <p id={noteId} className={error === undefined ? "text-13 text-ink-faint" : "flex gap-1.5 text-13 text-bad-ink"}>
          {error !== undefined && <CircleAlert size={16} aria-hidden="true" className="mt-0.5 shrink-0" />}
          {note}
        </p>
      )}
    </div>
  );
}

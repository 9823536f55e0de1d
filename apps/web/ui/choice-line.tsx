import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

interface ChoiceLineProps {
  readonly id: string | undefined;
  readonly label: ReactNode;
  readonly help?: string | undefined;
  /** Takes the place of the help. */
  readonly error?: string | undefined;
  readonly children: (control: {
    readonly id: string;
    readonly "aria-describedby": string | undefined;
    readonly "aria-invalid": true | undefined;
  }) => ReactNode;
}

/** A control with its words at the right, all of which can be pressed. */
export function ChoiceLine({ id: given, label, help, error, children }: ChoiceLineProps) {
  const made = useId();
  const id = given ?? made;
  const note = error ?? help;
  const noteId = `${id}-note`;
  return (
    <div className="grid content-start grid-cols-[auto_1fr] gap-x-2.5">
      {children({
        id,
        "aria-describedby": note === undefined ? undefined : noteId,
        "aria-invalid": error === undefined ? undefined : true,
      })}
      <label htmlFor={id} className="text-14 text-ink">
        {label}
      </label>
      {note !== undefined && (
        <p
          id={noteId}
          className={
            error === undefined ? "col-start-2 text-13 text-ink-faint" : "col-start-2 flex gap-1.5 text-13 text-bad-ink"
          }
        >
          {error !== undefined && <CircleAlert size={16} aria-hidden="true" className="mt-0.5 shrink-0" />}
          {note}
        </p>
      )}
    </div>
  );
}

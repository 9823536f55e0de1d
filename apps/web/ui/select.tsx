"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { classes } from "./classes.ts";
import { BOX, QUIET_BOX } from "./control-look.ts";
import type { ControlProps } from "./field.tsx";
import { ITEM, LIST } from "./list-look.ts";
import { useFloats } from "./scope.tsx";

export interface Option<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  /** A second line that says what choosing it means. */
  readonly help?: string;
}

interface SelectProps<Value extends string> extends Partial<ControlProps> {
  /** Its accessible name where no Field gives it one. */
  readonly "aria-label"?: string;
  readonly name?: string;
  readonly options: readonly Option<Value>[];
  readonly defaultValue?: Value;
  /** With `onChange`, kept by its owner. */
  readonly value?: Value;
  readonly onChange?: (value: Value) => void;
  readonly placeholder?: string;
  /** True in each row of a list. */
  readonly isQuiet?: boolean;
  readonly disabled?: boolean;
  readonly readOnly?: boolean;
  readonly className?: string;
}

/** One of some. In a form it is a field of that name like any other. */
export function Select<Value extends string>({
  options,
  onChange,
  placeholder,
  isQuiet = false,
  className,
  ...props
}: SelectProps<Value>) {
  const { id, name, value, defaultValue, disabled, readOnly, ...aria } = props;
  return (
    <Base.Root<Value>
      items={options}
      modal={false}
      {...(name !== undefined && { name })}
      {...(value !== undefined && { value })}
      {...(defaultValue !== undefined && { defaultValue })}
      {...(disabled !== undefined && { disabled })}
      {...(readOnly !== undefined && { readOnly })}
      {...(onChange && {
        onValueChange: (chosen: Value | null) => {
          if (chosen !== null) onChange(chosen);
        },
      })}
    >
      <Base.Trigger
        {...aria}
        {...(id !== undefined && { id })}
        className={classes(isQuiet ? QUIET_BOX : BOX, "flex items-center justify-between gap-2 text-left", className)}
      >
        <Base.Value
          {...(placeholder !== undefined && { placeholder })}
          className="truncate data-placeholder:text-ink-faint"
        />
        <Base.Icon>
          <ChevronsUpDown size={16} aria-hidden="true" className="shrink-0 text-ink-faint" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal {...useFloats()}>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50 outline-none">
          <Base.Popup className={classes(LIST, "min-w-(--anchor-width) max-w-[min(24rem,calc(100vw-2rem))]")}>
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={classes(ITEM, "pr-3")}>
                  <span className="min-w-0 flex-1">
                    <Base.ItemText className="block">{option.label}</Base.ItemText>
                    {option.help !== undefined && <span className="block text-13 text-ink-faint">{option.help}</span>}
                  </span>
                  <Base.ItemIndicator>
                    <Check size={16} aria-hidden="true" className="text-accent-ink" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

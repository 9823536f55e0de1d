"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, type ButtonSize, DISABLED, LOOK, SHAPE, SIZE } from "./button-look.ts";
import { classes } from "./classes.ts";
import { Spinner } from "./spinner.tsx";

export interface ButtonProps extends Omit<ComponentProps<"button">, "className"> {
  readonly children: ReactNode;
  /** `secondary` when absent: a screen has one primary action. */
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  /** 16 px, before the words. */
  readonly icon?: ReactNode;
  /** What it says while its work is under way; it keeps the focus and ignores presses meanwhile. */
  readonly pending?: string | undefined;
  readonly className?: string | undefined;
}

/** `type="button"` unless said otherwise. Takes over what a trigger of Base UI gives it, so it may be one. */
export function Button({
  children,
  look = "secondary",
  size = "medium",
  type = "button",
  icon,
  pending,
  disabled = false,
  className,
  ...rest
}: ButtonProps) {
  const isPending = pending !== undefined;
  const colours = disabled && !isPending ? DISABLED[look] : LOOK[look];
  return (
    <BaseButton
      {...rest}
      type={type}
      disabled={disabled || isPending}
      focusableWhenDisabled={isPending}
      aria-busy={isPending || undefined}
      className={classes(SHAPE, SIZE[size], colours, isPending && "data-disabled:cursor-progress", className)}
    >
      {isPending ? <Spinner size={14} /> : icon}
      {isPending ? pending : children}
    </BaseButton>
  );
}

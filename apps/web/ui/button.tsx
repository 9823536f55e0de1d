"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { type ButtonLook, LOOK, SHAPE } from "./button-look.ts";
import { classes } from "./classes.ts";

interface ButtonProps {
  readonly children: ReactNode;
  /** `secondary` when absent: a screen has one primary action. */
  readonly look?: ButtonLook;
  readonly type?: "button" | "submit";
  /** What it says while its work is under way; it keeps the focus and ignores presses meanwhile. */
  readonly pending?: string | undefined;
  readonly onClick?: () => void;
  readonly className?: string;
}

export function Button({ children, look = "secondary", type = "button", pending, onClick, className }: ButtonProps) {
  const isPending = pending !== undefined;
  return (
    <BaseButton
      type={type}
      disabled={isPending}
      focusableWhenDisabled
      className={classes(SHAPE, LOOK[look], isPending && "cursor-progress", className)}
      {...(onClick && { onClick })}
    >
      {isPending && <LoaderCircle size={16} aria-hidden="true" className="animate-spin motion-reduce:animate-none" />}
      {isPending ? pending : children}
    </BaseButton>
  );
}

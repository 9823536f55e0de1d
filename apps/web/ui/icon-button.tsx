"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes.ts";
import { Tooltip } from "./tooltip.tsx";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "className"> {
  /** Its accessible name, shown on hover and focus. */
  readonly label: string;
  /** 16 or 20 px. */
  readonly icon: ReactNode;
  readonly className?: string;
}

export function IconButton({ label, icon, type = "button", className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <BaseButton
        {...rest}
        type={type}
        aria-label={label}
        className={classes(
          "inline-grid size-10 shrink-0 place-items-center rounded-control text-ink-soft transition-colors hover:bg-well hover:text-ink active:bg-line data-disabled:cursor-not-allowed data-disabled:text-ink-faint data-popup-open:bg-well sm:size-9",
          className,
        )}
      >
        {icon}
      </BaseButton>
    </Tooltip>
  );
}

"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { classes } from "./classes.ts";
import { ITEM, LIST } from "./list-look.ts";
import { useFloats } from "./scope.tsx";

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly align?: "start" | "end";
  readonly side?: "top" | "bottom";
  /** MenuItem, MenuGroup, MenuChoice, MenuSeparator. */
  readonly children: ReactNode;
}

/** Actions and places that belong to its button. */
export function Menu({ trigger, align = "start", side = "bottom", children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal {...useFloats()}>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-50 outline-none">
          <Base.Popup className={classes(LIST, "min-w-56 max-w-[min(20rem,calc(100vw-2rem))]")}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  readonly children: ReactNode;
  /** 16 px. */
  readonly icon?: ReactNode;
  /** Goes there. Without it, `onSelect` is done. */
  readonly href?: string;
  readonly onSelect?: () => void;
  readonly isCurrent?: boolean;
  readonly isDangerous?: boolean;
  readonly disabled?: boolean;
}

export function MenuItem({ children, icon, href, onSelect, isCurrent, isDangerous, disabled }: MenuItemProps) {
  const content = (
    <>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {isCurrent && <Check size={16} aria-hidden="true" className="shrink-0 text-accent-ink" />}
    </>
  );
  const className = classes(ITEM, isDangerous && "text-bad-ink data-highlighted:bg-bad-wash");
  if (href !== undefined) {
    const link = <Link href={href} aria-current={isCurrent ? "page" : undefined} />;
    return (
      <Base.LinkItem closeOnClick render={link} className={className}>
        {content}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item
      className={className}
      {...(disabled !== undefined && { disabled })}
      {...(onSelect && { onClick: () => onSelect() })}
    >
      {content}
    </Base.Item>
  );
}

interface MenuGroupProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function MenuGroup({ label, children }: MenuGroupProps) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-2 pb-1 text-12 font-medium text-ink-faint">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

interface MenuChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: ReactNode }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, chosen inside a menu. */
export function MenuChoice<Value extends string>({ label, value, options, onChange }: MenuChoiceProps<Value>) {
  return (
    <MenuGroup label={label}>
      <Base.RadioGroup value={value} onValueChange={onChange}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={ITEM}>
            {option.icon}
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            <Base.RadioItemIndicator>
              <Check size={16} aria-hidden="true" className="text-accent-ink" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </MenuGroup>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 border-t border-line" />;
}

"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Dot } from "./badge.tsx";
import { classes } from "./classes.ts";
import type { Hue } from "./hues.ts";
import { LinkPending } from "./link-pending.tsx";
import { Tooltip } from "./tooltip.tsx";

export interface NavigationItem {
  readonly href: string;
  readonly label: string;
  /** 16 px. */
  readonly icon: ReactNode;
  /** A dot, where it helps to tell systems apart. */
  readonly hue?: Hue;
  /** How many wait there. */
  readonly count?: number;
  /** True for a place whose address begins those of its neighbours: it is current only at exactly that address. */
  readonly isExact?: boolean;
  /** Where its own pages are, when they do not lie below its address or that address is exact. */
  readonly below?: string;
  /** A document of its own, which a link of the app would not load. */
  readonly isDocument?: boolean;
}

export interface NavigationGroup {
  readonly label?: string;
  readonly items: readonly NavigationItem[];
}

interface FrameNavigationProps {
  readonly label: string;
  readonly groups: readonly NavigationGroup[];
  readonly isCollapsed: boolean;
}

export function FrameNavigation({ label, groups, isCollapsed }: FrameNavigationProps) {
  return (
    <nav aria-label={label} className="grid content-start gap-4 overflow-y-auto p-3">
      {groups.map((group, index) => (
        <div key={group.label ?? index}>
          {group.label !== undefined && (
            <h2 className={isCollapsed ? "sr-only" : "px-2 pb-1 text-12 font-medium text-ink-faint"}>{group.label}</h2>
          )}
          <ul className="grid gap-0.5">
            {group.items.map((item) => (
              <li key={item.href}>
                <Entry item={item} isCollapsed={isCollapsed} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Entry({ item, isCollapsed }: { readonly item: NavigationItem; readonly isCollapsed: boolean }) {
  const { href, label, icon, hue, count, isDocument = false } = item;
  const Anchor = isDocument ? "a" : Link;
  const isCurrent = isAt(usePathname(), item);
  const link = (
    <Anchor
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      {...(isCollapsed && { "aria-label": label })}
      className={classes(
        "flex h-10 items-center rounded-control text-14 transition-colors hover:bg-well hover:text-ink md:h-8",
        isCollapsed ? "justify-center" : "gap-2.5 px-2",
        isCurrent ? "bg-well font-medium text-ink" : "text-ink-soft",
      )}
    >
      {isDocument ? icon : <LinkPending>{icon}</LinkPending>}
      {!isCollapsed && (
        <>
          <span className="min-w-0 flex-1 truncate">{label}</span>
          {count !== undefined && <span className="text-12 text-ink-faint tabular-nums">{count}</span>}
          {hue && <Dot hue={hue} />}
        </>
      )}
    </Anchor>
  );
  return isCollapsed ? (
    <Tooltip text={label} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}

function isAt(path: string, { href, isExact = false, below = isExact ? undefined : href }: NavigationItem): boolean {
  return path === href || (below !== undefined && path.startsWith(`${below}/`));
}

import type { MouseEventHandler, ReactNode } from "react";
import { type ButtonLook, type ButtonSize, LOOK, SHAPE, SIZE } from "./button-look.ts";
import { classes } from "./classes.ts";

export interface ButtonAnchorProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  /** 16 px, before the words. */
  readonly icon?: ReactNode;
  /** Of the page it leads to, when that is another than this one's. */
  readonly language?: string | undefined;
  /** Where the person is: that very page, or the part of the site that it is in. */
  readonly current?: "page" | "true" | undefined;
  readonly className?: string | undefined;
  /** For a page that can do the same without loading another. */
  readonly onClick?: MouseEventHandler<HTMLAnchorElement>;
}

/** Looks like a button and loads another page. Needs no script, so a page that has these alone loads none for them. */
export function ButtonAnchor({
  href,
  children,
  look = "secondary",
  size = "medium",
  icon,
  language,
  current,
  className,
  onClick,
}: ButtonAnchorProps) {
  return (
    <a
      href={href}
      hrefLang={language}
      lang={language}
      aria-current={current}
      onClick={onClick}
      className={classes(SHAPE, SIZE[size], LOOK[look], "aria-[current]:text-ink", className)}
    >
      {icon}
      {children}
    </a>
  );
}

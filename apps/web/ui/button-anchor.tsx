import type { ReactNode } from "react";
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
  readonly className?: string | undefined;
}

/** Looks like a button and loads another page. Needs no script, so a page that has these alone loads none for them. */
export function ButtonAnchor({
  href,
  children,
  look = "secondary",
  size = "medium",
  icon,
  language,
  className,
}: ButtonAnchorProps) {
  return (
    <a href={href} hrefLang={language} lang={language} className={classes(SHAPE, SIZE[size], LOOK[look], className)}>
      {icon}
      {children}
    </a>
  );
}

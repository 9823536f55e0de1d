import Link from "next/link";
import type { ReactNode } from "react";
import { type ButtonLook, type ButtonSize, LOOK, SHAPE, SIZE } from "./button-look.ts";
import { classes } from "./classes.ts";

interface ButtonLinkProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  /** 16 px, before the words. */
  readonly icon?: ReactNode;
  /** A full page load instead of a change within the page, for where the page itself may be what failed. */
  readonly reload?: boolean;
  /** Of the page it leads to, when that is another than this one's. */
  readonly language?: string;
  readonly className?: string;
}

/** Looks like a button and goes somewhere. */
export function ButtonLink({
  href,
  children,
  look = "secondary",
  size = "medium",
  icon,
  reload = false,
  language,
  className,
}: ButtonLinkProps) {
  const all = classes(SHAPE, SIZE[size], LOOK[look], className);
  return reload ? (
    <a href={href} hrefLang={language} lang={language} className={all}>
      {icon}
      {children}
    </a>
  ) : (
    <Link href={href} className={all}>
      {icon}
      {children}
    </Link>
  );
}

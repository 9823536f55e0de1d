import Link from "next/link";
import type { ReactNode } from "react";
import { type ButtonLook, LOOK, SHAPE } from "./button-look.ts";
import { classes } from "./classes.ts";

interface ButtonLinkProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly look?: ButtonLook;
  /** A full page load instead of a change within the page, for where the page itself may be what failed. */
  readonly reload?: boolean;
  readonly className?: string;
}

/** Looks like a button and goes somewhere. */
export function ButtonLink({ href, children, look = "secondary", reload = false, className }: ButtonLinkProps) {
  const all = classes(SHAPE, LOOK[look], className);
  return reload ? (
    <a href={href} className={all}>
      {children}
    </a>
  ) : (
    <Link href={href} className={all}>
      {children}
    </Link>
  );
}

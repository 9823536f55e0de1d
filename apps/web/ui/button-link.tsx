import Link from "next/link";
import { ButtonAnchor, type ButtonAnchorProps } from "./button-anchor.tsx";
import { LOOK, SHAPE, SIZE } from "./button-look.ts";
import { classes } from "./classes.ts";

interface ButtonLinkProps extends ButtonAnchorProps {
  /** A full page load instead of a change within the page, for where the page itself may be what failed. */
  readonly reload?: boolean;
}

/** Looks like a button and goes somewhere within the app. Public pages, which load nothing of it, have `ButtonAnchor`. */
export function ButtonLink({ reload = false, ...anchor }: ButtonLinkProps) {
  if (reload) return <ButtonAnchor {...anchor} />;
  const { href, children, look = "secondary", size = "medium", icon, current, className } = anchor;
  return (
    <Link href={href} aria-current={current} className={classes(SHAPE, SIZE[size], LOOK[look], className)}>
      {icon}
      {children}
    </Link>
  );
}

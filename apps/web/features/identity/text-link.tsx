import Link from "next/link";
import type { ReactNode } from "react";

const LOOK = "rounded-control font-medium text-accent-ink underline decoration-from-font underline-offset-4";

interface TextLinkProps {
  readonly href: string;
  readonly children: ReactNode;
  /** Opens apart, and says so: for what is read in the middle of a form. */
  readonly apart?: string;
}

export function TextLink({ href, children, apart }: TextLinkProps) {
  if (apart === undefined) {
    return (
      <Link href={href} className={LOOK}>
        {children}
      </Link>
    );
  }
  return (
    <a href={href} target="_blank" rel="noopener" className={LOOK}>
      {children}
      <span className="sr-only"> {apart}</span>
    </a>
  );
}

/** For what looks like a link and does something on this page. */
export function TextButton({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" onClick={onClick} className={LOOK}>
      {children}
    </button>
  );
}

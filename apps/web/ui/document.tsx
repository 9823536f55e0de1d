import type { ReactNode } from "react";
import { fontVariables } from "./fonts.ts";
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has nothing to assign
import "./base.css";

interface DocumentProps {
  /** BCP 47. */
  readonly language: string;
  readonly children: ReactNode;
}

/** The document around every page, with our fonts and styles. */
export function Document({ language, children }: DocumentProps) {
  return (
    <html lang={language} className={fontVariables}>
      <body>{children}</body>
    </html>
  );
}

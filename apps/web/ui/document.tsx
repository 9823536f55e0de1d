import type { ReactNode } from "react";
import { fontVariables } from "./fonts.ts";
import type { Theme } from "./theme.ts";
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has nothing to assign
import "./base.css";

interface DocumentProps {
  /** BCP 47. */
  readonly language: string;
  /** What the person chose, where the server knows it. */
  readonly theme?: Theme;
  /** What belongs into the head and must be there before anything is painted. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
}

/** The document around every page, with our fonts and styles. */
export function Document({ language, theme = "system", head, children }: DocumentProps) {
  return (
    // A script may have set the theme before React looks.
    <html
      lang={language}
      data-theme={theme === "system" ? undefined : theme}
      className={fontVariables}
      suppressHydrationWarning
    >
      {/* oxlint-disable-next-line next/no-head-element -- the root layout of the app router renders it */}
      {head !== undefined && <head>{head}</head>}
      <body>{children}</body>
    </html>
  );
}

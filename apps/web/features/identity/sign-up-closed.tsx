import { ButtonLink } from "../../ui/button-link.tsx";
import type { SignUpGuardCopy } from "./copy/sign-up-guard.ts";
import { EntryHeading } from "./entry-heading.tsx";
import { withNext } from "./next-path.ts";

/** In place of the form while operators take no new accounts. */
export function SignUpClosed({ copy, next }: { readonly copy: SignUpGuardCopy; readonly next: string }) {
  return (
    <>
      <EntryHeading title={copy.closedTitle}>{copy.closedText}</EntryHeading>
      <ButtonLink href={withNext("/sign-in", next)} look="primary">
        {copy.closedNext}
      </ButtonLink>
    </>
  );
}

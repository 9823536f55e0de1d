import type { Metadata } from "next";
import { getCopy } from "../../copy.ts";
import { StatePage } from "../../features/ops-safety/state-page.tsx";
import { defaultLanguage } from "../../languages.ts";
import { ButtonLink } from "../../ui/button-link.tsx";

const { opsSafety: copy } = getCopy(defaultLanguage);

export const metadata: Metadata = { title: copy.notFound.title };

export default function NotFound() {
  return (
    <StatePage
      state={copy.notFound}
      words={copy}
      actions={
        <>
          <ButtonLink href="/home" look="primary">
            {copy.notFound.action}
          </ButtonLink>
          <ButtonLink href="/">{copy.notFound.otherAction}</ButtonLink>
        </>
      }
    />
  );
}

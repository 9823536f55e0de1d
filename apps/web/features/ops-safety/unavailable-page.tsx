import { currentRequestId } from "../../api-server.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import type { OpsSafetyCopy } from "./copy.ts";
import { answerWith } from "./responses.ts";
import { StatePage } from "./state-page.tsx";

interface UnavailablePageProps {
  readonly copy: OpsSafetyCopy;
  /** Where trying again leads: the page that could not be made. */
  readonly path: string;
}

/** For a page whose data the API did not give, instead of an error: nothing of ours broke, and a reload may do. */
export async function UnavailablePage({ copy, path }: UnavailablePageProps) {
  answerWith(503);
  return (
    <StatePage
      state={copy.unavailable}
      words={copy}
      quote={await currentRequestId()}
      actions={
        <>
          <ButtonLink href={path} look="primary" reload>
            {copy.unavailable.action}
          </ButtonLink>
          <ButtonLink href="/">{copy.unavailable.otherAction}</ButtonLink>
        </>
      }
    />
  );
}

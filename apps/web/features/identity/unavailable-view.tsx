import { currentRequestId } from "../../api-server.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import type { OpsSafetyCopy } from "../ops-safety/copy.ts";
import { answerWith } from "../ops-safety/responses.ts";
import { EntryFooter, EntryHeading } from "./entry-heading.tsx";

interface UnavailableViewProps {
  readonly copy: OpsSafetyCopy;
  /** Where trying again leads. */
  readonly path: string;
}

/** What UnavailablePage says, inside the narrow page through which people come in. */
export async function UnavailableView({ copy, path }: UnavailableViewProps) {
  answerWith(503);
  const quote = await currentRequestId();
  return (
    <>
      <EntryHeading title={copy.unavailable.title}>
        {copy.unavailable.happened} {copy.unavailable.next}
      </EntryHeading>
      <ButtonLink href={path} look="primary" reload>
        {copy.unavailable.action}
      </ButtonLink>
      {quote !== undefined && (
        <EntryFooter>
          {copy.quote}: <code className="font-mono text-13 text-ink-soft select-all">{quote}</code>
        </EntryFooter>
      )}
    </>
  );
}

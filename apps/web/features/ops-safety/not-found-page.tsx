import { getCopy } from "../../copy.ts";
import { sitePath } from "../../languages.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { visitorLanguage } from "../../visitor.ts";
import { answerWith } from "./responses.ts";
import { StatePage } from "./state-page.tsx";

/**
 * For what is not there, or must not be known to be. A page returns it; `notFound()` would send an empty document that
 * only a script fills, in no language.
 */
export async function NotFoundPage() {
  const language = await visitorLanguage();
  const { opsSafety: copy } = getCopy(language);
  answerWith(404);
  return (
    <StatePage
      state={copy.notFound}
      words={copy}
      actions={
        <>
          <ButtonLink href="/home" look="primary">
            {copy.notFound.action}
          </ButtonLink>
          <ButtonLink href={sitePath(language, "/")} reload>
            {copy.notFound.otherAction}
          </ButtonLink>
        </>
      }
    />
  );
}

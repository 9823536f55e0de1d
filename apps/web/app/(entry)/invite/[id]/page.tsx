import type { Metadata } from "next";
import { ApiProblem, asProblem } from "../../../../api.ts";
import { getCopy } from "../../../../copy.ts";
import { NothingForYou, ReceivedInvitationView, StrangerView } from "../../../../features/identity/invitation-view.tsx";
import { findInvitation, findMe } from "../../../../features/identity/session.ts";
import { UnavailableView } from "../../../../features/identity/unavailable-view.tsx";
import { invitationPath } from "../../../../features/identity/workspaces.ts";
import { answerWith } from "../../../../features/ops-safety/responses.ts";
import { visitorLanguage } from "../../../../visitor.ts";

/** The same for every id, so that it tells nothing. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).identity.invitation.page };
}

export default async function InvitationPage({ params }: PageProps<"/invite/[id]">) {
  const { id } = await params;
  const language = await visitorLanguage();
  const { identity: copy, opsSafety } = getCopy(language);
  const me = await findMe().catch(asProblem);
  if (me === undefined) return <StrangerView copy={copy.invitation} path={invitationPath(id)} />;
  const invitation = me instanceof ApiProblem ? me : await findInvitation(id).catch(asProblem);
  if (me instanceof ApiProblem || invitation instanceof ApiProblem) {
    return <UnavailableView copy={opsSafety} path={invitationPath(id)} />;
  }
  const { email } = me.person;
  if (invitation === undefined) {
    answerWith(404);
    return <NothingForYou copy={copy} state={opsSafety.notFound} email={email} />;
  }
  return <ReceivedInvitationView invitation={invitation} email={email} copy={copy} language={language} />;
}

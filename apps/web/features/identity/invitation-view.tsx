import { fill, type Language } from "../../languages.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Time } from "../../ui/time.tsx";
import type { IdentityCopy } from "./copy.ts";
import type { InvitationCopy } from "./copy/invitations.ts";
import { EntryFooter, EntryHeading } from "./entry-heading.tsx";
import { InvitationAnswer } from "./invitation-answer.tsx";
import { HOME, withNext } from "./next-path.ts";
import { OtherAccount } from "./other-account.tsx";
import { isBuiltIn, roleWord } from "./roles.ts";
import { TextLink } from "./text-link.tsx";
import type { ReceivedInvitation } from "./workspaces.ts";

interface StrangerViewProps {
  readonly copy: InvitationCopy;
  readonly path: string;
}

/** For whoever is not signed in: the same for every id, and no word on whether there is an invitation. */
export function StrangerView({ copy: { stranger }, path }: StrangerViewProps) {
  return (
    <>
      <EntryHeading title={stranger.title}>{stranger.lead}</EntryHeading>
      <div className="grid gap-3">
        <ButtonLink href={withNext("/sign-in", path)} look="primary">
          {stranger.signIn}
        </ButtonLink>
        <ButtonLink href={withNext("/sign-up", path)}>{stranger.signUp}</ButtonLink>
      </div>
      <EntryFooter>{stranger.hint}</EntryFooter>
    </>
  );
}

interface ReceivedInvitationViewProps {
  readonly invitation: ReceivedInvitation;
  readonly email: string;
  readonly copy: IdentityCopy;
  readonly language: Language;
}

/** For the person it was sent to. */
export function ReceivedInvitationView({ invitation, email, copy, language }: ReceivedInvitationViewProps) {
  const { invitation: words, roles, roleHelp, failures } = copy;
  const { id, workspaceName, inviterName, role, roleName, expiresAt } = invitation;
  const facts = [
    [words.role, roleWord(role, roleName, roles), isBuiltIn(role) ? roleHelp[role] : undefined],
    [words.sentTo, email],
    [words.expires, <Time key="at" at={expiresAt} language={language} />],
  ] as const;
  return (
    <>
      <div className="mb-4">
        <Avatar name={workspaceName} size="large" isSquare />
      </div>
      <EntryHeading title={fill(words.title, { workspace: workspaceName })}>
        {fill(words.lead, { inviter: inviterName })}
      </EntryHeading>
      <dl className="mb-8 divide-y divide-line border-y border-line text-14">
        {facts.map(([term, fact, detail]) => (
          <div key={term} className="grid grid-cols-[8rem_minmax(0,1fr)] gap-3 py-2.5">
            <dt className="text-ink-faint">{term}</dt>
            <dd className="[overflow-wrap:anywhere] text-ink">
              {fact}
              {detail !== undefined && <span className="block text-13 text-ink-faint">{detail}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <InvitationAnswer invitation={{ id, workspaceName, inviterName }} copy={words} failures={failures} />
      <EntryFooter>
        <TextLink href={HOME}>{words.later}</TextLink>
      </EntryFooter>
    </>
  );
}

interface NothingForYouProps {
  readonly copy: IdentityCopy;
  /** What every page that is not found says. */
  readonly state: { readonly title: string; readonly happened: string; readonly action: string };
  readonly email: string;
}

/** For somebody else, and for every id that nobody has: not found, and the way to another account. */
export function NothingForYou({ copy: { invitation: words, frame }, state, email }: NothingForYouProps) {
  return (
    <>
      <EntryHeading title={state.title}>{state.happened}</EntryHeading>
      <p className="mb-5 text-14 [overflow-wrap:anywhere] text-ink-soft">{fill(words.signedInAs, { email })}</p>
      <div className="grid gap-3">
        <OtherAccount label={words.otherAccount} leaving={words.leaving} copy={frame} />
        <ButtonLink href={HOME} look="quiet">
          {state.action}
        </ButtonLink>
      </div>
    </>
  );
}

import { can } from "@ninefold/identity/permissions";
import { ApiProblem, asProblem } from "../../api.ts";
import { fillCount, type Language } from "../../languages.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { DeniedState } from "../../ui/denied-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import type { IdentityCopy } from "./copy.ts";
import { MembersTable } from "./members-table.tsx";
import { OpenInvitations } from "./open-invitations.tsx";
import { listInvitations, listMembers, rolesToChoose } from "./read.ts";
import { TextLink } from "./text-link.tsx";
import { type Member, membersPath, type Workspace } from "./workspaces.ts";

interface MembersSectionProps {
  readonly workspace: Workspace;
  readonly meId: string;
  readonly after: string | undefined;
  readonly copy: IdentityCopy;
  readonly language: Language;
}

/** The people of a workspace, and who can change them when the person who looks can not. */
export async function MembersSection({ workspace, meId, after, copy, language }: MembersSectionProps) {
  const [page, grants] = await Promise.all([
    listMembers(workspace.id, after).catch(asProblem),
    rolesToChoose(workspace.id),
  ]);
  const { members: words, roles, roleHelp, failures } = copy;
  const path = membersPath(workspace.slug);
  if (page instanceof ApiProblem) return <Failed problem={page} title={words.failed} copy={copy} path={path} />;

  const { members, nextCursor } = page;
  const isWhole = nextCursor === null && after === undefined;
  return (
    <>
      <MembersTable
        members={members}
        workspace={workspace}
        meId={meId}
        grants={grants}
        copy={words}
        roles={roles}
        roleHelp={roleHelp}
        failures={failures}
        footer={
          isWhole ? (
            <span className="tabular-nums">{fillCount(language, words.count, members.length)}</span>
          ) : (
            <>
              {after !== undefined && <TextLink href={path}>{words.first}</TextLink>}
              {nextCursor !== null && (
                <TextLink href={`${path}?after=${encodeURIComponent(nextCursor)}`}>{words.more}</TextLink>
              )}
            </>
          )
        }
      />
      {!can(workspace, "member:manage") && (
        <DeniedState title={words.denied.title} grantedBy={managers(members, language) || words.denied.managers}>
          {words.denied.text}
        </DeniedState>
      )}
    </>
  );
}

interface InvitationsSectionProps {
  readonly workspace: Workspace;
  readonly copy: IdentityCopy;
}

export async function InvitationsSection({ workspace, copy }: InvitationsSectionProps) {
  const invitations = await listInvitations(workspace.id).catch(asProblem);
  const { members: words, roles, failures } = copy;
  if (invitations instanceof ApiProblem) {
    return <Failed problem={invitations} title={words.pending.failed} copy={copy} path={membersPath(workspace.slug)} />;
  }
  return (
    <OpenInvitations
      workspaceId={workspace.id}
      invitations={invitations}
      copy={words.pending}
      roles={roles}
      failures={failures}
    />
  );
}

interface FailedProps {
  readonly problem: ApiProblem;
  readonly title: string;
  readonly copy: IdentityCopy;
  readonly path: string;
}

function Failed({ problem, title, copy: { members: words }, path }: FailedProps) {
  return (
    <ErrorState
      title={title}
      quote={problem.requestId}
      action={
        <ButtonLink href={path} reload>
          {words.retry}
        </ButtonLink>
      }
    >
      {words.failedText}
    </ErrorState>
  );
}

const MANAGERS_NAMED = 3;

/** Whom to ask, by name: owners first. */
function managers(members: readonly Member[], language: Language): string {
  const found = (["owner", "admin"] as const).flatMap((role) => members.filter((member) => member.role === role));
  const names = found.slice(0, MANAGERS_NAMED).map(({ person }) => person.name);
  return new Intl.ListFormat(language, { type: "disjunction" }).format(names);
}

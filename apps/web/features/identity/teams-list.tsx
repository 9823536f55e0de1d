"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Select } from "../../ui/select.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { SettingsCopy } from "./copy/settings.ts";
import { addTeamMember, removeTeam, removeTeamMember } from "./settings-actions.ts";
import { TeamForm } from "./team-form.tsx";
import type { Member, Team, Workspace } from "./workspaces.ts";

interface TeamsView {
  readonly workspace: Workspace;
  readonly members: readonly Member[];
  readonly mayManage: boolean;
  readonly copy: SettingsCopy;
  readonly failures: FailureCopy;
}

interface TeamsListProps extends TeamsView {
  readonly teams: readonly Team[];
}

export function TeamsList({ teams, ...view }: TeamsListProps) {
  return (
    <ul className="grid gap-4">
      {teams.map((team) => (
        <li key={team.id} className="rounded-panel border border-line bg-panel">
          <OneTeam team={team} {...view} />
        </li>
      ))}
    </ul>
  );
}

function OneTeam({ team, workspace, members, mayManage, copy, failures }: TeamsView & { readonly team: Team }) {
  const { teams: words } = copy;
  const router = useRouter();
  const toast = useToast();
  const [isRenaming, setRenaming] = useState(false);
  const ref = { workspaceId: workspace.id, teamId: team.id };
  const codes = { "identity.team_not_found": words.gone, "identity.member_not_found": words.gone };
  const within = team.memberIds.flatMap((id) => members.filter(({ person }) => person.id === id));
  const without = members.filter(({ person }) => !team.memberIds.includes(person.id));

  async function change(work: Promise<string | undefined>): Promise<void> {
    const refusal = await work;
    if (refusal === undefined) router.refresh();
    else toast({ tone: "bad", title: words.notChanged, text: refusal });
  }

  return (
    <>
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 sm:px-6">
        <h2 className="min-w-0 text-16 font-semibold [overflow-wrap:anywhere] text-ink">{team.name}</h2>
        {mayManage && (
          <div className="flex gap-2">
            <Dialog
              trigger={
                <Button look="quiet" size="small" aria-label={fill(words.renameOne, { team: team.name })}>
                  {words.rename}
                </Button>
              }
              title={fill(words.renameOne, { team: team.name })}
              open={isRenaming}
              onOpenChange={setRenaming}
            >
              <TeamForm {...{ workspace, team, copy, failures }} onDone={() => setRenaming(false)} />
            </Dialog>
            <AlertDialog
              trigger={
                <Button look="quiet" size="small" aria-label={fill(words.removeOne, { team: team.name })}>
                  {words.remove}
                </Button>
              }
              title={`${fill(words.removeOne, { team: team.name })}?`}
              confirm={words.remove}
              confirming={words.removing}
              onConfirm={async () => {
                const refusal = await removeTeam(ref, { codes, failures });
                if (refusal === undefined) {
                  toast({ title: fill(words.removed, { team: team.name }) });
                  router.refresh();
                }
                return refusal;
              }}
            >
              {words.removeText}
            </AlertDialog>
          </div>
        )}
      </header>
      {within.length === 0 && <p className="px-4 pb-4 text-14 text-ink-faint sm:px-6">{words.nobody}</p>}
      {within.length > 0 && (
        <ul className="divide-y divide-line border-t border-line">
          {within.map(({ person }) => (
            <li key={person.id} className="flex items-center gap-3 px-4 py-2 sm:px-6">
              <Avatar name={person.name} seed={person.id} src={person.pictureUrl} size="small" />
              <span className="min-w-0 flex-1 text-14 [overflow-wrap:anywhere] text-ink">{person.name}</span>
              {mayManage && (
                <IconButton
                  label={fill(words.takeOut, { name: person.name, team: team.name })}
                  icon={<X size={16} aria-hidden="true" />}
                  onClick={() => void change(removeTeamMember(ref, person.id, { codes, failures }))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayManage && without.length > 0 && (
        <div className="border-t border-line px-4 py-3 sm:px-6">
          {/* Made anew with each change, so that it asks again. */}
          <Select
            key={team.memberIds.join()}
            aria-label={fill(words.addOne, { team: team.name })}
            placeholder={words.add}
            options={without.map(({ person }) => ({ value: person.id, label: person.name, help: person.email }))}
            onChange={(userId) => void change(addTeamMember(ref, userId, { codes, failures }))}
            className="w-full sm:w-64"
          />
        </div>
      )}
    </>
  );
}

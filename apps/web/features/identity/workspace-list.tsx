import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Avatar } from "../../ui/avatar.tsx";
import { LinkPending } from "../../ui/link-pending.tsx";
import { type RoleWords, roleWord } from "./roles.ts";
import { type Workspace, workspacePath } from "./workspaces.ts";

interface WorkspaceListProps {
  readonly title: string;
  readonly workspaces: readonly Workspace[];
  readonly roles: RoleWords;
}

export function WorkspaceList({ title, workspaces, roles }: WorkspaceListProps) {
  return (
    <section className="overflow-hidden rounded-panel border border-line bg-panel">
      <h2 className="flex items-baseline gap-2 px-4 py-4 text-16 font-semibold text-ink sm:px-6 sm:pt-6">
        {title}
        <span className="text-13 font-normal text-ink-faint tabular-nums">{workspaces.length}</span>
      </h2>
      <ul className="divide-y divide-line border-t border-line">
        {workspaces.map(({ id, slug, name, role, roleName, pictureUrl }) => (
          <li key={id}>
            <Link
              href={workspacePath(slug)}
              className="group flex items-center gap-3 px-4 py-3 transition-colors hover:bg-well focus-visible:-outline-offset-2 sm:px-6"
            >
              <Avatar name={name} seed={id} src={pictureUrl} isSquare />
              <span className="min-w-0 flex-1">
                <span className="block font-medium text-ink">{name}</span>
                <span className="block truncate font-mono text-12 text-ink-faint">{workspacePath(slug)}</span>
              </span>
              <span className="text-13 text-ink-soft">{roleWord(role, roleName, roles)}</span>
              <span className="text-ink-faint group-hover:text-ink">
                <LinkPending>
                  <ChevronRight size={16} aria-hidden="true" />
                </LinkPending>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

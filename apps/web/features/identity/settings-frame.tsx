import { can } from "@ninefold/identity/permissions";
import Link from "next/link";
import type { ReactNode } from "react";
import { getCopy } from "../../copy.ts";
import { fill } from "../../languages.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { classes } from "../../ui/classes.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { visitorLanguage } from "../../visitor.ts";
import { AppFrame } from "./app-frame.tsx";
import type { SettingsCopy } from "./copy/settings.ts";
import { readWaysIn } from "./read.ts";
import { type Me, membersPath, settingsPath, type Workspace } from "./workspaces.ts";

interface SettingsFrameProps {
  readonly me: Me;
  readonly workspace: Workspace;
  /** The path of this part. */
  readonly at: string;
  readonly children: ReactNode;
}

/** Two levels: the parts of a workspace's settings, and one of them. */
export async function SettingsFrame({ me, workspace, at, children }: SettingsFrameProps) {
  const { identity, workflows } = getCopy(await visitorLanguage());
  const { settings: copy, singleSignOn, keys } = identity;
  const { ways } = await readWaysIn();
  const { slug } = workspace;
  const parts = [
    [settingsPath(slug), copy.general],
    [membersPath(slug), copy.people],
    [settingsPath(slug, "teams"), copy.teams.title],
    [settingsPath(slug, "roles"), copy.ownRoles.title],
    ...(ways.apiKeys && can(workspace, "key:manage") ? [[settingsPath(slug, "keys"), keys.title] as const] : []),
    ...(ways.domains && can(workspace, "sign-in:manage")
      ? [[settingsPath(slug, "sign-in"), singleSignOn.settings.title] as const]
      : []),
    ...(can(workspace, "run:read") ? [[settingsPath(slug, "runs"), workflows.own.title] as const] : []),
  ] as const;
  return (
    <AppFrame me={me} workspace={workspace}>
      <PageHeader title={copy.title} lead={fill(copy.lead, { workspace: workspace.name })} />
      <div className="mt-8 grid grid-cols-1 items-start gap-6 lg:grid-cols-[12rem_minmax(0,1fr)] lg:gap-10">
        <nav aria-label={copy.sections}>
          <ul className="flex flex-wrap gap-1 lg:grid">
            {parts.map(([href, label]) => (
              <li key={href}>
                <Link
                  href={href}
                  {...(href === at && { "aria-current": "page" as const })}
                  className={classes(
                    "flex min-h-10 items-center rounded-control px-3 text-14 transition-colors",
                    href === at ? "bg-well font-medium text-ink" : "text-ink-soft hover:bg-well hover:text-ink",
                  )}
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="grid min-w-0 grid-cols-1 gap-8">{children}</div>
      </div>
    </AppFrame>
  );
}

interface SettingsFailedProps {
  readonly copy: SettingsCopy;
  readonly path: string;
  readonly quote: string | undefined;
}

export function SettingsFailed({ copy, path, quote }: SettingsFailedProps) {
  return (
    <ErrorState
      title={copy.failed}
      quote={quote}
      action={
        <ButtonLink href={path} reload>
          {copy.retry}
        </ButtonLink>
      }
    >
      {copy.failedText}
    </ErrorState>
  );
}

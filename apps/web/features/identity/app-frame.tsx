import Link from "next/link";
import type { ReactNode } from "react";
import { Mark } from "../../ui/mark.tsx";
import type { FrameCopy } from "./copy.ts";
import { SignOutButton } from "./sign-out-button.tsx";
import { WorkspaceSwitcher } from "./workspace-switcher.tsx";
import type { Me, Workspace } from "./workspaces.ts";

interface AppFrameProps {
  readonly me: Me;
  readonly copy: FrameCopy;
  /** The workspace in the address, where there is one. */
  readonly workspace?: Workspace;
  readonly children: ReactNode;
}

/** Who and where the person is, above every page that is theirs. */
export function AppFrame({ me, copy, workspace, children }: AppFrameProps) {
  return (
    <>
      <a
        href="#content"
        className="sr-only rounded-control bg-accent px-3 py-2 text-14 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-30"
      >
        {copy.skipToContent}
      </a>
      <header className="border-b border-line bg-panel">
        <div className="relative mx-auto flex h-14 max-w-page items-center gap-2 px-4 sm:px-6">
          <Link
            href="/home"
            aria-label={copy.home}
            className="-ml-2 grid size-9 shrink-0 place-items-center rounded-control text-ink"
          >
            <Mark />
          </Link>
          {workspace !== undefined && (
            <>
              <span aria-hidden="true" className="text-ink-faint">
                /
              </span>
              <WorkspaceSwitcher current={workspace} workspaces={me.workspaces} copy={copy} />
            </>
          )}
          <div className="-mr-4 ml-auto flex min-w-0 shrink-0 items-center gap-2">
            <span className="hidden max-w-56 truncate text-13 text-ink-soft md:block">{me.person.email}</span>
            <SignOutButton copy={copy} />
          </div>
        </div>
      </header>
      <main id="content" className="mx-auto max-w-page px-4 py-8 sm:px-6 sm:py-12">
        {children}
      </main>
    </>
  );
}

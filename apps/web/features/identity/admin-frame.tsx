import { Activity, BookOpen, CalendarClock, Flag, ListChecks, Plug, Power } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { getCopy } from "../../copy.ts";
import { AdminFrame as Frame } from "../../ui/admin-frame.tsx";
import { hasCollapsedNavigation, visitorLanguage } from "../../visitor.ts";
import { AccountMenu } from "./account-menu.tsx";
import { paletteCopyOf, placesOf } from "./app-frame.tsx";
import { Palette, PaletteButton } from "./palette/palette.tsx";
import { hasSignIn, readWaysIn } from "./read.ts";
import type { Me } from "./workspaces.ts";

interface AdminFrameProps {
  readonly me: Me;
  readonly children: ReactNode;
}

/** Around every page of operators. */
export async function AdminFrame({ me, children }: AdminFrameProps) {
  const [isCollapsed, places, language] = await Promise.all([
    hasCollapsedNavigation(),
    placesOf(me),
    visitorLanguage(),
  ]);
  const { identity, opsSafety, workflows } = getCopy(language);
  const { frame, system } = identity;
  const { switches, dependencies, flags, runbooks } = opsSafety.admin;
  return (
    <Palette {...places} workspaces={me.workspaces} current={undefined} copy={paletteCopyOf(frame)}>
      <Frame
        place={system.place}
        leave={
          <Link href="/home" className="shrink-0 rounded-control underline underline-offset-4">
            {system.leave}
          </Link>
        }
        home={{ href: "/home", label: frame.home }}
        isCollapsed={isCollapsed}
        navigation={[
          {
            items: [
              {
                href: "/admin",
                label: frame.places.status,
                icon: <Activity size={16} aria-hidden="true" />,
                isExact: true,
              },
              { href: "/admin/dependencies", label: dependencies.title, icon: <Plug size={16} aria-hidden="true" /> },
              { href: "/admin/runs", label: workflows.runs.title, icon: <ListChecks size={16} aria-hidden="true" /> },
              {
                href: "/admin/schedules",
                label: workflows.schedules.title,
                icon: <CalendarClock size={16} aria-hidden="true" />,
              },
              { href: "/admin/switches", label: switches.title, icon: <Power size={16} aria-hidden="true" /> },
              { href: "/admin/flags", label: flags.title, icon: <Flag size={16} aria-hidden="true" /> },
              { href: "/admin/runbooks", label: runbooks.title, icon: <BookOpen size={16} aria-hidden="true" /> },
            ],
          },
        ]}
        search={{
          wide: <PaletteButton copy={frame.palette} />,
          narrow: <PaletteButton copy={frame.palette} isIcon />,
        }}
        account={<AccountMenu person={me.person} copy={frame} canLeave={hasSignIn(await readWaysIn())} />}
      >
        {children}
      </Frame>
    </Palette>
  );
}

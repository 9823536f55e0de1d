import { Activity } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { getCopy } from "../../copy.ts";
import { AdminFrame as Frame } from "../../ui/admin-frame.tsx";
import { hasCollapsedNavigation, visitorLanguage } from "../../visitor.ts";
import { AccountMenu } from "./account-menu.tsx";
import type { Me } from "./workspaces.ts";

interface AdminFrameProps {
  readonly me: Me;
  readonly children: ReactNode;
}

/** Around every page of operators. */
export async function AdminFrame({ me, children }: AdminFrameProps) {
  const [language, isCollapsed] = await Promise.all([visitorLanguage(), hasCollapsedNavigation()]);
  const { frame, system } = getCopy(language).identity;
  return (
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
            { href: "/admin", label: frame.system, icon: <Activity size={16} aria-hidden="true" />, isExact: true },
          ],
        },
      ]}
      account={<AccountMenu person={me.person} copy={frame} />}
    >
      {children}
    </Frame>
  );
}

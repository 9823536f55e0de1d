import { headers } from "next/headers";
import type { ReactNode } from "react";
import { hasContent } from "../../content.ts";
import { getCopy } from "../../copy.ts";
import { readEnv } from "../../env.ts";
import { sitePath } from "../../languages.ts";
import { AppFrame as Frame } from "../../ui/app-frame.tsx";
import { hasCollapsedNavigation, visitorLanguage } from "../../visitor.ts";
import { hasConsole } from "../dev/allowed.ts";
import { Bell } from "../notifications/bell.tsx";
import { AccountMenu } from "./account-menu.tsx";
import type { FrameCopy } from "./copy/frame.ts";
import { navigationOf } from "./navigation.tsx";
import { Palette, PaletteButton } from "./palette/palette.tsx";
import { hasSignIn, readWaysIn } from "./read.ts";
import { StepUp } from "./step-up.tsx";
import { WorkspaceMenu } from "./workspace-menu.tsx";
import type { Me, Workspace } from "./workspaces.ts";

interface AppFrameProps {
  readonly me: Me;
  /** The workspace in the address, where there is one. */
  readonly workspace?: Workspace;
  readonly children: ReactNode;
}

/** Who and where the person is, around every page that is theirs. */
export async function AppFrame({ me, workspace, children }: AppFrameProps) {
  const [isCollapsed, places, language, waysIn] = await Promise.all([
    hasCollapsedNavigation(),
    placesOf(me),
    visitorLanguage(),
    readWaysIn(),
  ]);
  const { identity, notifications } = getCopy(language);
  const { frame: copy, roles, security, proof, failures } = identity;
  const { confirm, confirming, or, gone, faults } = identity.passkeys;
  const { showPassword, hidePassword } = identity.credentials;
  const { proof: byVendor, proofText, leaving, off } = identity.social;
  const eye = { showPassword, hidePassword };
  return (
    <Palette {...places} workspaces={me.workspaces} current={workspace} copy={paletteCopyOf(copy)}>
      <Frame
        home={{ href: "/home", label: copy.home }}
        isCollapsed={isCollapsed}
        navigation={navigationOf({ ...places, workspace }, copy)}
        {...(me.workspaces.length > 0 && {
          switcher: <WorkspaceMenu current={workspace} workspaces={me.workspaces} copy={copy} roles={roles} />,
        })}
        search={{
          wide: <PaletteButton copy={copy.palette} />,
          narrow: <PaletteButton copy={copy.palette} isIcon />,
        }}
        bell={<Bell personId={me.person.id} copy={notifications.bell} />}
        account={<AccountMenu person={me.person} copy={copy} canLeave={hasSignIn(waysIn)} />}
      >
        {children}
        <StepUp
          copy={security.stepUp}
          proof={proof}
          passkeys={{ confirm, confirming, or, gone, faults }}
          byMail={identity.confirmByMail}
          social={{ proof: byVendor, proofText, leaving, off }}
          elsewhere={identity.elsewhere}
          place={waysIn.place}
          words={eye}
          failures={failures}
        />
      </Frame>
    </Palette>
  );
}

/** What there is beside workspaces, for this person and on this machine. */
export async function placesOf({ person }: Pick<Me, "person">) {
  const [language, asked] = await Promise.all([visitorLanguage(), headers()]);
  return {
    isOperator: person.isOperator,
    hasConsole: hasConsole(readEnv(), asked),
    docsPath: hasContent() ? sitePath(language, "/docs") : undefined,
  };
}

/** What goes to the browser, and no more. */
export const paletteCopyOf = ({ places, palette }: FrameCopy) => ({ places, palette });

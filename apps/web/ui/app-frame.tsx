"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Menu as MenuIcon, PanelLeftClose, PanelLeftOpen, X } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { classes } from "./classes.ts";
import { keepChoice } from "./cookie.ts";
import { FrameNavigation, type NavigationGroup } from "./frame-navigation.tsx";
import { NAVIGATION_COOKIE } from "./frame-cookie.ts";
import { BACKDROP } from "./dialog-look.ts";
import { IconButton } from "./icon-button.tsx";
import { Mark } from "./mark.tsx";
import { useFloats } from "./scope.tsx";
import { SkipLink } from "./skip-link.tsx";
import { useWords } from "./words.tsx";

export interface AppFrameProps {
  /** Where the mark leads, and what it is called. */
  readonly home: { readonly href: string; readonly label: string };
  readonly navigation: readonly NavigationGroup[];
  /** On top of the navigation: which workspace this is. */
  readonly switcher?: ReactNode;
  /** What finds anything by its name: as wide as the navigation, and as an icon where that is closed or a sheet. */
  readonly search?: { readonly wide: ReactNode; readonly narrow: ReactNode };
  /** On top, at the right: what is new. */
  readonly bell?: ReactNode;
  /** At its foot: the person's own menu. Draw its trigger with FrameButton. */
  readonly account?: ReactNode;
  /** One line above everything else that stays in sight: what must not be missed. */
  readonly banner?: ReactNode;
  /** What the cookie says, so that the first paint is right. */
  readonly isCollapsed?: boolean;
  readonly children: ReactNode;
}

/** Who and where the person is, around every page that is theirs. On a phone the navigation is a sheet. */
export function AppFrame({
  home,
  navigation,
  switcher,
  search,
  bell,
  account,
  banner,
  isCollapsed = false,
  children,
}: AppFrameProps) {
  const words = useWords();
  const [isShut, setShut] = useState(isCollapsed);
  const toggle = isShut ? words.expandNavigation : words.collapseNavigation;
  const Toggle = isShut ? PanelLeftOpen : PanelLeftClose;

  return (
    <div
      data-collapsed={isShut || undefined}
      className={classes(
        "group/frame flex min-h-dvh flex-col",
        banner === undefined ? "[--banner:0px]" : "[--banner:2.25rem]",
      )}
    >
      <SkipLink>{words.skipToContent}</SkipLink>
      {banner !== undefined && <div className="sticky top-0 z-30 h-(--banner)">{banner}</div>}
      <div className="flex flex-1 flex-col md:flex-row">
        <header className="sticky top-(--banner) z-20 flex h-14 items-center gap-2 border-b border-line bg-panel px-2 md:hidden">
          <Sheet home={home} navigation={navigation} switcher={switcher} account={account} />
          <Link
            href={home.href}
            aria-label={home.label}
            className="grid size-10 place-items-center rounded-control text-ink"
          >
            <Mark />
          </Link>
          <div className="ml-auto flex items-center gap-1">
            {search !== undefined && <div>{search.narrow}</div>}
            {bell !== undefined && <div>{bell}</div>}
          </div>
        </header>
        <aside
          className={classes(
            "sticky top-(--banner) hidden h-[calc(100dvh-var(--banner))] shrink-0 flex-col border-r border-line bg-panel transition-[width] md:flex",
            isShut ? "w-15" : "w-60",
          )}
        >
          <div className={classes("flex items-center gap-1 p-3", isShut ? "flex-col" : "h-15 justify-between")}>
            <Link
              href={home.href}
              aria-label={home.label}
              className="grid size-9 place-items-center rounded-control text-ink"
            >
              <Mark />
            </Link>
            <div className={classes("flex items-center gap-1", isShut && "flex-col")}>
              {bell !== undefined && <div>{bell}</div>}
              <IconButton
                label={toggle}
                aria-expanded={!isShut}
                icon={<Toggle size={16} aria-hidden="true" />}
                onClick={() => {
                  keepChoice(NAVIGATION_COOKIE, isShut ? "open" : "collapsed");
                  setShut(!isShut);
                }}
              />
            </div>
          </div>
          {switcher !== undefined && <div className="px-3 pb-2">{switcher}</div>}
          {search !== undefined && (
            <div className={classes("px-3 pb-1", isShut && "text-center")}>{isShut ? search.narrow : search.wide}</div>
          )}
          <FrameNavigation label={words.navigation} groups={navigation} isCollapsed={isShut} />
          {account !== undefined && <div className="mt-auto border-t border-line p-3">{account}</div>}
        </aside>
        <main id="content" className="min-w-0 flex-1 px-4 py-6 sm:px-8 sm:py-10">
          <div className="mx-auto max-w-page">{children}</div>
        </main>
      </div>
    </div>
  );
}

type SheetProps = Pick<AppFrameProps, "home" | "navigation" | "switcher" | "account">;

function Sheet({ home, navigation, switcher, account }: SheetProps) {
  const words = useWords();
  const path = usePathname();
  // Where it was opened: on any other page it is closed by itself.
  const [openedAt, setOpenedAt] = useState<string>();
  return (
    <Dialog.Root open={openedAt === path} onOpenChange={(isOpen) => setOpenedAt(isOpen ? path : undefined)}>
      <Dialog.Trigger
        render={<IconButton label={words.openNavigation} icon={<MenuIcon size={20} aria-hidden="true" />} />}
      />
      <Dialog.Portal {...useFloats()}>
        <Dialog.Backdrop className={BACKDROP} />
        <Dialog.Popup className="sheet fixed inset-y-0 left-0 z-40 flex w-[min(20rem,calc(100vw-3rem))] flex-col overflow-y-auto border-r border-line bg-panel shadow-float outline-none">
          <Dialog.Title className="sr-only">{words.navigation}</Dialog.Title>
          <div className="flex items-center justify-between p-2">
            <Link
              href={home.href}
              aria-label={home.label}
              className="grid size-10 place-items-center rounded-control text-ink"
            >
              <Mark />
            </Link>
            <Dialog.Close render={<IconButton label={words.close} icon={<X size={20} aria-hidden="true" />} />} />
          </div>
          {switcher !== undefined && <div className="px-3 pb-2">{switcher}</div>}
          <FrameNavigation label={words.navigation} groups={navigation} isCollapsed={false} />
          {account !== undefined && <div className="mt-auto border-t border-line p-3">{account}</div>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

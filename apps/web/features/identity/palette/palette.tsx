"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  use,
  useCallback,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { BACKDROP } from "../../../ui/dialog-look.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import type { FrameCopy } from "../copy/frame.ts";
import type { PaletteData } from "./entries.ts";
import { PALETTE_INPUT, PaletteBar } from "./palette-bar.tsx";

const load = () => import("./palette-list.tsx");
const List = lazy(async () => ({ default: (await load()).PaletteList }));

const Open = createContext<() => void>(() => undefined);

interface PaletteProps extends PaletteData {
  readonly copy: Pick<FrameCopy, "places" | "palette">;
  /** PaletteButton, somewhere inside, opens it. */
  readonly children: ReactNode;
}

/** Goes anywhere by its name, from any page inside: Ctrl K or ⌘ K. What it is made of loads when it is reached for. */
export function Palette({ children, copy, ...data }: PaletteProps) {
  const [isOpen, setOpen] = useState(false);
  // Kept here, so that what is typed while the list is on its way is not lost.
  const [text, setText] = useState("");
  // Where the focus was: the line to type in has taken it by the time the dialog asks.
  const before = useRef<Element>(null);
  const change = useCallback((next: boolean) => {
    if (next) {
      before.current = document.activeElement;
      setText("");
    }
    setOpen(next);
  }, []);
  const open = useCallback(() => change(true), [change]);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "Control" || event.key === "Meta") void load();
    if (!isShortcut(event)) return;
    event.preventDefault();
    // Another dialog is about something that has to be answered first.
    if (isOpen || document.querySelector("[data-open].dialog, [data-open].sheet") === null) change(!isOpen);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);

  return (
    <Open value={open}>
      {/* Apart from its neighbour: what a server sends may still be on its way, and React then asks it for a key. */}
      <>{children}</>
      <Dialog.Root open={isOpen} onOpenChange={(next) => change(next)}>
        <Dialog.Portal>
          <Dialog.Backdrop className={BACKDROP} />
          <Dialog.Popup
            aria-label={copy.palette.title}
            finalFocus={() => (before.current instanceof HTMLElement ? before.current : true)}
            className="dialog fixed inset-x-2 top-2 z-40 flex max-h-[min(34rem,calc(100dvh-1rem))] flex-col overflow-hidden rounded-panel border border-line bg-panel text-ink shadow-float outline-none sm:inset-x-auto sm:top-[12vh] sm:left-1/2 sm:max-h-[min(34rem,76vh)] sm:w-[min(40rem,calc(100vw-2rem))] sm:-translate-x-1/2"
          >
            <Suspense
              fallback={
                <PaletteBar>
                  <input
                    // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was opened to type into
                    autoFocus
                    aria-label={copy.palette.title}
                    placeholder={copy.palette.placeholder}
                    value={text}
                    onChange={({ target }) => setText(target.value)}
                    className={PALETTE_INPUT}
                  />
                </PaletteBar>
              }
            >
              <List {...data} text={text} onText={setText} copy={copy} onLeave={() => change(false)} />
            </Suspense>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </Open>
  );
}

/** As wide as what it stands in; nothing but its icon on a phone and where the navigation is collapsed. */
export function PaletteButton({
  copy,
  isIcon = false,
}: {
  readonly copy: PaletteButtonCopy;
  readonly isIcon?: boolean;
}) {
  const open = use(Open);
  const isMac = useSyncExternalStore(never, isApple, () => false);
  const shared = { onClick: open, onPointerEnter: () => void load(), onFocus: () => void load() };
  const icon = <Search size={16} aria-hidden="true" className="shrink-0" />;
  if (isIcon) return <IconButton {...shared} label={copy.title} icon={icon} />;
  return (
    <button
      {...shared}
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      className="flex h-10 w-full items-center gap-2 rounded-control border border-line bg-canvas px-2 text-13 text-ink-soft transition-colors hover:border-ink-faint hover:text-ink md:h-8"
    >
      {icon}
      {/* Its name begins as what is seen does. */}
      <span className="sr-only">{copy.title}</span>
      <span aria-hidden="true" className="min-w-0 flex-1 truncate text-left">
        {copy.open}
      </span>
      <span aria-hidden="true">
        <Kbd>{isMac ? "⌘ K" : "Ctrl K"}</Kbd>
      </span>
    </button>
  );
}

interface PaletteButtonCopy {
  readonly title: string;
  readonly open: string;
}

const never = () => () => undefined;
const isApple = () => /mac|iphone|ipad/i.test(navigator.userAgent);

/** Ctrl K ends a line while one is typed on a Mac; everybody else has no ⌘. */
function isShortcut(event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey) return false;
  return isApple() ? event.metaKey && !event.ctrlKey : event.ctrlKey;
}

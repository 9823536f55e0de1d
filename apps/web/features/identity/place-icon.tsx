import {
  Activity,
  BookOpen,
  BookText,
  CalendarClock,
  CreditCard,
  Files,
  Flag,
  FolderKanban,
  Inbox,
  KeyRound,
  LayoutGrid,
  ListChecks,
  ListTodo,
  type LucideIcon,
  Mail,
  Plug,
  Power,
  ScrollText,
  Settings,
  ShieldCheck,
  SquareTerminal,
  UserRound,
  Users,
} from "lucide-react";
import type { PlaceKey } from "./places.ts";

const ICON: Readonly<Record<PlaceKey, LucideIcon>> = {
  projects: FolderKanban,
  files: Files,
  people: Users,
  billing: CreditCard,
  audit: ScrollText,
  settings: Settings,
  keys: KeyRound,
  work: ListTodo,
  workspaces: LayoutGrid,
  inbox: Inbox,
  account: UserRound,
  security: ShieldCheck,
  emails: Mail,
  status: Activity,
  dependencies: Plug,
  jobs: ListChecks,
  schedules: CalendarClock,
  switches: Power,
  flags: Flag,
  runbooks: BookOpen,
  console: SquareTerminal,
  docs: BookText,
};

/** The same wherever a place is named: in the navigation and in what finds it. */
export function PlaceIcon({ place }: { readonly place: PlaceKey }) {
  const Icon = ICON[place];
  return <Icon size={16} aria-hidden="true" className="shrink-0" />;
}

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

interface Setting {
  readonly id: string;
  readonly label: string;
  /** How it is set now, or what it is about. */
  readonly text?: ReactNode;
  /** Where it is changed. */
  readonly href?: string;
  /** What changes it in place. */
  readonly control?: ReactNode;
}

interface SettingsListProps {
  readonly groups: readonly { readonly title: string; readonly settings: readonly Setting[] }[];
}

/** Two levels: what belongs together, and each setting with how it is now. */
export function SettingsList({ groups }: SettingsListProps) {
  return (
    <div className="@container grid gap-8">
      {groups.map(({ title, settings }) => (
        <section key={title} className="grid gap-3 @[44rem]:grid-cols-[14rem_minmax(0,1fr)] @[44rem]:gap-8">
          <h2 className="text-14 font-semibold text-ink @[44rem]:pt-3.5">{title}</h2>
          <ul className="divide-y divide-line rounded-panel border border-line bg-panel">
            {settings.map((setting) => (
              <li key={setting.id}>
                <Line {...setting} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Line({ label, text, href, control }: Setting) {
  const words = (
    <span className="min-w-0 flex-1">
      <span className="block text-14 font-medium text-ink">{label}</span>
      {text !== undefined && <span className="block text-13 text-ink-faint">{text}</span>}
    </span>
  );
  const look = "flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3";
  if (href === undefined) {
    return (
      <div className={look}>
        {words}
        {control}
      </div>
    );
  }
  return (
    <Link
      href={href}
      className={`${look} rounded-panel transition-colors hover:bg-well focus-visible:-outline-offset-2`}
    >
      {words}
      <ChevronRight size={16} aria-hidden="true" className="shrink-0 text-ink-faint" />
    </Link>
  );
}

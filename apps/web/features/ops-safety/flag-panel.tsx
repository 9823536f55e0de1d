import { fill } from "../../languages.ts";
import { Badge } from "../../ui/badge.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import type { Flag } from "./admin.ts";
import type { FlagsCopy } from "./copy/admin.ts";
import { FlagOverrides } from "./flag-overrides.tsx";
import { FlagRollout } from "./flag-rollout.tsx";
import { valueWord } from "./value-word.ts";

interface FlagPanelProps {
  readonly flag: Flag;
  readonly canDecide: boolean;
  readonly copy: FlagsCopy;
  readonly failures: FailureCopy;
}

/** One flag: what it does, who gets it, and what decides that. */
export function FlagPanel({ flag, canDecide, copy, failures }: FlagPanelProps) {
  const { key, description, fallback, rollout } = flag;
  const isOut = rollout !== null && rollout.percent > 0;
  return (
    <Panel
      title={key}
      action={
        <Badge tone={isOut ? "info" : undefined}>
          {isOut
            ? fill(copy.rolledOut, { percent: String(rollout.percent), value: valueWord(rollout.value, copy) })
            : copy.notRolledOut}
        </Badge>
      }
    >
      {/* The code's own words, in its language. */}
      <p lang="en" className="max-w-prose text-14 text-ink-soft">
        {description}
      </p>
      <p className="mt-1 text-13 text-ink-faint">{fill(copy.fallback, { value: valueWord(fallback, copy) })}</p>
      {canDecide && (
        <div className="mt-5 grid gap-6 border-t border-line pt-5">
          <FlagRollout flag={flag} copy={copy} failures={failures} />
          <FlagOverrides flag={flag} copy={copy} failures={failures} />
        </div>
      )}
    </Panel>
  );
}

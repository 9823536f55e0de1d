import { useState } from "react";
import { unwrap } from "../../../api.ts";
import { fill } from "../../../languages.ts";
import { Select } from "../../../ui/select.tsx";
import { type ConsoleFlag, development } from "../api.ts";
import type { PanelsCopy } from "../copy/panels.ts";
import { Nothing } from "../parts.tsx";
import type { Decisions } from "../use-decision.ts";

export interface FlagScope {
  readonly id: string;
  readonly name: string;
}

interface FlagPartProps {
  readonly flags: readonly ConsoleFlag[];
  readonly canDecide: boolean;
  readonly workspaces: readonly FlagScope[];
  readonly copy: PanelsCopy["safety"];
  readonly decisions: Decisions;
}

const EVERYBODY = "everybody";
/** Nothing is decided here. */
const UNDECIDED = "undecided";

/** Each flag, for every workspace or for one of those of whoever is signed in. */
export function FlagPart({ flags, canDecide, workspaces, copy, decisions }: FlagPartProps) {
  const [scope, setScope] = useState(EVERYBODY);
  if (flags.length === 0) return <Nothing>{copy.noFlags}</Nothing>;
  const scopes = [
    { value: EVERYBODY, label: copy.everybody },
    ...workspaces.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <ul aria-label={copy.flags} className="divide-y divide-line">
      {flags.map((flag) => (
        <li key={flag.key} className="grid gap-1.5 px-4 py-2">
          <p className="truncate font-mono text-13 text-ink">{flag.key}</p>
          {/* The code's own words, in its language. */}
          <p lang="en" className="text-12 text-ink-faint">
            {flag.description}
          </p>
          {canDecide && (
            <div className="flex flex-wrap gap-2">
              {workspaces.length > 0 && (
                <Select
                  aria-label={copy.scope}
                  options={scopes}
                  value={scope}
                  onChange={setScope}
                  className="min-w-36 flex-1"
                />
              )}
              <Value flag={flag} scope={scope} copy={copy} decisions={decisions} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

interface ValueProps extends Pick<FlagPartProps, "copy" | "decisions"> {
  readonly flag: ConsoleFlag;
  readonly scope: string;
}

function Value({ flag, scope, copy, decisions: { decide, pending } }: ValueProps) {
  const workspaceId = scope === EVERYBODY ? null : scope;
  const word = (value: ConsoleFlag["fallback"]) =>
    typeof value === "boolean" ? (value ? copy.on : copy.off) : String(value);
  const undecided = workspaceId === null ? fill(copy.asCode, { value: word(flag.fallback) }) : copy.asOthers;
  const options = [
    { value: UNDECIDED, label: undecided },
    ...flag.values.map((value) => ({ value: JSON.stringify(value), label: word(value) })),
  ];
  const decided = decidedFor(flag, workspaceId);
  return (
    <Select
      aria-label={fill(copy.value, { flag: flag.key })}
      options={options}
      value={decided === undefined ? UNDECIDED : JSON.stringify(decided)}
      disabled={pending === flag.key}
      className="min-w-36 flex-1"
      onChange={(chosen) => {
        const value = flag.values.find((one) => JSON.stringify(one) === chosen) ?? null;
        void decide(flag.key, () => unwrap(development.flags.$post({ json: { flag: flag.key, workspaceId, value } })));
      }}
    />
  );
}

/** What everybody gets, or this workspace whatever the others do; `undefined` while nothing is decided. */
function decidedFor({ rollout, overrides }: ConsoleFlag, workspaceId: string | null) {
  if (workspaceId !== null) return overrides.find((one) => one.workspaceId === workspaceId)?.value;
  return rollout !== null && rollout.percent > 0 ? rollout.value : undefined;
}

import { unwrap } from "../../../api.ts";
import { fill } from "../../../languages.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Select } from "../../../ui/select.tsx";
import type { Tone } from "../../../ui/tone.ts";
import { type ConsoleVendor, development } from "../api.ts";
import type { VendorMode } from "../copy/vendors.ts";
import { Apart, Cell, Nothing } from "../parts.tsx";
import { consequence, vendorName } from "../vendors.ts";
import { ClockPart } from "./clock-part.tsx";
import type { CellProps } from "./props.ts";

const TONES: Readonly<Record<Exclude<VendorMode, "up">, Tone>> = {
  slow: "warn",
  failing: "bad",
  down: "bad",
  other: "warn",
};
const CHOICES = ["up", "slow", "failing", "down"] as const;

/** The emulators: how each behaves, and what time they have. */
export function VendorsCell({ state: { vendors, hasEmulators }, copy, adapter, page, decisions }: CellProps) {
  const { title } = copy.vendors;
  return (
    <Cell system="testing" title={title} adapter={adapter("testing")}>
      {vendors === null ? (
        <Nothing>{hasEmulators ? copy.unread : copy.noEmulators}</Nothing>
      ) : (
        <>
          <ul aria-label={title} className="divide-y divide-line">
            {vendors.map((vendor) => (
              <Vendor key={vendor.name} vendor={vendor} page={page(vendor.name)} copy={copy} decisions={decisions} />
            ))}
          </ul>
          <ClockPart vendors={vendors} copy={copy.vendors} decisions={decisions} />
        </>
      )}
    </Cell>
  );
}

interface VendorProps extends Pick<CellProps, "copy" | "decisions"> {
  readonly vendor: ConsoleVendor;
  readonly page: string | undefined;
}

function Vendor({ vendor, page, copy, decisions }: VendorProps) {
  const { name, mode, isUsed, unknownRequests } = vendor;
  const { modes, help, behaves, unused, unknown, words } = copy.vendors;
  const called = vendorName(name);
  const meanwhile = consequence(vendor, copy.vendors);
  const options = CHOICES.map((value) => ({ value, label: modes[value], help: help[value] }));
  const setMode = (chosen: VendorMode) => {
    if (chosen === mode || chosen === "other") return;
    void decisions.decide(name, () =>
      unwrap(development.vendors[":name"].$post({ param: { name }, json: { mode: chosen } })),
    );
  };
  return (
    <li className="grid gap-1.5 px-4 py-2">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          {page === undefined ? (
            <span className="text-14 text-ink">{called}</span>
          ) : (
            <Apart href={page} words={copy.opensApart}>
              {called}
            </Apart>
          )}
          <p className="truncate text-12 text-ink-faint">{words[name]?.job ?? words.other.job}</p>
        </div>
        {/* Where there is a choice, it says so itself. */}
        {!isUsed && mode !== "up" && <Badge tone={TONES[mode]}>{modes[mode]}</Badge>}
        {isUsed && (
          <Select<VendorMode>
            aria-label={fill(behaves, { vendor: called })}
            options={options}
            value={mode}
            placeholder={modes[mode]}
            disabled={decisions.pending === name}
            onChange={setMode}
            className="max-w-44 sm:max-w-36"
          />
        )}
      </div>
      {!isUsed && <p className="text-12 text-ink-faint">{unused}</p>}
      {/* Above all cells it is said as well, which on a phone is out of sight from here. */}
      {meanwhile !== undefined && <p className="text-13 text-ink-soft md:hidden">{meanwhile}</p>}
      {unknownRequests > 0 && (
        <p className="text-12 text-warn-ink">{fill(unknown, { count: String(unknownRequests) })}</p>
      )}
    </li>
  );
}

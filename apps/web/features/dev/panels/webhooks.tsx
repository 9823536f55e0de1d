import { RotateCw } from "lucide-react";
import { unwrap } from "../../../api.ts";
import { fill } from "../../../languages.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import type { Tone } from "../../../ui/tone.ts";
import { type ConsoleState, development } from "../api.ts";
import { Line, List, Nothing } from "../parts.tsx";
import type { CellProps } from "./props.ts";

interface WebhooksProps extends Pick<CellProps, "state" | "copy" | "decisions"> {
  /** Whether a vendor's belong here. */
  readonly isOurs: (webhook: { readonly vendor: string }) => boolean;
  /** What the product has taken in, by the id of the delivery. Absent where it keeps no list of that. */
  readonly received?: NonNullable<ConsoleState["billing"]>["deliveries"];
}

const STATES: Readonly<Record<string, Tone>> = { applied: "good", received: "info" };

/** Each webhook once: that it was sent, and what the product did with it. */
export function Webhooks({ state: { records }, copy, decisions, isOurs, received }: WebhooksProps) {
  const words = copy.panels.webhooks;
  const sent = records?.webhooks.filter(isOurs).slice(0, 3);
  if (sent === undefined) return null;
  return (
    <List
      label={words.title}
      isTitled
      rows={sent}
      rowKey={({ id }) => id}
      empty={<Nothing>{words.empty}</Nothing>}
      renderRow={({ id, vendor, event, state, status, at }) => {
        const taken = received?.find(({ deliveryId }) => deliveryId === id);
        const came = taken === undefined ? words.unheard : fill(words.received, { count: String(taken.receipts) });
        const went = `${words.sent}: ${status === null ? words.noAnswer : status}`;
        return (
          <Line
            isCode
            title={event}
            detail={received === undefined ? went : `${went} · ${came}`}
            at={at}
            badge={
              taken === undefined
                ? { text: copy.states[state] ?? state, tone: state === "success" ? "good" : "warn" }
                : { text: copy.states[taken.status] ?? taken.status, tone: STATES[taken.status] }
            }
            action={
              <IconButton
                label={fill(words.againOne, { event })}
                icon={<RotateCw size={16} aria-hidden="true" />}
                disabled={decisions.pending === id}
                onClick={() =>
                  void decisions.decide(id, () =>
                    unwrap(
                      development.webhooks[":vendor"][":id"].$post({ param: { vendor, id: encodeURIComponent(id) } }),
                    ),
                  )
                }
              />
            }
          />
        );
      }}
    />
  );
}

import type { Tone } from "../../../ui/tone.ts";
import { Apart, Cell, Line, List, Nothing, shortId } from "../parts.tsx";
import type { CellProps } from "./props.ts";
import { Webhooks } from "./webhooks.tsx";

const TONES: Readonly<Record<string, Tone>> = {
  active: "good",
  trialing: "good",
  paid: "good",
  open: "info",
  past_due: "warn",
  unpaid: "bad",
  failed: "bad",
};

/** What was bought, and what the payment vendor told of it. */
export function BillingCell(props: CellProps) {
  const { copy, adapter, page } = props;
  const { billing } = props.state;
  const words = copy.panels.billing;
  const dashboard = page(billing?.vendor ?? "");
  if (billing === null) {
    return (
      <Cell system="billing" title={words.title} adapter={adapter("billing")}>
        <Nothing>{copy.unread}</Nothing>
      </Cell>
    );
  }
  const { subscriptions, checkouts, vendor } = billing;
  const isBare = subscriptions.length === 0 && checkouts.length === 0;
  return (
    <Cell
      system="billing"
      title={words.title}
      adapter={adapter("billing")}
      link={
        dashboard !== undefined && (
          <Apart href={dashboard} words={copy.opensApart}>
            {words.open}
          </Apart>
        )
      }
    >
      {isBare && <Nothing action={{ href: "/pricing", text: words.empty.action }}>{words.empty.text}</Nothing>}
      {subscriptions.length > 0 && (
        <List
          label={words.subscriptions}
          isTitled
          rows={subscriptions.slice(0, 2)}
          rowKey={({ id }) => id}
          empty={undefined}
          renderRow={({ planKey, interval, tenantId, status, cancelAtPeriodEnd, currentPeriodEnd }) => (
            <Line
              title={`${planKey}, ${words.intervals[interval]}`}
              detail={`${shortId(tenantId)}${cancelAtPeriodEnd ? ` · ${words.ending}` : ""}`}
              at={currentPeriodEnd}
              badge={{ text: copy.states[status] ?? status, tone: TONES[status] }}
            />
          )}
        />
      )}
      {checkouts.length > 0 && (
        <List
          label={words.checkouts}
          isTitled
          rows={checkouts.slice(0, 2)}
          rowKey={({ id }) => id}
          empty={undefined}
          renderRow={({ planKey, interval, tenantId, status, url, lastError, createdAt }) => (
            <Line
              title={`${planKey}, ${words.intervals[interval]}`}
              href={status === "open" ? (url ?? undefined) : undefined}
              apart={copy.opensApart}
              detail={lastError ?? shortId(tenantId)}
              at={createdAt}
              badge={{ text: copy.states[status] ?? status, tone: TONES[status] }}
            />
          )}
        />
      )}
      <Webhooks {...props} isOurs={(one) => one.vendor === vendor} received={billing.deliveries} />
    </Cell>
  );
}

import { Apart, Cell, Line, List, Nothing, shortId } from "../parts.tsx";
import { vendorName } from "../vendors.ts";
import type { CellProps } from "./props.ts";

export function TelemetryCell({ state: { records, hasEmulators }, copy, adapter, page }: CellProps) {
  const { title, events, errors, noEvents, noErrors } = copy.panels.observability;
  if (records === null) {
    return (
      <Cell system="observability" title={title} adapter={adapter("observability")}>
        <Nothing>{hasEmulators ? copy.unread : copy.noEmulators}</Nothing>
      </Cell>
    );
  }
  const all = (vendor: string) => {
    const href = page(vendor);
    return (
      href !== undefined && (
        <Apart href={href} words={copy.opensApart}>
          {vendorName(vendor)}
        </Apart>
      )
    );
  };
  return (
    <Cell system="observability" title={title} adapter={adapter("observability")}>
      <List
        label={events}
        isTitled
        link={all("posthog")}
        rows={records.events.slice(0, 3)}
        rowKey={({ id }) => id}
        empty={<Nothing action={{ href: "/sign-up", text: noEvents.action }}>{noEvents.text}</Nothing>}
        renderRow={({ name, person, at, href }) => (
          <Line
            isCode
            title={name}
            href={page("posthog") && href}
            apart={copy.opensApart}
            detail={shortId(person)}
            at={at}
          />
        )}
      />
      <List
        label={errors}
        isTitled
        link={all("sentry")}
        rows={records.errors.slice(0, 2)}
        rowKey={({ id }) => id}
        empty={<Nothing>{noErrors}</Nothing>}
        renderRow={({ title: thrown, at, href }) => (
          <Line title={thrown} href={page("sentry") && href} apart={copy.opensApart} at={at} />
        )}
      />
    </Cell>
  );
}

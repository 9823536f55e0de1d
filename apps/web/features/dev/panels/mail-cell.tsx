import type { Tone } from "../../../ui/tone.ts";
import { Apart, Cell, Line, List, Nothing } from "../parts.tsx";
import type { CellProps } from "./props.ts";
import { Webhooks } from "./webhooks.tsx";

const TONES: Readonly<Record<string, Tone>> = {
  delivered: "good",
  bounced: "bad",
  complained: "warn",
  suppressed: "warn",
  scheduled: "info",
};

export function MailCell(props: CellProps) {
  const { copy, adapter, page } = props;
  const { records, hasEmulators, billing } = props.state;
  const { title, open, empty } = copy.panels.notifications;
  const inbox = page("resend");
  const isOurs = ({ vendor }: { readonly vendor: string }) => vendor !== billing?.vendor;
  return (
    <Cell
      system="notifications"
      title={title}
      adapter={adapter("notifications")}
      link={
        inbox !== undefined && (
          <Apart href={inbox} words={copy.opensApart}>
            {open}
          </Apart>
        )
      }
    >
      {records === null ? (
        <Nothing>{hasEmulators ? copy.unread : copy.noEmulators}</Nothing>
      ) : (
        <List
          label={title}
          rows={records.mails.slice(0, 5)}
          rowKey={({ id }) => id}
          empty={<Nothing action={{ href: "/sign-up", text: empty.action }}>{empty.text}</Nothing>}
          renderRow={({ subject, to, at, href, status }) => (
            <Line
              title={subject}
              href={inbox && href}
              apart={copy.opensApart}
              detail={to}
              at={at}
              badge={{ text: copy.states[status] ?? status, tone: TONES[status] }}
            />
          )}
        />
      )}
      {records?.webhooks.some(isOurs) && <Webhooks {...props} isOurs={isOurs} />}
    </Cell>
  );
}

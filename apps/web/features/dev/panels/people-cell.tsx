import { Cell, Line, List, Nothing, shortId } from "../parts.tsx";
import type { CellProps } from "./props.ts";

/** What identity has told the others. */
export function PeopleCell({ state: { workflows }, copy, adapter }: CellProps) {
  const { title, person, workspace, empty } = copy.panels.identity;
  const events = workflows?.events.filter(({ type }) => type.startsWith("identity.")).slice(0, 6);
  return (
    <Cell system="identity" title={title} adapter={adapter("identity")}>
      {events === undefined ? (
        <Nothing>{copy.unread}</Nothing>
      ) : (
        <List
          label={title}
          rows={events}
          rowKey={({ id }) => id}
          empty={<Nothing action={{ href: "/sign-up", text: empty.action }}>{empty.text}</Nothing>}
          renderRow={({ type, tenantId, userId, at }) => (
            <Line
              isCode
              title={type.replace("identity.", "")}
              detail={tenantId === null ? `${person} ${shortId(userId ?? "")}` : `${workspace} ${shortId(tenantId)}`}
              at={at}
            />
          )}
        />
      )}
    </Cell>
  );
}

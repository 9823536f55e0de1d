import { Cell, Line, List, Nothing, PartTitle, shortId } from "../parts.tsx";
import { FlagPart, type FlagScope } from "./flag-part.tsx";
import type { CellProps } from "./props.ts";

interface SafetyCellProps extends CellProps {
  /** Of whoever is signed in, to decide a flag for one of them. */
  readonly workspaces: readonly FlagScope[];
}

/** What is decided while it runs, what is left alone, and who did what. */
export function SafetyCell({ state, copy, adapter, decisions, workspaces }: SafetyCellProps) {
  const words = copy.panels.safety;
  const { flags, dependencies, audit, canDecide } = state;
  const open = dependencies?.filter(({ breaker }) => breaker !== "closed") ?? [];
  return (
    <Cell system="ops-safety" title={words.title} adapter={adapter("ops-safety")}>
      <PartTitle>{words.flags}</PartTitle>
      {flags === null ? (
        <Nothing>{copy.unread}</Nothing>
      ) : (
        <FlagPart flags={flags} canDecide={canDecide} workspaces={workspaces} copy={words} decisions={decisions} />
      )}
      <List
        label={words.breakers}
        isTitled
        rows={open}
        rowKey={(one) => `${one.process} ${one.dependency}`}
        empty={<Nothing>{dependencies?.length === 0 ? words.noCalls : words.allClosed}</Nothing>}
        renderRow={({ dependency, process, breaker, lastFailure }) => (
          <Line
            isCode
            title={dependency}
            detail={`${process} · ${lastFailure ?? ""}`}
            badge={breaker === "closed" ? undefined : { text: words.states[breaker], tone: "warn" }}
          />
        )}
      />
      <List
        label={words.audit}
        isTitled
        rows={audit?.slice(0, 4) ?? []}
        rowKey={({ id }) => id}
        empty={<Nothing>{audit === null ? copy.unread : words.noAudit}</Nothing>}
        renderRow={({ action, actor, evidence, occurredAt }) => (
          <Line
            isCode
            title={action}
            detail={`${actor.id === null ? actor.type : `${actor.type} ${shortId(actor.id)}`} · ${words.evidence[evidence]}`}
            at={occurredAt}
            badge={evidence === "none" ? { text: words.unknown, tone: "warn" } : undefined}
          />
        )}
      />
    </Cell>
  );
}

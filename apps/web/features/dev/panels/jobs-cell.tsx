import { fill } from "../../../languages.ts";
import type { Tone } from "../../../ui/tone.ts";
import { Cell, Line, List, Nothing, shortId } from "../parts.tsx";
import type { CellProps } from "./props.ts";

const TONES: Readonly<Record<string, Tone>> = {
  running: "info",
  waiting_retry: "warn",
  succeeded: "good",
  dead: "bad",
};
const WAITING = ["pending", "queued", "waiting_retry"] as const;

export function JobsCell({ state: { workflows }, copy, adapter }: CellProps) {
  const { title, counts: words, statuses, attempt, empty } = copy.panels.workflows;
  if (workflows === null) {
    return (
      <Cell system="workflows" title={title} adapter={adapter("workflows")}>
        <Nothing>{copy.unread}</Nothing>
      </Cell>
    );
  }
  const { runs, counts } = workflows;
  const waiting = WAITING.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  const numbers = [
    [words.waiting, waiting],
    [words.running, counts.running ?? 0],
    [words.succeeded, counts.succeeded ?? 0],
    [words.dead, counts.dead ?? 0],
  ] as const;
  return (
    <Cell system="workflows" title={title} adapter={adapter("workflows")}>
      <dl className="grid grid-cols-4 divide-x divide-line border-b border-line">
        {numbers.map(([name, number]) => (
          <div key={name} className="flex flex-col-reverse px-3 py-2 sm:px-4">
            <dt className="text-12 text-ink-faint">{name}</dt>
            <dd className="text-20 font-semibold text-ink tabular-nums">{number}</dd>
          </div>
        ))}
      </dl>
      <List
        label={title}
        rows={runs.slice(0, 5)}
        rowKey={({ id }) => id}
        empty={<Nothing action={{ href: "/sign-up", text: empty.action }}>{empty.text}</Nothing>}
        renderRow={({ task, status, attempts, maxAttempts, lastError, requestId, enqueuedAt }) => {
          const tried = fill(attempt, { number: String(attempts), most: String(maxAttempts) });
          return (
            <Line
              isCode
              title={task.replace(/^reaction\//, "").replace(/@\d+$/, "")}
              detail={attempts > 1 || status === "waiting_retry" ? `${tried}: ${lastError ?? ""}` : shortId(requestId)}
              at={enqueuedAt}
              badge={{ text: statuses[status] ?? status, tone: TONES[status] }}
            />
          );
        }}
      />
    </Cell>
  );
}

/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- a table that is laid out as a list has no roles of its own */
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** `end` for numbers and for actions. */
  readonly align?: "end";
  /**
   * What becomes of it where there is little room, as on a phone, and a row is an entry of a list: its first line, its second line, at the right, or
   * left out, which is so when absent. The two facts that matter, and what can be done. A `headline` is a first line of the
   * whole width, with nothing at its right; what stands `beside` is at the right of the second.
   */
  readonly phone?: "title" | "headline" | "detail" | "side" | "beside";
  /** True for a column of buttons: its title is read, not seen. */
  readonly isTitleHidden?: boolean;
}

interface TableProps<Row> {
  /** What is listed, for a screen reader. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** In place of the rows when there are none, such as an EmptyState. */
  readonly empty?: ReactNode;
  /** Below the rows: how many there are, and the way to more. */
  readonly footer?: ReactNode;
}

const PHONE = {
  title: "@max-[36rem]:col-start-1 @max-[36rem]:font-medium",
  detail: "@max-[36rem]:col-start-1 @max-[36rem]:mt-1 @max-[36rem]:text-13 @max-[36rem]:text-ink-faint",
  side: "@max-[36rem]:col-start-2 @max-[36rem]:row-span-2 @max-[36rem]:row-start-1 @max-[36rem]:self-center @max-[36rem]:justify-self-end",
  headline: "@max-[36rem]:col-span-2 @max-[36rem]:mb-1 @max-[36rem]:font-medium",
  beside: "@max-[36rem]:col-start-2 @max-[36rem]:mt-1 @max-[36rem]:self-center @max-[36rem]:justify-self-end",
  none: "@max-[36rem]:hidden",
} as const;

/**
 * Facts in columns; where there is little room, the same rows as a list. One tree for both, so that what is in a cell exists once; the
 * roles are written out because a browser forgets a table that is laid out as something else.
 */
export function Table<Row>({ label, columns, rows, rowKey, empty, footer }: TableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <div className="@container overflow-hidden rounded-panel border border-line bg-panel">
      <div className="@[36rem]:overflow-x-auto">
        <table role="table" aria-label={label} className="w-full text-14 @max-[36rem]:block">
          <thead role="rowgroup" className="@max-[36rem]:sr-only">
            <tr role="row" className="border-b border-line">
              {columns.map(({ key, title, align, isTitleHidden }) => (
                <th
                  key={key}
                  role="columnheader"
                  scope="col"
                  className={classes(
                    "h-10 px-4 text-left text-13 font-medium whitespace-nowrap text-ink-faint",
                    align === "end" && "text-right",
                    isTitleHidden && "w-px",
                  )}
                >
                  {isTitleHidden ? <span className="sr-only">{title}</span> : title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className="divide-y divide-line @max-[36rem]:block">
            {rows.map((row) => (
              <tr
                key={rowKey(row)}
                role="row"
                className="transition-colors hover:bg-neutral-2 @max-[36rem]:grid @max-[36rem]:grid-cols-[minmax(0,1fr)_auto] @max-[36rem]:gap-x-3 @max-[36rem]:px-4 @max-[36rem]:py-3"
              >
                {columns.map(({ key, cell, align, phone }) => (
                  <td
                    key={key}
                    role="cell"
                    className={classes(
                      "text-ink @[36rem]:h-12 @[36rem]:px-4 @[36rem]:py-2",
                      align === "end" && "text-right whitespace-nowrap tabular-nums",
                      PHONE[phone ?? "none"],
                    )}
                  >
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {footer !== undefined && (
        <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3 text-13 text-ink-faint">
          {footer}
        </div>
      )}
    </div>
  );
}

/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */

interface ChartTableProps {
  readonly label: string;
  /** The first is that of the points, the others of each line. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The numbers of a chart, to be read as such. */
export function ChartTable({ label, head, rows }: ChartTableProps) {
  return (
    <section
      tabIndex={0}
      aria-label={label}
      className="mt-2 max-h-60 overflow-y-auto rounded-control border border-line text-13 tabular-nums"
    >
      <table className="w-full">
        <thead>
          <tr className="border-b border-line text-ink-faint">
            {head.map((name, column) => (
              <th
                key={name}
                scope="col"
                className={column === 0 ? "px-3 py-1.5 text-left font-medium" : "px-3 py-1.5 text-right font-medium"}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line text-ink">
          {rows.map(([point, ...values], row) => (
            <tr key={row}>
              <th scope="row" className="px-3 py-1 text-left font-normal">
                {point}
              </th>
              {values.map((value, column) => (
                <td key={column} className="px-3 py-1 text-right">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

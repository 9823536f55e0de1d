import type { Shell } from "../../pages/shell.ts";

const STYLE = `
:root {
  --good-ink: light-dark(oklch(0.42 0.1 150), oklch(0.82 0.11 150));
  --good-wash: light-dark(oklch(0.96 0.03 150), oklch(0.25 0.04 150));
}
.chip.good { color: var(--good-ink); background: var(--good-wash); }
.chip.quiet { color: var(--ink-soft); background: var(--well); }
h2 { font-size: 1rem; line-height: 1.625rem; font-weight: 600; margin: 32px 0 8px; }
h2 .count { margin-left: 8px; font-size: 0.8125rem; font-weight: 400; line-height: inherit; }
.item { padding: 12px 16px; }
.line { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; justify-content: space-between; }
.line > :first-child { min-width: 0; overflow-wrap: anywhere; }
.acts { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.told > .soft { margin-left: auto; }
@media (max-width: 30rem) { .told > .soft { width: 100%; margin-left: 0; } }
.told button, .acts button { height: 32px; padding: 0 12px; font-size: 0.8125rem; }
.none { color: var(--ink-soft); padding: 16px; }
.mono { font: 0.75rem/1.25rem var(--mono); }
.pay { max-width: 28rem; margin: 0 auto; }
.price { font-size: 2rem; line-height: 2.5rem; letter-spacing: -0.02em; font-weight: 600; font-variant-numeric: tabular-nums; }
.pay .field { max-width: none; margin-bottom: 16px; }
fieldset { border: 0; padding: 0; margin: 0 0 16px; min-width: 0; }
legend { font-weight: 500; margin-bottom: 4px; padding: 0; }
.card {
  display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 12px; padding: 8px 12px; margin: 0 0 8px;
  border: 1px solid var(--line); border-radius: 6px; cursor: pointer; font-weight: 400;
}
.card:has(:checked) { border-color: var(--accent-ink); background: var(--well); }
.card input { width: 16px; height: 16px; margin: 3px 0 0; accent-color: var(--accent); grid-row: span 2; }
.card .soft { font-size: 0.8125rem; line-height: 1.25rem; }
.number { font-variant-numeric: tabular-nums; }
.pay button { width: 100%; justify-content: center; }
.first { background: var(--accent); border-color: var(--accent); color: oklch(0.99 0.002 268); }
.first:hover { background: light-dark(oklch(0.37 0.19 268), oklch(0.58 0.18 268)); }
.after { text-align: center; margin-top: 16px; }`;

export const SHELL = {
  brand: "Local payments",
  home: "/dashboard",
  words: "In place of Dodo Payments. No money moves.",
  system: "billing",
  style: STYLE,
} as const satisfies Shell;

/** The product's colours and measures (apps/web/ui/tokens.css), as much as these pages need, without its build. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --canvas: light-dark(oklch(0.987 0.003 85), oklch(0.168 0.004 85));
  --panel: light-dark(oklch(0.998 0.001 85), oklch(0.196 0.004 85));
  --well: light-dark(oklch(0.955 0.005 85), oklch(0.226 0.005 85));
  --line: light-dark(oklch(0.885 0.007 85), oklch(0.325 0.006 85));
  --edge: light-dark(oklch(0.625 0.009 85), oklch(0.55 0.008 85));
  --ink: light-dark(oklch(0.22 0.008 85), oklch(0.945 0.005 85));
  --ink-soft: light-dark(oklch(0.4 0.009 85), oklch(0.8 0.008 85));
  --ink-faint: light-dark(oklch(0.505 0.009 85), oklch(0.7 0.009 85));
  --accent: light-dark(oklch(0.42 0.19 268), oklch(0.54 0.18 268));
  --accent-ink: light-dark(oklch(0.42 0.19 268), oklch(0.79 0.1 268));
  --focus: light-dark(oklch(0.5 0.2 268), oklch(0.72 0.13 268));
  --warn-ink: light-dark(oklch(0.45 0.095 70), oklch(0.85 0.11 80));
  --warn-wash: light-dark(oklch(0.968 0.028 85), oklch(0.26 0.04 75));
  --bad-ink: light-dark(oklch(0.47 0.17 27), oklch(0.81 0.1 22));
  --bad-wash: light-dark(oklch(0.966 0.016 25), oklch(0.25 0.05 25));
  --mono: "Geist Mono Variable", ui-monospace, "SF Mono", Menlo, Consolas, monospace;
}
* { box-sizing: border-box; margin: 0; }
body {
  background: var(--canvas); color: var(--ink);
  font: 0.875rem/1.375rem "Geist Variable", system-ui, -apple-system, "Segoe UI", sans-serif;
  -webkit-text-size-adjust: 100%;
}
a { color: var(--accent-ink); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.page { max-width: 56rem; margin: 0 auto; padding: 0 16px 72px; }
.top { display: flex; align-items: center; gap: 12px; padding: 16px 0; border-bottom: 1px solid var(--line); }
.top svg { flex: none; }
.brand { color: var(--ink); white-space: nowrap; font-weight: 600; text-decoration: none; }
.local { margin-left: auto; color: var(--ink-soft); font-size: 0.8125rem; line-height: 1.25rem; text-align: right; }
.console { font-weight: 500; white-space: nowrap; }
h1 { font-size: 1.5rem; line-height: 2rem; letter-spacing: -0.015em; font-weight: 600; overflow-wrap: anywhere; }
.lead { color: var(--ink-soft); max-width: 38rem; margin-top: 4px; }
.head { padding: 32px 0 24px; }
.back { margin-bottom: 8px; }
.tools { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; margin-bottom: 16px; }
.field { flex: 1 1 16rem; max-width: 24rem; }
label { display: block; font-weight: 500; margin-bottom: 4px; }
input {
  width: 100%; height: 40px; padding: 0 12px; font: inherit; color: inherit;
  background: var(--panel); border: 1px solid var(--edge); border-radius: 6px;
}
button, .button {
  display: inline-flex; align-items: center; height: 40px; padding: 0 16px; font: inherit; font-weight: 500; cursor: pointer;
  color: var(--ink); background: var(--panel); border: 1px solid var(--edge); border-radius: 6px; text-decoration: none;
}
button:hover, .button:hover { background: var(--well); }
.button.first { background: var(--accent); border-color: var(--accent); color: oklch(0.99 0.002 268); }
.count { margin-left: auto; color: var(--ink-faint); font-variant-numeric: tabular-nums; line-height: 40px; }
.list, .panel { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; }
.list { list-style: none; padding: 0; overflow: hidden; }
.list li + li { border-top: 1px solid var(--line); }
.row {
  display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 16px; padding: 12px 16px;
  color: inherit; text-decoration: none;
}
.row:hover { background: var(--well); }
.row:focus-visible { outline-offset: -2px; border-radius: 10px; }
.row > :nth-child(even) { justify-self: end; }
.cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.subject { font-weight: 600; }
.soft { color: var(--ink-soft); }
.faint { color: var(--ink-faint); }
.time { color: var(--ink-faint); font-variant-numeric: tabular-nums; white-space: nowrap; }
.chip {
  display: inline-block; padding: 0 8px; border-radius: 6px; font-size: 0.75rem; line-height: 1.25rem; font-weight: 500;
  color: var(--warn-ink); background: var(--warn-wash);
}
.chip.bad { color: var(--bad-ink); background: var(--bad-wash); }
.empty { text-align: center; }
.panel.empty { padding: 48px 24px; }
.empty h2 { font-size: 1rem; line-height: 1.625rem; font-weight: 600; }
.empty p { max-width: 30rem; margin: 4px auto 16px; color: var(--ink-soft); }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin-top: 12px; }
.facts dt { color: var(--ink-faint); }
.facts dd { overflow-wrap: anywhere; }
.views { display: flex; gap: 24px; border-bottom: 1px solid var(--line); margin-bottom: 16px; overflow-x: auto; }
.views a { padding: 8px 0; color: var(--ink-soft); text-decoration: none; border-bottom: 2px solid transparent; white-space: nowrap; }
.views a:hover { color: var(--ink); }
.views a[aria-current] { color: var(--ink); font-weight: 500; border-color: var(--accent-ink); }
iframe {
  display: block; width: 100%; height: max(26rem, 68vh); border: 1px solid var(--line); border-radius: 10px;
  background: white; color-scheme: light;
}
pre { padding: 16px; font: 0.8125rem/1.25rem var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
.panel { padding: 16px; }
pre.panel { padding: 16px; }
.links { list-style: none; padding: 0; }
.links li { padding: 8px 0; overflow-wrap: anywhere; font: 0.8125rem/1.25rem var(--mono); }
.links li + li { border-top: 1px solid var(--line); }
.facts.wide dt, .facts.wide dd { font: 0.8125rem/1.25rem var(--mono); }
.facts.wide { margin-top: 0; }
.mono { font: 0.8125rem/1.25rem var(--mono); }
.head h1.mono { font: 600 1.25rem/1.75rem var(--mono); letter-spacing: 0; }
.section { margin-top: 24px; }
.section h2 { font-size: 1rem; line-height: 1.625rem; font-weight: 600; margin-bottom: 8px; }
.section p { color: var(--ink-soft); margin-bottom: 8px; }
.frames .ours { color: var(--ink); }
.frames .theirs { color: var(--ink-faint); }
@media (max-width: 30rem) {
  .top { flex-wrap: wrap; gap: 4px 12px; }
  .local { order: 1; width: 100%; font-size: 0.75rem; text-align: left; }
  .console { margin-left: auto; }
  .head { padding: 24px 0 16px; }
  .count { width: 100%; margin-left: 0; line-height: 1.25rem; }
  .facts.wide { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .facts.wide dd { margin-bottom: 8px; }
}`;

/**
 * A mail's HTML for a sandboxed frame: links open in a new tab, nothing runs. The frame has an origin of its own, no
 * scripts and no forms, so what a mail brings along stays in it.
 */
export function frameSource(source: string): string {
  const base = '<base target="_blank">';
  // Put before a doctype, it would turn the mail's layout into that of another century.
  const head = /<head\b[^>]*>/i.exec(source);
  if (head === null)
    return /^\s*<!doctype/i.test(source) ? source.replace(/^\s*<!doctype[^>]*>/i, `$&${base}`) : base + source;
  const end = head.index + head[0].length;
  return source.slice(0, end) + base + source.slice(end);
}

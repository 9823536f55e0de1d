/** A key to press. */
export function Kbd({ children }: { readonly children: string }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-[4px] border border-line bg-well px-1 font-mono text-12 text-ink-soft">
      {children}
    </kbd>
  );
}

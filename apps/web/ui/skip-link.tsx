/** The first thing that the keyboard reaches. The page's main part has `id="content"`. */
export function SkipLink({ children }: { readonly children: string }) {
  return (
    <a
      href="#content"
      className="sr-only rounded-control bg-accent px-3 py-2 text-14 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
    >
      {children}
    </a>
  );
}

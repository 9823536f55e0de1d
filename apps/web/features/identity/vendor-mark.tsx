import type { SocialVendor } from "./copy/social.ts";

/** A letter in a frame: the vendors' own marks are theirs, and their rules for showing them differ. */
export function VendorMark({ vendor }: { readonly vendor: SocialVendor }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="shrink-0">
      <rect x="0.5" y="0.5" width="15" height="15" rx="4" fill="none" stroke="currentColor" />
      <path d={STROKES[vendor]} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}

const STROKES: Readonly<Record<SocialVendor, string>> = {
  google: "M10.8 5.6A3.6 3.6 0 1 0 11.6 8H8.4",
  github: "M5 4.5v7M11 4.5v7M5 8h6",
  oidc: "M8 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7",
  apple: "M4.8 11.5 8 4.5l3.2 7M6 9.2h4",
};

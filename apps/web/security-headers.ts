/** What every answer sends. In place of this content policy `proxy.ts` gives each page the one that lets its own inline scripts run. */
export function securityHeaders(isDevelopment: boolean): readonly { readonly key: string; readonly value: string }[] {
  return [
    { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains; preload" },
    { key: "X-Frame-Options", value: "SAMEORIGIN" },
    { key: "X-Content-Type-Options", value: "nosniff" },
    { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
    { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
    { key: "X-DNS-Prefetch-Control", value: "on" },
    { key: "Content-Security-Policy", value: contentPolicy("'self'", isDevelopment) },
  ];
}

/** For a page made at build time, which can carry no nonce: the inline scripts with these hashes run, and files of ours. */
export function hashPolicy(hashes: readonly string[]): string {
  return contentPolicy(["'self'", ...hashes].join(" "), false);
}

/** For a page made per request. Only scripts that carry this request's nonce run, and what those load. Next reads the nonce from the request's header. */
export function noncePolicy(
  nonce: string,
  isDevelopment: boolean,
  { hashes = [], media = {}, frames }: Allowed = {},
): string {
  const scripts = ["'self'", `'nonce-${nonce}'`, ...hashes, "'strict-dynamic'"].join(" ");
  return contentPolicy(scripts, isDevelopment, { ...media, frames });
}

/** The one origin that pictures of people come from, and the one that files are sent to. Both are the storage vendor's. */
export interface MediaOrigins {
  readonly delivery?: string | undefined;
  readonly upload?: string | undefined;
}

interface Allowed {
  readonly hashes?: readonly string[];
  readonly media?: MediaOrigins;
  /** The one other origin whose frames the page may show. */
  readonly frames?: string | undefined;
}

function contentPolicy(
  scripts: string,
  isDevelopment: boolean,
  { delivery, upload, frames }: MediaOrigins & Pick<Allowed, "frames"> = {},
): string {
  return [
    "default-src 'self'",
    // React rebuilds server stacks with eval, in development only.
    `script-src ${scripts}${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // Style attributes, which positioned menus and React write, know no nonce.
    "style-src 'self' 'unsafe-inline'",
    ["img-src 'self' data: blob:", ...known(delivery)].join(" "),
    "font-src 'self'",
    // Of delivery it is only asked whether it answers, before a download takes the page there.
    ["connect-src 'self'", ...known(upload, delivery), ...(isDevelopment ? ["ws:"] : [])].join(" "),
    // The worker that shows /offline; without this, what it may be would follow from script-src, of which browsers differ.
    "worker-src 'self'",
    ["frame-src 'self'", ...known(frames)].join(" "),
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join("; ");
}

/** Each once: some vendors have one origin for both. */
function known(...origins: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(origins.filter((origin) => origin !== undefined))];
}

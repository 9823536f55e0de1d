/** The cookies of one browser at one origin; paths and domains do not matter there. */
export interface CookieJar {
  /** Takes what an answer sets; an expired cookie is dropped. */
  store(headers: Headers): void;
  /** What the next request carries; an empty string when there is nothing. */
  header(): string;
}

export function cookieJar(now: () => number = Date.now): CookieJar {
  const cookies = new Map<string, string>();
  return {
    store(headers) {
      for (const line of headers.getSetCookie()) {
        const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
        const split = pair.indexOf("=");
        if (split < 1) continue;
        const name = pair.slice(0, split);
        if (hasExpired(attributes, now())) cookies.delete(name);
        else cookies.set(name, pair.slice(split + 1));
      }
    },
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  };
}

/** `Max-Age` wins over `Expires` (RFC 6265, 5.3). */
function hasExpired(attributes: readonly string[], nowMs: number): boolean {
  const maxAgeSeconds = find(attributes, "max-age");
  if (maxAgeSeconds !== undefined) return Number(maxAgeSeconds) <= 0;
  const expires = find(attributes, "expires");
  return expires !== undefined && Date.parse(expires) <= nowMs;
}

function find(attributes: readonly string[], name: string): string | undefined {
  return attributes.find((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Version 00 of W3C Trace Context (w3.org/TR/trace-context, read 2026-11-21). Ids of nothing but zeros are invalid. */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Lower-case hexadecimal digits, two for each byte. */
type RandomHex = (bytes: number) => string;

/**
 * The header that this unit of work passes on: the caller's trace with a span of its own, or a new trace when there is
 * none, or what came is malformed. Whether the caller sampled it is the caller's business.
 */
export function continueTrace(given: string | null | undefined, randomHex: RandomHex): string {
  const trace = given !== null && given !== undefined && TRACEPARENT.test(given) ? given.slice(3, 35) : randomHex(16);
  return `00-${trace}-${randomHex(8)}-01`;
}

/** The 32 hexadecimal digits that all of a trace share; `undefined` when the header is none. */
export function traceIdOf(traceparent: string): string | undefined {
  return TRACEPARENT.test(traceparent) ? traceparent.slice(3, 35) : undefined;
}

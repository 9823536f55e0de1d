import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { createMiddleware } from "hono/factory";

/** Below this the compressed answer is no shorter than what the header costs. */
const MIN_BYTES = 1024;
const COMPRESSIBLE = /^application\/(?:[a-z.]+\+)?json\b/i;
/** Brotli's default (11) is for files made once; 4 is as fast as gzip and smaller. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const encoders = {
  br: (body: Uint8Array) => promisify(brotliCompress)(body, BROTLI),
  gzip: (body: Uint8Array) => promisify(gzip)(body),
} as const;
type Encoding = keyof typeof encoders;

/** Shortens JSON for whoever asks. Hono's own knows no Brotli. */
export const compression = createMiddleware(async (c, next) => {
  await next();
  if (c.req.method === "HEAD" || c.res.body === null || c.res.headers.has("content-encoding")) return;
  if (!COMPRESSIBLE.test(c.res.headers.get("content-type") ?? "")) return;
  c.header("Vary", "Accept-Encoding", { append: true });
  const encoding = chooseEncoding(c.req.header("accept-encoding") ?? "");
  if (encoding === undefined) return;

  const body = new Uint8Array(await c.res.arrayBuffer());
  const isWorthIt = body.byteLength >= MIN_BYTES;
  c.res = new Response(isWorthIt ? new Uint8Array(await encoders[encoding](body)) : body, c.res);
  if (!isWorthIt) return;
  c.res.headers.set("Content-Encoding", encoding);
  c.res.headers.delete("Content-Length");
  const etag = c.res.headers.get("etag");
  // A strong tag promises the same bytes, and these are others.
  if (etag !== null && !etag.startsWith("W/")) c.res.headers.set("ETag", `W/${etag}`);
});

/** The better one of those asked for; `q=0` is a refusal. */
export function chooseEncoding(acceptEncoding: string): Encoding | undefined {
  const weights = new Map(acceptEncoding.split(",").map(weightOf));
  const weight = (name: string) => weights.get(name) ?? weights.get("*") ?? 0;
  const [best] = (["br", "gzip"] as const).toSorted((a, b) => weight(b) - weight(a));
  return best !== undefined && weight(best) > 0 ? best : undefined;
}

function weightOf(part: string): readonly [name: string, weight: number] {
  const [name = "", ...parameters] = part.split(";").map((one) => one.trim().toLowerCase());
  const q = parameters.find((one) => one.startsWith("q="))?.slice(2);
  return [name, q === undefined ? 1 : Number(q) || 0];
}

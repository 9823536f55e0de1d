import { addressIn } from "./addresses.ts";
import type { StoredMail } from "./state.ts";

/** A mail as whoever gets it reads it. */
export interface Mail {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly html: string | undefined;
  readonly text: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly attachments: readonly { readonly filename: string; readonly contentType: string | undefined }[];
  /** Every address that can be opened from it (http and https), in order, each once. */
  readonly links: readonly string[];
  /** What it was sent with, to tell a repeat from a second mail. */
  readonly idempotencyKey: string | undefined;
  /** The vendor's word for how it fared: `delivered`, `bounced`, `complained`, `suppressed`, `scheduled`, `canceled`. */
  readonly lastEvent: string;
  readonly createdAt: Date;
}

/** A record is replaced, never changed, so it is read once: finding the links of thousands takes its time. */
const READ = new WeakMap<StoredMail, Mail>();

export function mailOf(stored: StoredMail): Mail {
  const mail = READ.get(stored) ?? read(stored);
  READ.set(stored, mail);
  return mail;
}

function read(stored: StoredMail): Mail {
  const { html, text } = stored;
  return {
    id: stored.id,
    from: stored.from,
    to: stored.to,
    cc: stored.cc,
    bcc: stored.bcc,
    replyTo: stored.replyTo,
    subject: stored.subject,
    html: html ?? undefined,
    text: text ?? undefined,
    headers: stored.headers,
    tags: Object.fromEntries(stored.tags.map(({ name, value }) => [name, value])),
    attachments: stored.attachments.map(({ filename, contentType }) => ({
      filename,
      contentType: contentType ?? undefined,
    })),
    links: linksIn(html ?? "", text ?? ""),
    idempotencyKey: stored.idempotencyKey ?? undefined,
    lastEvent: stored.lastEvent,
    createdAt: new Date(stored.createdAt),
  };
}

/** Whether a recipient would find it. */
export const hasArrived = ({ lastEvent }: Mail) => ["delivered", "complained"].includes(lastEvent);

export function isFor({ to, cc, bcc }: Mail, address: string): boolean {
  const wanted = addressIn(address);
  if (wanted === undefined) return false;
  return [...to, ...cc, ...bcc].some((one) => addressIn(one) === wanted);
}

function linksIn(html: string, text: string): readonly string[] {
  const inHtml = [...html.matchAll(/<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(([, double, single]) =>
    decodeEntities(double ?? single ?? ""),
  );
  // A full stop at the end of a sentence is not part of the address.
  const inText = [...text.matchAll(/https?:\/\/[^\s<>"']+/gi)].map(([url]) => url.replace(/[.,;:!?)\]]+$/, ""));
  return [...new Set([...inHtml, ...inText])].filter((url) => /^https?:\/\//i.test(url) && URL.canParse(url));
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  "#x27": "'",
  "#x3D": "=",
};
const decodeEntities = (text: string) => text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

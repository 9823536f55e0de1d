import type { Target } from "@ninefold/testing/conformance-kit";
import { type ImagekitEmulator, startEmulator } from "@ninefold/testing/emulators";
import type { MediaStorage, UploadTicket } from "@ninefold/media";
import { imagekitMedia } from "@ninefold/media/imagekit";
import { memoryMedia } from "@ninefold/media/memory";
import { noMedia } from "@ninefold/media/none";
import type { MediaRule, MediaSubject, Opened, Sent } from "./conformance.ts";
import { measure, picture } from "./pictures.ts";

const LIMIT_BYTES = 8_192;
const emulators = new WeakMap<MediaSubject, ImagekitEmulator>();

export const targets = {
  memory: { make: makeMemory, capabilities: rulesOf(memoryMedia()) },
  none: { make: makeNone, capabilities: rulesOf(noMedia()) },
  imagekit: {
    make: () => makeImagekit(),
    capabilities: rulesOf(
      imagekitMedia({ publicKey: "public_x", privateKey: "private_x", urlEndpoint: "https://x.invalid" }),
    ),
    close: closeImagekit,
  },
} satisfies Record<string, Target<MediaSubject, MediaRule>>;

function makeMemory(): MediaSubject {
  let time = Date.UTC(2026, 0, 1);
  const storage = memoryMedia({ maxBytes: LIMIT_BYTES, now: () => new Date(time) });
  return {
    storage,
    open: async (url) => storage.open(url),
    send: async (ticket, body) => ({ isTaken: storage.receive(ticket, body) }),
    advance: (seconds) => void (time += seconds * 1_000),
    picture,
    measure,
  };
}

function makeNone(): MediaSubject {
  return {
    storage: noMedia(),
    open: async () => undefined,
    send: async () => ({ isTaken: false }),
    advance: () => {},
    picture,
    measure,
  };
}

/** The vendor's own SDK and our adapter as in production, against the vendor's emulator. */
export async function makeImagekit(through: (url: string) => string = (url) => url): Promise<MediaSubject> {
  const emulator = await startEmulator("imagekit");
  const url = through(emulator.url);
  const storage = imagekitMedia({
    publicKey: emulator.publicKey,
    privateKey: emulator.privateKey,
    urlEndpoint: emulator.urlEndpoint.replace(emulator.url, url),
    baseUrl: url,
    maxBytes: LIMIT_BYTES,
    timeoutMs: 2_000,
  });
  const advance = (seconds: number) => emulator.clock.advance(seconds * 1_000);
  const subject = { storage, open, send, advance, picture, measure };
  emulators.set(subject, emulator);
  return subject;
}

async function closeImagekit(subject: MediaSubject): Promise<void> {
  const emulator = emulators.get(subject);
  await emulator?.close();
  const unknown = emulator?.unknownRequests() ?? [];
  if (unknown.length > 0) throw new Error(`the emulator was asked for what it does not know: ${unknown[0]?.path}`);
}

/** As a browser fetches it. */
async function open(url: URL): Promise<Opened | undefined> {
  const answer = await fetch(url);
  if (!answer.ok) return undefined;
  const isDownload = answer.headers.get("content-disposition")?.startsWith("attachment") ?? false;
  return { body: new Uint8Array(await answer.arrayBuffer()), isDownload };
}

/** As a page of the product sends it. */
export async function send(ticket: UploadTicket, body: Uint8Array): Promise<Sent> {
  const form = new FormData();
  for (const [name, value] of Object.entries(ticket.fields)) form.set(name, value);
  form.set(ticket.fileField, new Blob([body.slice()]), "whatever.exe");
  const answer = await fetch(ticket.url, {
    method: "POST",
    body: form,
    headers: { origin: "https://app.ninefold.dev" },
  });
  const told: unknown = answer.ok ? await answer.json() : {};
  const { fileId } = Object(told) as { readonly fileId?: string };
  return { isTaken: answer.ok, ...(fileId !== undefined && { reference: fileId }) };
}

function rulesOf({ capabilities }: MediaStorage): Record<MediaRule, boolean> {
  const { stores, transforms } = capabilities;
  return { stores, refuses: !stores, transforms };
}

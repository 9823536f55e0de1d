import { startEmulator } from "@ninefold/testing/emulators";
import type { EnvSource } from "../src/env.ts";

/** Where files are stored by this test file: the vendor as its emulator plays it, for as long as the process lives. */
export async function mediaVendor(): Promise<EnvSource> {
  const { publicKey, privateKey, url, urlEndpoint } = await startEmulator("imagekit");
  return {
    MEDIA_PROVIDER: "imagekit",
    IMAGEKIT_PUBLIC_KEY: publicKey,
    IMAGEKIT_PRIVATE_KEY: privateKey,
    IMAGEKIT_URL_ENDPOINT: urlEndpoint,
    IMAGEKIT_BASE_URL: url,
  };
}

/** The smallest picture there is: one grey pixel. */
export const PIXEL = new Uint8Array(
  Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGOIiooCAAIgAQ/kH0CsAAAAAElFTkSuQmCC", "base64"),
);

export interface Ticket {
  readonly id: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly fileField: string;
  readonly referenceField: string;
}

/** As a page sends a file. Answers what the vendor called it. */
export async function sendFile(ticket: Ticket, body: Uint8Array): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries(ticket.fields)) form.set(name, value);
  form.set(ticket.fileField, new Blob([body.slice()]));
  const answer = await fetch(ticket.url, { method: "POST", body: form });
  if (!answer.ok) throw new Error(`the vendor answered ${answer.status}: ${await answer.text()}`);
  const { [ticket.referenceField]: reference } = (await answer.json()) as Record<string, string>;
  return reference ?? "";
}

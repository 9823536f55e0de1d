import type { Mailbox } from "@ninefold/testing";
import { z } from "zod";
import { mailUrl } from "./env.ts";

const Inbox = z.object({ mails: z.array(z.object({ subject: z.string(), text: z.string().default("") })) });

/** What the product has sent to an address: nothing that can be seen while the vendor is away. The inbox shows the newest first. */
export const mailbox: Mailbox = async (address) => {
  const response = await fetch(`${mailUrl}/inbox.json?to=${encodeURIComponent(address)}`).catch(() => undefined);
  if (response === undefined) return [];
  return Inbox.parse(await response.json()).mails.toReversed();
};

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Case } from "@ninefold/testing/conformance-kit";
import { objectKey, type MediaStorage, type UploadTicket } from "@ninefold/media";

/** The adapter, and what a browser and time do to its URLs and tickets. */
export interface MediaSubject {
  readonly storage: MediaStorage;
  /** What a GET of the URL answers; `undefined` when it is refused or finds nothing. */
  readonly open: (url: URL) => Promise<Opened | undefined>;
  /** Sends a file as a page does. Whether it was taken, and what the vendor calls it. */
  readonly send: (ticket: UploadTicket, body: Uint8Array) => Promise<Sent>;
  readonly advance: (seconds: number) => void | Promise<void>;
  /** A picture of these measures. */
  readonly picture: (widthPixels: number, heightPixels: number) => Promise<Uint8Array>;
  /** The measures of one. */
  readonly measure: (picture: Uint8Array) => Promise<readonly [number, number]>;
}

export interface Opened {
  readonly body: Uint8Array;
  readonly isDownload: boolean;
}
export interface Sent {
  readonly isTaken: boolean;
  readonly reference?: string;
}

/** `stores` and `refuses` are each other's opposite: `refuses` marks the rules of an adapter with uploads off. */
export type MediaRule = "stores" | "refuses" | "transforms";

export const mediaCases: readonly Case<MediaSubject, MediaRule>[] = [
  {
    name: "reports a missing key as media.not_found",
    async run({ storage }) {
      await assert.rejects(storage.get(anyKey()), missing);
    },
  },
  {
    name: "finds nothing at a missing key",
    async run({ storage }) {
      assert.equal(await storage.find(anyKey()), undefined);
      assert.equal(await storage.find(anyKey(), { reference: "0123456789abcdef01234567" }), undefined);
    },
  },
  {
    name: "M-31: resolves when a missing key is removed",
    async run({ storage }) {
      await storage.remove(anyKey());
      await storage.remove(anyKey(), { reference: "0123456789abcdef01234567" });
    },
  },
  {
    name: "refuses to write at a key that is not of our making",
    async run({ storage }) {
      for (const key of foreignKeys()) await assert.rejects(storage.put(key, text("x")), invalidKey);
    },
  },
  {
    name: "M-1: refuses to read a key that is not of our making",
    async run({ storage }) {
      for (const key of foreignKeys()) {
        await assert.rejects(storage.get(key), invalidKey);
        await assert.rejects(storage.find(key), invalidKey);
      }
    },
  },
  {
    name: "refuses to remove a key that is not of our making",
    async run({ storage }) {
      for (const key of foreignKeys()) await assert.rejects(storage.remove(key), invalidKey);
    },
  },
  {
    name: "M-2, M-3: refuses to sign a key that is not of our making",
    async run({ storage }) {
      for (const key of foreignKeys()) {
        await assert.rejects(storage.signedUrl(key, { ttlSeconds: 60 }), invalidKey);
      }
    },
  },
  {
    name: "refuses to let a browser write at a key that is not of our making",
    async run({ storage }) {
      for (const key of foreignKeys()) await assert.rejects(storage.createUpload(key, limits), invalidKey);
    },
  },
  {
    name: "answers the bytes that were written",
    needs: "stores",
    async run({ storage }) {
      const [key, body] = [anyKey(), Uint8Array.from({ length: 32 }, (_, index) => index * 8)];
      await storage.put(key, body);
      assert.deepEqual([...(await storage.get(key))], [...body]);
    },
  },
  {
    name: "M-12: refuses an empty body and stores nothing",
    needs: "stores",
    async run({ storage }) {
      const key = anyKey();
      await assert.rejects(storage.put(key, new Uint8Array()), { code: "media.empty", kind: "invalid" });
      assert.equal(await storage.find(key), undefined);
    },
  },
  {
    name: "replaces what was stored at the key",
    needs: "stores",
    async run({ storage }) {
      const key = anyKey();
      await storage.put(key, text("first, and longer"));
      await storage.put(key, text("second"));
      assert.equal(said(await storage.get(key)), "second");
      assert.equal((await storage.find(key))?.sizeBytes, 6);
    },
  },
  {
    name: "M-16: keeps two keys apart",
    needs: "stores",
    async run({ storage }) {
      const [one, other] = [anyKey(), anyKey()];
      await storage.put(one, text("one"));
      await assert.rejects(storage.get(other), missing);
      assert.equal(await storage.find(other), undefined);
    },
  },
  {
    name: "keeps the bytes as they were when written",
    needs: "stores",
    async run({ storage }) {
      const [key, body] = [anyKey(), text("before")];
      await storage.put(key, body);
      body.fill(0);
      (await storage.get(key)).fill(0);
      assert.equal(said(await storage.get(key)), "before");
    },
  },
  {
    name: "forgets a removed key",
    needs: "stores",
    async run({ storage }) {
      const key = anyKey();
      await storage.put(key, text("x"));
      await storage.remove(key);
      await assert.rejects(storage.get(key), missing);
    },
  },
  {
    name: "accepts a body of exactly the limit",
    needs: "stores",
    async run({ storage }) {
      const key = anyKey();
      await storage.put(key, filled(storage.limits.maxBytes));
      assert.equal((await storage.get(key)).byteLength, storage.limits.maxBytes);
    },
  },
  {
    name: "rejects a body one byte over the limit and stores nothing",
    needs: "stores",
    async run({ storage }) {
      const key = anyKey();
      await assert.rejects(storage.put(key, filled(storage.limits.maxBytes + 1)), {
        code: "media.too_large",
        kind: "invalid",
        retryable: false,
      });
      await assert.rejects(storage.get(key), missing);
    },
  },
  {
    name: "tells the size of what is stored, and how it begins",
    needs: "stores",
    async run({ storage }) {
      const [key, body] = [anyKey(), Uint8Array.from({ length: 5_000 }, (_, index) => index % 251)];
      await storage.put(key, body);
      const found = await storage.find(key);
      assert.equal(found?.sizeBytes, 5_000);
      assert.deepEqual(Buffer.from(found?.head ?? []), Buffer.from(body.slice(0, 4_096)));
    },
  },
  {
    name: "M-20: does not believe a reference to another key's object",
    needs: "stores",
    async run({ storage, send }) {
      const [mine, theirs] = [anyKey(), anyKey()];
      const { reference } = await send(await storage.createUpload(theirs, limits), text("theirs"));
      const told = await storage.find(theirs);
      for (const given of [reference, told?.reference]) {
        assert.equal(await storage.find(mine, { reference: given }), undefined);
        await storage.remove(mine, { reference: given });
      }
      assert.equal(said(await storage.get(theirs)), "theirs");
    },
  },
  {
    name: "stores at its key what a browser sends with a ticket",
    needs: "stores",
    async run({ storage, send }) {
      const key = anyKey();
      const { isTaken, reference } = await send(await storage.createUpload(key, limits), text("from a browser"));
      assert.equal(isTaken, true);
      assert.equal(said(await storage.get(key)), "from a browser");
      assert.equal((await storage.find(key, { reference }))?.sizeBytes, 14);
    },
  },
  {
    name: "M-6: takes a ticket once",
    needs: "stores",
    async run({ storage, send }) {
      const key = anyKey();
      const ticket = await storage.createUpload(key, limits);
      await send(ticket, text("first"));
      await storage.remove(key);
      assert.equal((await send(ticket, text("second"))).isTaken, false);
      assert.equal(await storage.find(key), undefined);
    },
  },
  {
    name: "makes two tickets of one moment that are each good once",
    needs: "stores",
    async run({ storage, send }) {
      const key = anyKey();
      const [one, other] = [await storage.createUpload(key, limits), await storage.createUpload(key, limits)];
      assert.equal((await send(one, text("first"))).isTaken, true);
      await storage.remove(key);
      assert.equal((await send(other, text("second"))).isTaken, true);
    },
  },
  {
    name: "lets no ticket replace what is stored",
    needs: "stores",
    async run({ storage, send }) {
      const key = anyKey();
      const ticket = await storage.createUpload(key, limits);
      await storage.put(key, text("looked at"));
      await send(ticket, text("something else"));
      assert.equal(said(await storage.get(key)), "looked at");
    },
  },
  {
    name: "M-6: takes no ticket after it has expired",
    needs: "stores",
    async run({ storage, send, advance }) {
      const [one, other] = [anyKey(), anyKey()];
      const tickets = [await storage.createUpload(one, limits), await storage.createUpload(other, limits)] as const;
      await advance(limits.ttlSeconds - 2);
      assert.equal((await send(tickets[0], text("in time"))).isTaken, true);
      await advance(4);
      assert.equal((await send(tickets[1], text("too late"))).isTaken, false);
    },
  },
  {
    name: "M-5: refuses a ticket that was turned to another tenant's key",
    needs: "stores",
    async run({ storage, send }) {
      const [mine, theirs] = [anyKey(), anyKey()];
      const ticket = await storage.createUpload(mine, limits);
      const turned = Object.entries(ticket.fields).map(([name, value]) => [
        name,
        value.replace(ownerIn(mine), ownerIn(theirs)),
      ]);
      const fields = Object.fromEntries(turned);
      assert.notDeepEqual(fields, ticket.fields);
      assert.equal((await send({ ...ticket, fields }, text("planted"))).isTaken, false);
      assert.equal(await storage.find(theirs), undefined);
    },
  },
  {
    name: "M-13: takes no more than a ticket allows",
    needs: "stores",
    async run({ storage, send }) {
      const small = { ...limits, maxBytes: 1_024 };
      const sendOf = async (size: number) => send(await storage.createUpload(anyKey(), small), filled(size));
      assert.equal((await sendOf(1_024)).isTaken, true);
      assert.equal((await sendOf(1_025)).isTaken, false);
    },
  },
  {
    name: "M-7: makes tickets for whole seconds up to 55 minutes, and for what fits, only",
    needs: "stores",
    async run({ storage }) {
      for (const ttlSeconds of [1, 3_300]) await storage.createUpload(anyKey(), { ...limits, ttlSeconds });
      for (const ttlSeconds of [0, -1, 1.5, 3_301, Number.NaN]) {
        await assert.rejects(storage.createUpload(anyKey(), { ...limits, ttlSeconds }), { code: "media.invalid_ttl" });
      }
      for (const maxBytes of [0, storage.limits.maxBytes + 1, Number.NaN]) {
        await assert.rejects(storage.createUpload(anyKey(), { ...limits, maxBytes }), { code: "media.too_large" });
      }
    },
  },
  {
    name: "M-23: serves the object from a signed URL until it expires",
    needs: "stores",
    async run({ storage, open, advance }) {
      const key = anyKey();
      await storage.put(key, text("hello"));
      const url = await storage.signedUrl(key, { ttlSeconds: 60 });
      await advance(58);
      assert.equal(said((await open(url))?.body), "hello");
      await advance(3);
      assert.equal(await open(url), undefined);
    },
  },
  {
    name: "M-22: refuses a signed URL of which anything was changed",
    needs: "stores",
    async run({ storage, open }) {
      const [mine, theirs] = [anyKey(), anyKey()];
      await storage.put(mine, text("mine"));
      await storage.put(theirs, text("secret"));
      const url = await storage.signedUrl(mine, { ttlSeconds: 60 });
      assert.ok(url.href.includes(ownerIn(mine)));
      assert.equal(await open(new URL(url.href.replace(ownerIn(mine), ownerIn(theirs)))), undefined);
      assert.equal(await open(new URL(url.href.replace(/\b(\d{9})(\d+)/, "$19999"))), undefined);
    },
  },
  {
    name: "M-24: opens nothing without a signature",
    needs: "stores",
    async run({ storage, open, send }) {
      const [put, sent] = [anyKey(), anyKey()];
      await storage.put(put, text("secret"));
      await send(await storage.createUpload(sent, limits), text("secret"));
      for (const key of [put, sent]) {
        const url = await storage.signedUrl(key, { ttlSeconds: 60 });
        assert.notEqual(await open(url), undefined);
        url.search = "";
        assert.equal(await open(url), undefined);
      }
    },
  },
  {
    name: "signs a missing key into a URL that finds nothing",
    needs: "stores",
    async run({ storage, open }) {
      assert.equal(await open(await storage.signedUrl(anyKey(), { ttlSeconds: 60 })), undefined);
    },
  },
  {
    name: "M-28: has a download saved and anything else shown",
    needs: "stores",
    async run({ storage, open }) {
      const key = anyKey();
      await storage.put(key, text("hello"));
      const isDownload = async (download: boolean) =>
        (await open(await storage.signedUrl(key, { ttlSeconds: 60, download })))?.isDownload;
      assert.deepEqual([await isDownload(true), await isDownload(false)], [true, false]);
    },
  },
  {
    name: "signs for whole seconds from one to seven days only",
    needs: "stores",
    async run({ storage }) {
      const key = anyKey();
      for (const ttlSeconds of [1, 604_800]) assert.ok((await storage.signedUrl(key, { ttlSeconds })) instanceof URL);
      for (const ttlSeconds of [0, -1, 1.5, 604_801, Number.NaN, Infinity]) {
        await assert.rejects(storage.signedUrl(key, { ttlSeconds }), { code: "media.invalid_ttl", kind: "invalid" });
      }
    },
  },
  {
    name: "shows a picture cut to the measures that were asked for, and no larger than it was",
    needs: "transforms",
    async run({ storage, open, picture, measure }) {
      const key = anyKey("picture.png");
      await storage.put(key, await picture(80, 60));
      const shown = async (widthPixels: number, heightPixels: number) => {
        const url = await storage.signedUrl(key, { ttlSeconds: 60, transform: { widthPixels, heightPixels } });
        return measure((await open(url))?.body ?? new Uint8Array());
      };
      assert.deepEqual(await shown(40, 40), [40, 40]);
      const [width] = await shown(400, 400);
      assert.ok(width <= 80);
    },
  },
  {
    name: "M-26: signs the measures with the URL",
    needs: "transforms",
    async run({ storage, open, picture }) {
      const key = anyKey("picture.png");
      await storage.put(key, await picture(80, 60));
      const transform = { widthPixels: 44, heightPixels: 33 };
      const url = await storage.signedUrl(key, { ttlSeconds: 60, transform });
      assert.notEqual(await open(url), undefined);
      // On its own: ports and ids have such digits too.
      assert.equal(await open(new URL(url.href.replace(/(?<![\da-f])44(?![\da-f])/, "45"))), undefined);
    },
  },
  {
    name: "answers a picture as it was sent where no measures are asked for",
    needs: "transforms",
    async run({ storage, open, picture }) {
      const [key, body] = [anyKey("picture.png"), await picture(80, 60)];
      await storage.put(key, body);
      const answer = await open(await storage.signedUrl(key, { ttlSeconds: 60 }));
      assert.deepEqual(Buffer.from(answer?.body ?? []), Buffer.from(body));
    },
  },
  {
    name: "M-11: tells the measures of a picture, and what is none",
    needs: "transforms",
    async run({ storage, picture }) {
      const [real, fake] = [anyKey("picture.png"), anyKey("picture.png")];
      await storage.put(real, await picture(80, 60));
      await storage.put(fake, text("GIF89a=alert(1)//"));
      const found = await storage.find(real);
      assert.deepEqual([found?.isPicture, found?.widthPixels, found?.heightPixels], [true, 80, 60]);
      assert.equal((await storage.find(fake))?.isPicture, false);
    },
  },
  {
    name: "gives up with a retryable media.unavailable when the signal is aborted",
    needs: "stores",
    async run({ storage }) {
      const [key, signal] = [anyKey(), AbortSignal.abort()];
      const givenUp = { code: "media.unavailable", kind: "unavailable", retryable: true };
      await assert.rejects(storage.put(key, text("x"), { signal }), givenUp);
      await assert.rejects(storage.get(key, { signal }), givenUp);
      await assert.rejects(storage.find(key, { signal }), givenUp);
      await assert.rejects(storage.remove(key, { signal }), givenUp);
    },
  },
  {
    name: "says that uploads are off, and refuses one as media.disabled",
    needs: "refuses",
    async run({ storage }) {
      assert.equal(storage.capabilities.stores, false);
      await assert.rejects(storage.put(anyKey(), text("x")), disabled);
      await assert.rejects(storage.createUpload(anyKey(), limits), disabled);
    },
  },
  {
    name: "signs nothing when uploads are off",
    needs: "refuses",
    async run({ storage }) {
      await assert.rejects(storage.signedUrl(anyKey(), { ttlSeconds: 60 }), disabled);
    },
  },
];

const limits = { maxBytes: 4_096, ttlSeconds: 60 };
const missing = { code: "media.not_found", kind: "not_found", retryable: false };
const invalidKey = { code: "media.invalid_key", kind: "invalid", retryable: false };
const disabled = { code: "media.disabled", kind: "unavailable", retryable: false };

function anyKey(name = "file.txt"): string {
  return objectKey({ tenantId: randomUUID() }, `attachment/${randomUUID()}/${name}`);
}

const ownerIn = (key: string) => key.split("/")[1] ?? "";

function foreignKeys(): readonly string[] {
  const mine = `t/${randomUUID()}`;
  return [
    "",
    "file.txt",
    `/${mine}/a.txt`,
    `${mine}/../t2/a.txt`,
    `${mine}/%2e%2e/a.txt`,
    `${mine}/`,
    `${mine}/a\nb`,
    `https://media.invalid/${mine}/a.txt`,
  ];
}

const filled = (size: number) => new Uint8Array(size).fill(120);
const said = (body: Uint8Array | undefined) => new TextDecoder().decode(body);

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

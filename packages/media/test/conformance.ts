import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Case } from "@ninefold/testing/conformance-kit";
import { objectKey, type MediaStorage } from "@ninefold/media";

/** The adapter, and what a browser and time do to its URLs. */
export interface MediaSubject {
  readonly storage: MediaStorage;
  /** The bytes that a GET of the URL answers; `undefined` when it is refused or finds nothing. */
  readonly open: (url: URL) => Promise<Uint8Array | undefined>;
  readonly advance: (seconds: number) => void;
}

/** `stores` and `refuses` are each other's opposite: `refuses` marks the rules of an adapter with uploads off. */
export type MediaRule = "stores" | "refuses";

export const mediaCases: readonly Case<MediaSubject, MediaRule>[] = [
  {
    name: "reports a missing key as media.not_found",
    async run({ storage }) {
      await assert.rejects(storage.get(anyKey()), missing);
    },
  },
  {
    name: "resolves when a missing key is removed",
    async run({ storage }) {
      await storage.remove(anyKey());
    },
  },
  {
    name: "refuses to write at a key that is not of our making",
    async run({ storage }) {
      for (const key of foreignKeys()) await assert.rejects(storage.put(key, text("x"), plain), invalidKey);
    },
  },
  {
    name: "refuses to read a key that is not of our making",
    async run({ storage }) {
      for (const key of foreignKeys()) await assert.rejects(storage.get(key), invalidKey);
    },
  },
  {
    name: "refuses to remove a key that is not of our making",
    async run({ storage }) {
      for (const key of foreignKeys()) await assert.rejects(storage.remove(key), invalidKey);
    },
  },
  {
    name: "refuses to sign a key that is not of our making",
    async run({ storage }) {
      for (const key of foreignKeys()) await assert.rejects(storage.signedUrl(key, 60), invalidKey);
    },
  },
  {
    name: "answers the bytes and the content type that were written",
    needs: "stores",
    async run({ storage }) {
      const [key, body] = [anyKey(), Uint8Array.from({ length: 32 }, (_, index) => index * 8)];
      await storage.put(key, body, { contentType: "image/png" });
      const stored = await storage.get(key);
      assert.deepEqual([...stored.body], [...body]);
      assert.equal(stored.contentType, "image/png");
    },
  },
  {
    name: "stores an empty body",
    needs: "stores",
    async run({ storage }) {
      const key = anyKey();
      await storage.put(key, new Uint8Array(), plain);
      assert.equal((await storage.get(key)).body.byteLength, 0);
    },
  },
  {
    name: "replaces what was stored at the key, content type included",
    needs: "stores",
    async run({ storage }) {
      const key = anyKey();
      await storage.put(key, text("first, and longer"), plain);
      await storage.put(key, text("second"), { contentType: "text/html" });
      const stored = await storage.get(key);
      assert.equal(new TextDecoder().decode(stored.body), "second");
      assert.equal(stored.contentType, "text/html");
    },
  },
  {
    name: "keeps two keys apart",
    needs: "stores",
    async run({ storage }) {
      const [one, other] = [anyKey(), anyKey()];
      await storage.put(one, text("one"), plain);
      await assert.rejects(storage.get(other), missing);
    },
  },
  {
    name: "keeps the bytes as they were when written",
    needs: "stores",
    async run({ storage }) {
      const [key, body] = [anyKey(), text("before")];
      await storage.put(key, body, plain);
      body.fill(0);
      (await storage.get(key)).body.fill(0);
      assert.equal(new TextDecoder().decode((await storage.get(key)).body), "before");
    },
  },
  {
    name: "forgets a removed key",
    needs: "stores",
    async run({ storage }) {
      const key = anyKey();
      await storage.put(key, text("x"), plain);
      await storage.remove(key);
      await assert.rejects(storage.get(key), missing);
    },
  },
  {
    name: "accepts a body of exactly the limit",
    needs: "stores",
    async run({ storage }) {
      const key = anyKey();
      await storage.put(key, new Uint8Array(storage.limits.maxBytes), plain);
      assert.equal((await storage.get(key)).body.byteLength, storage.limits.maxBytes);
    },
  },
  {
    name: "rejects a body one byte over the limit and stores nothing",
    needs: "stores",
    async run({ storage }) {
      const key = anyKey();
      await assert.rejects(storage.put(key, new Uint8Array(storage.limits.maxBytes + 1), plain), {
        code: "media.too_large",
        kind: "invalid",
        retryable: false,
      });
      await assert.rejects(storage.get(key), missing);
    },
  },
  {
    name: "refuses a content type that is none, or that would break a header",
    needs: "stores",
    async run({ storage }) {
      for (const contentType of ["", "png", "text/html\r\nset-cookie: a=b"]) {
        await assert.rejects(storage.put(anyKey(), text("x"), { contentType }), { code: "media.invalid_content_type" });
      }
    },
  },
  {
    name: "serves the object from a signed URL until it expires",
    needs: "stores",
    async run({ storage, open, advance }) {
      const key = anyKey("Übersicht (1).txt");
      await storage.put(key, text("hello"), plain);
      const url = await storage.signedUrl(key, 60);
      advance(58);
      assert.equal(new TextDecoder().decode(await open(url)), "hello");
      advance(3);
      assert.equal(await open(url), undefined);
    },
  },
  {
    name: "refuses a signed URL that was turned to another key",
    needs: "stores",
    async run({ storage, open }) {
      const [mine, theirs] = [anyKey(), anyKey()];
      await storage.put(theirs, text("secret"), plain);
      const url = await storage.signedUrl(mine, 60);
      const [, myTenant = ""] = mine.split("/");
      const [, theirTenant = ""] = theirs.split("/");
      assert.ok(url.href.includes(myTenant));
      assert.equal(await open(new URL(url.href.replace(myTenant, theirTenant))), undefined);
    },
  },
  {
    name: "signs a missing key into a URL that finds nothing",
    needs: "stores",
    async run({ storage, open }) {
      assert.equal(await open(await storage.signedUrl(anyKey(), 60)), undefined);
    },
  },
  {
    name: "signs for whole seconds from one to seven days only",
    needs: "stores",
    async run({ storage }) {
      const key = anyKey();
      for (const ttl of [1, 604_800]) assert.ok((await storage.signedUrl(key, ttl)) instanceof URL);
      for (const ttl of [0, -1, 1.5, 604_801, Number.NaN, Infinity]) {
        await assert.rejects(storage.signedUrl(key, ttl), { code: "media.invalid_ttl", kind: "invalid" });
      }
    },
  },
  {
    name: "gives up with a retryable media.unavailable when the signal is aborted",
    needs: "stores",
    async run({ storage }) {
      const [key, signal] = [anyKey(), AbortSignal.abort()];
      const givenUp = { code: "media.unavailable", kind: "unavailable", retryable: true };
      await assert.rejects(storage.put(key, text("x"), { ...plain, signal }), givenUp);
      await assert.rejects(storage.get(key, { signal }), givenUp);
      await assert.rejects(storage.remove(key, { signal }), givenUp);
    },
  },
  {
    name: "says that uploads are off, and refuses one as media.disabled",
    needs: "refuses",
    async run({ storage }) {
      assert.equal(storage.capabilities.stores, false);
      await assert.rejects(storage.put(anyKey(), text("x"), plain), disabled);
    },
  },
  {
    name: "signs nothing when uploads are off",
    needs: "refuses",
    async run({ storage }) {
      await assert.rejects(storage.signedUrl(anyKey(), 60), disabled);
    },
  },
];

const plain = { contentType: "text/plain" };
const missing = { code: "media.not_found", kind: "not_found", retryable: false };
const invalidKey = { code: "media.invalid_key", kind: "invalid", retryable: false };
const disabled = { code: "media.disabled", kind: "unavailable", retryable: false };

function anyKey(name = "file.txt"): string {
  return objectKey(randomUUID(), name);
}

function foreignKeys(): readonly string[] {
  const mine = `t/${randomUUID()}`;
  return ["", "file.txt", `/${mine}/a.txt`, `${mine}/../t2/a.txt`, `${mine}/%2e%2e/a.txt`, `${mine}/`, `${mine}/a\nb`];
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

import { describeConformance, describeMutants, type Mutant } from "@ninefold/testing/conformance-kit";
import { MediaError, objectKey, type MediaStorage } from "@ninefold/media";
import { mediaCases, type MediaSubject } from "./conformance.ts";
import { targets } from "./targets.ts";

describeConformance("MediaStorage", mediaCases, targets);

const nothing = { body: new Uint8Array(), contentType: "text/plain" };

/** Broken in ways that an adapter with storage and one without can both be. */
const anywhere: Record<string, Mutant<MediaSubject>> = {
  "answers an empty file for a missing key": breaking((good) => ({
    get: (...args) =>
      good.get(...args).catch((error: unknown) => (is(error, "media.not_found") ? nothing : fail(error))),
  })),
  "throws when removing a missing key": breaking((good) => ({
    remove: async (key, options) => {
      await good.get(key, options);
      await good.remove(key, options);
    },
  })),
  "writes at any key": breaking((good) => ({ put: (key, ...rest) => good.put(mend(key), ...rest) })),
  "reads any key": breaking((good) => ({ get: (key, options) => good.get(mend(key), options) })),
  "removes any key": breaking((good) => ({ remove: (key, options) => good.remove(mend(key), options) })),
  "signs any key": breaking((good) => ({ signedUrl: (key, ...rest) => good.signedUrl(mend(key), ...rest) })),
};

describeMutants("MediaStorage (memory)", mediaCases, targets.memory, {
  ...anywhere,
  "drops the content type": breaking((good) => ({
    put: (key, body, options) => good.put(key, body, { ...options, contentType: options.contentType && "x/x" }),
  })),
  "writes one byte less": breaking((good) => ({
    put: (key, body, options) => good.put(key, body.subarray(0, -1), options),
  })),
  "refuses an empty body": breaking((good) => ({
    put: async (key, body, options) => {
      if (body.byteLength === 0) throw new MediaError("media.too_large", "empty");
      await good.put(key, body, options);
    },
  })),
  "keeps what was there first": breaking((good) => ({
    put: async (key, body, options) => {
      const taken = await good
        .get(key, options)
        .catch((error: unknown) => (is(error, "media.not_found") ? undefined : fail(error)));
      if (taken === undefined) await good.put(key, body, options);
    },
  })),
  "stores everything in one place": breaking((good) => ({
    put: (key, ...rest) => good.put(onePlace(key), ...rest),
    get: (key, options) => good.get(onePlace(key), options),
  })),
  "keeps the caller's array": (subject) => {
    const lent = new Map<string, Uint8Array>();
    return breaking((good) => ({
      put: async (key, body, options) => {
        await good.put(key, body, options);
        lent.set(key, body);
      },
      get: async (key, options) => ({ ...(await good.get(key, options)), body: lent.get(key) ?? nothing.body }),
    }))(subject);
  },
  "removes nothing": breaking((good) => ({
    remove: async (key, options) => void (await good.get(key, options).catch(ignoreMissing)),
  })),
  "has a limit one byte lower than it says": breaking((good) => ({
    limits: { maxBytes: good.limits.maxBytes + 1 },
  })),
  "cuts a body that is too large": breaking((good) => ({
    put: (key, body, options) => good.put(key, body.subarray(0, good.limits.maxBytes), options),
  })),
  "takes any content type": breaking((good) => ({
    put: (key, body, options) =>
      good
        .put(key, body, options)
        .catch((error: unknown) => (is(error, "media.invalid_content_type") ? undefined : fail(error))),
  })),
  "signs for ever": breaking((good) => ({
    signedUrl: (key, ttl, options) => good.signedUrl(key, ttl * 10_000, options),
  })),
  "signs for no time": breaking((good) => ({ signedUrl: (key, _ttl, options) => good.signedUrl(key, 1, options) })),
  "serves an altered URL": (subject) => ({
    ...subject,
    open: async (url) =>
      (await subject.open(url)) ?? (await subject.storage.get(keyOf(url)).catch(ignoreMissing))?.body,
  }),
  "serves a URL to nothing": (subject) => ({
    ...subject,
    open: async (url) => (await subject.open(url)) ?? nothing.body,
  }),
  "never gives up": breaking((good) => ({ put: (key, body, { contentType }) => good.put(key, body, { contentType }) })),
});

describeMutants("MediaStorage (none)", mediaCases, targets.none, {
  ...anywhere,
  "loses an upload in silence": breaking((good) => ({
    put: (...args) =>
      good.put(...args).catch((error: unknown) => (is(error, "media.disabled") ? undefined : fail(error))),
  })),
  "signs a URL to nowhere": breaking((good) => ({
    signedUrl: (...args) =>
      good
        .signedUrl(...args)
        .catch((error: unknown) => (is(error, "media.disabled") ? new URL("https://media.invalid") : fail(error))),
  })),
});

function breaking(part: (good: MediaStorage) => Partial<MediaStorage>): Mutant<MediaSubject> {
  return (subject) => ({ ...subject, storage: { ...subject.storage, ...part(subject.storage) } });
}

/** What a vendor's SDK does to a bad key: makes some good one of it. */
function mend(key: string): string {
  try {
    const [, tenantId = "", ...name] = key.split("/");
    return objectKey(tenantId, name.join("/"));
  } catch {
    return objectKey("t2", "a.txt");
  }
}

function onePlace(key: string): string {
  return mend(key) === key ? objectKey("t2", "a.txt") : key;
}

function keyOf(url: URL): string {
  return decodeURIComponent(url.pathname.slice(1));
}

function is(error: unknown, code: string): boolean {
  return error instanceof MediaError && error.code === code;
}

function ignoreMissing(error: unknown): undefined {
  return is(error, "media.not_found") ? undefined : fail(error);
}

function fail(error: unknown): never {
  throw error;
}

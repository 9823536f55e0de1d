import { describeConformance, describeMutants, type Mutant } from "@ninefold/testing/conformance-kit";
import { MediaError, objectKey, type MediaStorage, type UploadTicket } from "@ninefold/media";
import { afterAll, beforeAll } from "vitest";
import { mediaCases, type MediaSubject } from "./conformance.ts";
import { makeImagekit, targets } from "./targets.ts";
import { openWire, type Wire, type WireFault } from "./wire.ts";

describeConformance("MediaStorage", mediaCases, targets);

const nothing = new Uint8Array();

/** Broken in ways that an adapter with storage and one without can both be. */
const anywhere: Record<string, Mutant<MediaSubject>> = {
  "answers an empty file for a missing key": breaking((good) => ({
    get: (...args) => good.get(...args).catch(unless("media.not_found", nothing)),
  })),
  "finds an empty file at a missing key": breaking((good) => ({
    find: async (...args) => (await good.find(...args)) ?? { sizeBytes: 0, head: nothing },
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
  "signs any key": breaking((good) => ({ signedUrl: (key, options) => good.signedUrl(mend(key), options) })),
  "makes tickets for any key": breaking((good) => ({
    createUpload: (key, options) => good.createUpload(mend(key), options),
  })),
};

/** Broken in ways that only an adapter that stores can be. */
const storing: Record<string, Mutant<MediaSubject>> = {
  "writes one byte less": breaking((good) => ({ put: (key, body, o) => good.put(key, body.subarray(0, -1), o) })),
  "stores an empty body": breaking((good) => ({
    put: (key, body, o) => good.put(key, body.byteLength === 0 ? new Uint8Array(1) : body, o),
  })),
  "keeps what was there first": breaking((good) => ({
    put: async (key, body, o) => {
      if (body.byteLength === 0 || (await good.find(key, o)) === undefined) await good.put(key, body, o);
    },
  })),
  "stores everything in one place": breaking((good) => ({
    put: (key, ...rest) => good.put(onePlace(key), ...rest),
    get: (key, o) => good.get(onePlace(key), o),
  })),
  "keeps the caller's array": (subject) => {
    const lent = new Map<string, Uint8Array>();
    return breaking((good) => ({
      put: async (key, body, o) => {
        await good.put(key, body, o);
        lent.set(key, body);
      },
      get: async (key, o) => {
        await good.get(key, o);
        return lent.get(key) ?? nothing;
      },
    }))(subject);
  },
  "removes nothing": breaking((good) => ({ remove: async (key, o) => void (await good.find(key, o)) })),
  "has a limit one byte lower than it says": breaking((good) => ({
    limits: { maxBytes: good.limits.maxBytes + 1 },
  })),
  "cuts a body that is too large": breaking((good) => ({
    put: (key, body, o) => good.put(key, body.subarray(0, good.limits.maxBytes), o),
  })),
  "tells half the size": breaking((good) => ({
    find: async (key, o) => {
      const found = await good.find(key, o);
      return found && { ...found, sizeBytes: Math.ceil(found.sizeBytes / 2) };
    },
  })),
  "shows the whole file as its beginning": breaking((good) => ({
    find: async (key, o) => {
      const found = await good.find(key, o);
      return found && { ...found, head: await good.get(key, o) };
    },
  })),
  "believes any reference": (subject) => {
    const keys = new Map<string, string>();
    return breaking((good) => ({
      find: async (key, o) => {
        const found = await good.find(key, o);
        keys.set(found?.reference ?? "only", found === undefined ? (keys.get("only") ?? key) : key);
        return found ?? good.find(keys.get(o?.reference ?? "only") ?? key);
      },
    }))(subject);
  },
  "takes nothing from browsers": sending(async () => ({ isTaken: false })),
  "takes a ticket again and again": (subject) => {
    const owners = new Map<string, string>();
    const tickets = breaking((good) => ({
      createUpload: async (key, options) => {
        const ticket = await good.createUpload(key, options);
        owners.set(JSON.stringify(ticket.fields), key);
        return ticket;
      },
    }))(subject);
    return {
      ...tickets,
      send: async (ticket, body) => {
        const sent = await subject.send(ticket, body);
        const key = owners.get(JSON.stringify(ticket.fields));
        if (sent.isTaken || key === undefined) return sent;
        if (body.byteLength > subject.storage.limits.maxBytes) return sent;
        await subject.storage.put(key, body);
        return { isTaken: true };
      },
    };
  },
  "makes one ticket per key": (subject) => {
    const made = new Map<string, Promise<UploadTicket>>();
    return breaking((good) => ({
      createUpload: (key, options) => {
        const ticket = made.get(key) ?? good.createUpload(key, options);
        made.set(key, ticket);
        return ticket;
      },
    }))(subject);
  },
  "makes tickets that are dead at once": breaking((good) => ({
    createUpload: (key, o) => good.createUpload(key, { ...o, ttlSeconds: Math.min(o.ttlSeconds, 1) }),
  })),
  "makes tickets that live on": breaking((good) => ({
    createUpload: (key, o) => good.createUpload(key, { ...o, ttlSeconds: o.ttlSeconds * 10 }),
  })),
  "makes tickets for anything that fits": breaking((good) => ({
    createUpload: (key, o) => good.createUpload(key, { ...o, maxBytes: Math.max(o.maxBytes, good.limits.maxBytes) }),
  })),
  "believes where a form says that it goes": (subject) => ({
    ...subject,
    send: async (ticket, body) => {
      const sent = await subject.send(ticket, body);
      const { key, folder, fileName } = ticket.fields;
      const place = key ?? `${folder?.slice(1)}/${fileName}`;
      if (!sent.isTaken && body.byteLength < 1_000) await subject.storage.put(place, body);
      return sent.isTaken ? sent : { isTaken: true };
    },
  }),
  "signs for ever": breaking((good) => ({
    signedUrl: (key, o) => good.signedUrl(key, { ...o, ttlSeconds: o.ttlSeconds * 10_000 }),
  })),
  "signs for no time": breaking((good) => ({ signedUrl: (key, o) => good.signedUrl(key, { ...o, ttlSeconds: 1 }) })),
  "serves an altered URL": (subject) => ({
    ...subject,
    open: async (url) => {
      const opened = await subject.open(url);
      const body = opened?.body ?? (await subject.storage.get(keyOf(url)).catch(unless("media.not_found", undefined)));
      return body && { body, isDownload: opened?.isDownload ?? false };
    },
  }),
  "opens without a signature": (subject) => ({
    ...subject,
    open: async (url) =>
      (await subject.open(url)) ??
      (url.search === "" ? { body: await subject.storage.get(keyOf(url)), isDownload: false } : undefined),
  }),
  "serves a URL to nothing": (subject) => ({
    ...subject,
    open: async (url) => (await subject.open(url)) ?? { body: nothing, isDownload: false },
  }),
  "shows what should be saved": breaking((good) => ({
    signedUrl: (key, { download: _download, ...o }) => good.signedUrl(key, o),
  })),
  "never gives up": breaking((good) => ({ put: (key, body) => good.put(key, body) })),
};

describeMutants("MediaStorage (memory)", mediaCases, targets.memory, { ...anywhere, ...storing });

/** Faults between the SDK and the vendor, as a proxy, a gateway or a change at the vendor's would bring them. */
const onTheWire = {
  "cuts answers in half": {
    toAnswer: (answer) => ({ ...answer, body: answer.body.subarray(0, answer.body.length / 2) }),
  },
  "calls every failure the fault of the gateway": {
    toAnswer: (answer) =>
      answer.status < 400 ? answer : { ...answer, status: 502, body: Buffer.from("<h1>Bad gateway</h1>") },
  },
  "answers with a page of its own": {
    toAnswer: (answer) => ({ ...answer, status: 200, body: Buffer.from("<h1>Sign in to this network</h1>") }),
  },
  "forgets that files are private": {
    toRequest: (request) => ({
      ...request,
      body: Buffer.from(
        request.body.toString("latin1").replaceAll(/(isPrivateFile"\r\n\r\n)true/g, "$1xxxx"),
        "latin1",
      ),
    }),
  },
  "loses what a URL asks for": {
    toRequest: (request) => ({ ...request, path: request.path.replace(/[?&]tr=[^&]*&/, "?") }),
  },
} as const satisfies Record<string, WireFault>;

let wire: Wire;
const opened: Promise<MediaSubject>[] = [];
beforeAll(async () => {
  wire = await openWire(onTheWire);
});
afterAll(async () => {
  for (const subject of opened) await targets.imagekit.close(await subject);
  await wire.close();
});

describeMutants("MediaStorage (imagekit)", mediaCases, targets.imagekit, {
  ...anywhere,
  ...storing,
  "shows pictures as they were sent": breaking((good) => ({
    signedUrl: (key, { transform: _transform, ...o }) => good.signedUrl(key, o),
  })),
  "shows every picture small": breaking((good) => ({
    signedUrl: (key, o) => good.signedUrl(key, { transform: { widthPixels: 8, heightPixels: 8 }, ...o }),
  })),
  "takes everything for a picture": breaking((good) => ({
    find: async (key, o) => {
      const found = await good.find(key, o);
      return found && { ...found, isPicture: true };
    },
  })),
  ...Object.fromEntries(Object.keys(onTheWire).map((fault) => [`${fault} on the wire`, through(fault)])),
});

describeMutants("MediaStorage (none)", mediaCases, targets.none, {
  ...anywhere,
  "loses an upload in silence": breaking((good) => ({
    put: (...args) => good.put(...args).catch(unless("media.disabled", undefined)),
  })),
  "signs a URL to nowhere": breaking((good) => ({
    signedUrl: (...args) => good.signedUrl(...args).catch(unless("media.disabled", new URL("https://media.invalid"))),
  })),
});

/** The same adapter and SDK; only the way to the vendor is bad. Nothing of the first subject is used but its place. */
function through(fault: string): Mutant<MediaSubject> {
  return (good) => {
    let made: Promise<MediaSubject> | undefined;
    const bad = () => {
      if (made === undefined) opened.push((made = makeImagekit((url) => wire.through(fault, url))));
      return made;
    };
    const storage: MediaStorage = {
      capabilities: good.storage.capabilities,
      limits: good.storage.limits,
      put: async (...args) => (await bad()).storage.put(...args),
      createUpload: async (...args) => (await bad()).storage.createUpload(...args),
      find: async (...args) => (await bad()).storage.find(...args),
      get: async (...args) => (await bad()).storage.get(...args),
      remove: async (...args) => (await bad()).storage.remove(...args),
      signedUrl: async (...args) => (await bad()).storage.signedUrl(...args),
    };
    return {
      ...good,
      storage,
      advance: async (seconds) => (await bad()).advance(seconds),
    };
  };
}

function breaking(part: (good: MediaStorage) => Partial<MediaStorage>): Mutant<MediaSubject> {
  return (subject) => ({ ...subject, storage: { ...subject.storage, ...part(subject.storage) } });
}

function sending(send: MediaSubject["send"]): Mutant<MediaSubject> {
  return (subject) => ({ ...subject, send });
}

/** What a vendor's SDK does to a bad key: makes some good one of it. */
function mend(key: string): string {
  try {
    const [, tenantId = "", ...name] = key.split("/");
    return objectKey({ tenantId }, name.join("/"));
  } catch {
    return objectKey({ tenantId: "t2" }, "a.txt");
  }
}

function onePlace(key: string): string {
  return mend(key) === key ? objectKey({ tenantId: "t2" }, "a.txt") : key;
}

const keyOf = (url: URL) => url.pathname.replace(/^\/ik\/local/, "").slice(1);

function unless<Value>(code: string, value: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof MediaError && error.code === code) return value;
    throw error;
  };
}

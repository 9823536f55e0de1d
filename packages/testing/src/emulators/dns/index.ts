import { type Emulator, runEmulator, type RunOptions } from "../frame/run.ts";
import { dnsPages } from "./pages.ts";
import { DnsRecord, type NewRecord } from "./records.ts";
import { type DnsServer, openDns } from "./server.ts";

export interface DnsOptions extends RunOptions {
  readonly productUrl?: string | undefined;
}

export interface DnsEmulator extends Emulator {
  /** What a resolver is told: `127.0.0.1:5353`. DNS is on the port of its pages, by UDP. */
  readonly server: string;
  add(record: NewRecord): void;
  /** Every record of the name. */
  remove(name: string): void;
}

const MOST_RECORDS = 500;

/** DNS on this machine, for the names that somebody has put in: TXT records, and where hosts are. */
export async function startDns(options: DnsOptions = {}): Promise<DnsEmulator> {
  const held: {
    add?: (record: NewRecord) => void;
    remove?: (name: string) => void;
    list?: () => readonly DnsRecord[];
  } = {};
  const emulator = await runEmulator("dns", options, ({ store }) => {
    const records = store.collection("records", DnsRecord, MOST_RECORDS);
    const list = () => records.list();
    const add = ({ type, name, value }: NewRecord) => {
      const record = { type, name: plain(name), value: value.trim() };
      const id = `${record.type} ${record.name} ${record.value}`;
      store.change(() => records.put(id, { id, ...record }));
    };
    const removeAll = (isGone: (record: DnsRecord) => boolean) =>
      store.change(() => {
        for (const one of list().filter(isGone)) records.remove(one.id);
      });
    Object.assign(held, { list, add, remove: (name: string) => removeAll((one) => one.name === plain(name)) });
    const removeOne = (id: string) => removeAll((one) => one.id === id);
    const pages = dnsPages({ list, add, removeOne, productUrl: options.productUrl });
    return { routes: {}, events: [], pages };
  });

  const port = Number(new URL(emulator.url).port);
  const open = () =>
    openDns(port, (type, name) => {
      const known = (held.list?.() ?? []).filter((one) => one.name === name);
      if (known.length === 0) return undefined;
      return known
        .filter((one) => one.type === type)
        .map((one) =>
          one.type === "TXT"
            ? { type: "TXT", name, ttl: 0, data: one.value }
            : { type: one.type, name, ttl: 0, data: one.value },
        );
    });
  let server: DnsServer | undefined = await open();
  const end = async () => {
    const ending = server;
    server = undefined;
    await ending?.close();
  };
  const { stop, start, close } = emulator;
  return Object.assign(emulator, {
    server: `127.0.0.1:${port}`,
    add: (record: NewRecord) => held.add?.(record),
    remove: (name: string) => held.remove?.(name),
    stop: async () => void (await Promise.all([end(), stop()])),
    async start() {
      await start();
      server ??= await open();
    },
    close: async () => void (await Promise.all([end(), close()])),
  });
}

const plain = (name: string): string => name.trim().toLowerCase().replace(/\.$/, "");

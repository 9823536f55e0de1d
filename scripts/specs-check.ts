/**
 * `npm run specs:check -- <folder>`: drives every SDK call that the contracts of the emulators know, and holds each
 * request, answer and webhook against the vendor's own OpenAPI file in that folder, `<vendor>.openapi.json` or `.yaml`.
 * The files are the vendors' and no part of this repository, so this is apart from `npm test`.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { contracts } from "@ninefold/testing/emulators/contracts";
import type { Emulator, LoggedRequest } from "@ninefold/testing/emulators";
import { z } from "zod";
import { KNOWN } from "./specs/known.ts";
import { readSpec, schemaOf, type Spec } from "./specs/openapi.ts";

const Delivery = z.object({ event: z.string(), body: z.string().transform((text): unknown => JSON.parse(text)) });

interface Report {
  readonly lines: readonly string[];
  readonly mismatches: readonly string[];
}

/** One vendor's emulator against its file. */
export async function checkVendor(vendor: keyof typeof KNOWN, file: string): Promise<Report> {
  const spec = readSpec(file);
  const seen: Seen = { requests: [], events: [] };
  for (const { run } of contracts[vendor]) await run((emulator) => note(emulator, seen));

  const [answered, refused] = partition(seen.requests, ({ answer }) => (answer?.status ?? 0) < 400);
  const found = [
    ...answered.flatMap((one) => faultsOf(one, spec)),
    ...seen.events.flatMap((one) => eventFaults(one, spec)),
  ];
  const isKnown = (known: (typeof KNOWN)[typeof vendor][number]) => (one: Fault) =>
    one.where === known.where && one.fault.replaceAll(/\/\d+/g, "/*") === known.fault;
  const mismatches = found.filter((one) => !KNOWN[vendor].some((known) => isKnown(known)(one)));
  const stale = KNOWN[vendor].filter((known) => !found.some(isKnown(known)));

  const routes = new Set(answered.map(({ route }) => route));
  return {
    lines: [
      `${vendor}: ${path.basename(file)}, OpenAPI ${spec.openapi}, version ${spec.version}`,
      `  ${routes.size} routes, ${answered.length} requests with their answers, ${seen.events.length} webhooks checked`,
      `  ${refused.length} refusals not checked: the file describes none`,
      ...KNOWN[vendor].map(({ where, fault, why }) => `  known: ${where}: ${fault} (${why})`),
    ],
    mismatches: [
      ...new Set(mismatches.map(({ where, fault }) => `${vendor}: ${where}: ${fault}`)),
      ...stale.map(({ where, fault }) => `${vendor}: ${where}: no longer differs, take it out of known.ts: ${fault}`),
    ],
  };
}

interface Seen {
  readonly requests: LoggedRequest[];
  readonly events: z.infer<typeof Delivery>[];
}
interface Fault {
  readonly where: string;
  readonly fault: string;
}

function note(emulator: Emulator, { requests, events }: Seen): void {
  requests.push(...emulator.requests());
  events.push(...z.array(Delivery).parse(emulator.state()["deliveries"] ?? []));
}

function faultsOf({ route, method, path: asked, body, answer }: LoggedRequest, spec: Spec): readonly Fault[] {
  const where = route ?? `${method} ${asked}`;
  const operation = spec.findOperation(where);
  if (operation === undefined) return [{ where, fault: "this route is not in the file" }];
  const response = operation.responses?.[String(answer?.status)];
  if (response === undefined) return [{ where, fault: `status ${answer?.status} is not in the file` }];
  const requested = schemaOf(operation.requestBody);
  const inRequest = requested === undefined || body === undefined ? [] : spec.faults(requested, body);
  const schema = schemaOf(response);
  const inAnswer = schema === undefined ? undescribed(answer?.body) : spec.faults(schema, answer?.body);
  return [
    ...inRequest.map((fault) => ({ where, fault: `request ${fault}` })),
    ...inAnswer.map((fault) => ({ where, fault })),
  ];
}

const undescribed = (body: unknown) => (body === "" ? [] : ["an answer without a schema in the file"]);

function eventFaults({ event, body }: z.infer<typeof Delivery>, spec: Spec): readonly Fault[] {
  const where = `webhook ${event}`;
  const schema = schemaOf(spec.findWebhook(event)?.requestBody);
  if (schema === undefined) return [{ where, fault: "this webhook is not in the file" }];
  return spec.faults(schema, body).map((fault) => ({ where, fault }));
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): readonly [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

/** What the vendors call themselves, of those that publish a file: PostHog and Sentry describe no ingestion. */
const FILES = {
  resend: "resend",
  dodo: "dodo-payments",
  imagekit: "imagekit",
  trigger: "trigger-dev",
} as const;

async function main(folder: string | undefined): Promise<number> {
  if (folder === undefined) {
    console.error("Usage: npm run specs:check -- <folder with the vendors' OpenAPI files>");
    return 1;
  }
  let failures = 0;
  for (const vendor of ["resend", "dodo", "imagekit", "trigger"] as const) {
    const names = ["json", "yaml", "yml"].map((ending) => path.resolve(folder, `${FILES[vendor]}.openapi.${ending}`));
    const file = names.find((name) => existsSync(name));
    const report: Report =
      file === undefined
        ? { lines: [], mismatches: [`${vendor}: no ${path.basename(names[0] ?? "")} in ${folder}`] }
        : await checkVendor(vendor, file);
    for (const line of report.lines) console.log(line);
    for (const mismatch of report.mismatches) console.error(`MISMATCH ${mismatch}`);
    failures += report.mismatches.length;
  }
  console.log(failures === 0 ? "Every emulator answers as its vendor's file says." : `${failures} mismatches.`);
  return failures === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) process.exit(await main(process.argv[2]));

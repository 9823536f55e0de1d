import type { Property } from "./description.ts";

export interface Spoiled {
  readonly what: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly type?: string;
  readonly statuses: readonly number[];
}

const REFUSED = [422];
const UNREADABLE = [400, 422];

/** A word that no answer may repeat. */
export const ECHO = "fYqzPlover";

/** Every way to spoil a body that is right: as a whole, and each of its properties. */
export function spoil(right: Readonly<Record<string, unknown>>, properties: Readonly<Record<string, Property>>) {
  return [
    ...spoilWhole(right),
    ...Object.entries(properties).flatMap(([name, one]) => spoilProperty(right, name, one)),
  ];
}

const json = (what: string, body: string, statuses: readonly number[] = REFUSED): Spoiled => ({ what, body, statuses });

function spoilWhole(right: Readonly<Record<string, unknown>>): readonly Spoiled[] {
  const text = JSON.stringify(right);
  const withField = (field: string, value: string) =>
    text === "{}" ? `{${field}:${value}}` : `${text.slice(0, -1)},${field}:${value}}`;
  return [
    json("a field that is not known", withField(`"${ECHO}"`, `"${ECHO}"`)),
    json("a role slipped in", withField('"isOperator"', "true")),
    json("a prototype", withField('"__proto__"', `{"${ECHO}":true}`)),
    json("a constructor", withField('"constructor"', `{"prototype":{"${ECHO}":true}}`)),
    json("a method of all objects", withField('"toString"', `"${ECHO}"`)),
    json("an unknown field nested 100,000 deep", withField('"deep"', "[".repeat(100_000) + "]".repeat(100_000))),
    json("a list", `[${text}]`),
    json("a text", JSON.stringify(text)),
    json("a number", "7"),
    json("a number beyond all", "1e999"),
    json("nothing", "null"),
    json("true", "true"),
    json("no body at all", "", UNREADABLE),
    json("half of it", `{"${ECHO}"`, UNREADABLE),
    json("two of it", text + text, UNREADABLE),
    json("JSON with a comment", `/* ${ECHO} */ ${text}`, UNREADABLE),
    json("JavaScript", `{${ECHO}: 1}`, UNREADABLE),
    { what: "bytes that are no text", body: new Uint8Array([0xff, 0xfe, 0x7b, 0x7d, 0xc3]), statuses: UNREADABLE },
    json("more than a megabyte", withField('"padding"', `"${ECHO.repeat(110_000)}"`), [413]),
    { what: "plain text", body: text, type: "text/plain", statuses: [415] },
    { what: "a form", body: `a=${ECHO}`, type: "application/x-www-form-urlencoded", statuses: [415] },
    { what: "a form with files", body: "--x--", type: "multipart/form-data; boundary=x", statuses: [415] },
    { what: "what only looks like JSON", body: text, type: "application/jsonp", statuses: [415] },
  ];
}

function spoilProperty(right: Readonly<Record<string, unknown>>, name: string, property: Property): readonly Spoiled[] {
  if (["integer", "boolean", undefined].includes(property.type)) return spoilScalar(right, name, property);
  if (property.type === "array") return spoilList(right, name);
  if (property.type === "object") return spoilObject(right, name, property);
  if (property.type !== "string") throw new Error(`spoiled.ts does not know how to spoil a ${property.type} (${name})`);
  const values: readonly (readonly [what: string, value: unknown])[] = [
    ["nothing", null],
    ["a number", 7],
    ["yes", true],
    ["a list", [ECHO]],
    ["an object", { [ECHO]: ECHO }],
    ["a query", { $gt: "" }],
    ["a text of 100,000 characters", ECHO.repeat(10_000)],
    ...(property.enum === undefined ? [] : ([["none of its values", ECHO]] as const)),
  ];
  // Written by hand, since no value that JavaScript has is written so.
  const withRaw = (raw: string) => JSON.stringify({ ...right, [name]: RAW }).replace(`"${RAW}"`, () => raw);
  return [
    ...values.map(([what, value]) => json(`${what} as ${name}`, JSON.stringify({ ...right, [name]: value }))),
    json(`a number beyond all as ${name}`, withRaw("1e999")),
    json(`a list 50,000 deep as ${name}`, withRaw("[".repeat(50_000) + "]".repeat(50_000))),
  ];
}

/** An object with members that it needs. What else it has is not read. */
function spoilObject(right: Readonly<Record<string, unknown>>, name: string, property: Property): readonly Spoiled[] {
  const members = property.required ?? [];
  const spoiled = (member: string, value: unknown) => ({ ...Object(right[name]), [member]: value }) as unknown;
  const values: readonly (readonly [what: string, value: unknown])[] = [
    ["nothing", null],
    ["a text", ECHO],
    ["a number", 7],
    ["a list", [right[name]]],
    ["another object", { [ECHO]: ECHO }],
    ...members.map((member) => [`itself without ${member}`, spoiled(member, undefined)] as const),
    ...members.map((member) => [`itself with a number for ${member}`, spoiled(member, 7)] as const),
    ...members.map((member) => [`itself with a query for ${member}`, spoiled(member, { $gt: ECHO })] as const),
  ];
  return values.map(([what, value]) => json(`${what} as ${name}`, JSON.stringify({ ...right, [name]: value })));
}

/** A list of texts from a choice. */
function spoilList(right: Readonly<Record<string, unknown>>, name: string): readonly Spoiled[] {
  const values: readonly (readonly [what: string, value: unknown])[] = [
    ["nothing", null],
    ["a text", ECHO],
    ["a number", 7],
    ["an object", { [ECHO]: ECHO }],
    ["a list of what is none of the choice", [ECHO]],
    ["a list of lists", [[ECHO]]],
    ["a list of 100,000", Array.from({ length: 100_000 }, () => "x")],
  ];
  return values.map(([what, value]) => json(`${what} as ${name}`, JSON.stringify({ ...right, [name]: value })));
}

/** A whole number, yes or no, or a choice of types that takes any single value. */
function spoilScalar(right: Readonly<Record<string, unknown>>, name: string, property: Property): readonly Spoiled[] {
  const { type, anyOf = [] } = property;
  const mayBeNothing = anyOf.some((one) => one.type === "null");
  const never: readonly (readonly [what: string, value: unknown])[] = [
    ...(mayBeNothing ? [] : ([["nothing", null]] as const)),
    ["a list", [ECHO]],
    ["an object", { [ECHO]: ECHO }],
    ["a query", { $gt: "" }],
  ];
  const noInteger: typeof never = [
    ["a text", ECHO],
    ["a number as text", "7"],
    ["yes", true],
    ["half a number", 0.5],
    ["a number below all", -1e15],
    ["a number above all", 1e300],
  ];
  const noChoice: typeof never = [
    ["a text", ECHO],
    ["yes as text", "true"],
    ["one", 1],
  ];
  const more = { integer: noInteger, boolean: noChoice }[type ?? ""] ?? [];
  return [...never, ...more].map(([what, value]) =>
    json(`${what} as ${name}`, JSON.stringify({ ...right, [name]: value })),
  );
}

const RAW = "RAW";

/** Texts that are no text, or look like something else. They may be taken or refused, and must break nothing. */
export const ODD_TEXTS = [
  `${ECHO}\u0000`,
  `${ECHO}\ud800`,
  `\udfff${ECHO}`,
  `${ECHO}\u202e\u200b`,
  `'; drop table identity."user"; -- ${ECHO}`,
  `<script>alert("${ECHO}")</script>`,
  `../../${ECHO}`,
  "%00%0d%0aset-cookie:a=b",
  "😀".repeat(40),
  "",
  " ",
] as const;

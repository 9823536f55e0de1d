import type { Event, Exception, StackFrame } from "@sentry/node";
import type { EventMessage } from "posthog-node";
import type { AnalyticsEvent, Fields } from "../../port.ts";

/** Ids that the vendor can search and group by. Everything else of a record is context. */
const TAGS = ["requestId", "traceId", "tenantId", "job", "runId", "system", "dependency", "route"];

/** An error is a tree, by `cause` and `errors`; the protocol has a list. Beyond this many it is cut. */
const MOST_EXCEPTIONS = 20;

/**
 * A redacted error in the SDK's words (develop.sentry.dev, "Exception Interface", read 2026-11-21): a list of exceptions,
 * the innermost cause first, each with the id of the one that it belongs to.
 */
export function toEvent(error: unknown, fields: Fields, newSpanId: () => string): Event {
  const { userId, ...rest } = fields;
  const { traceId } = rest;
  const tags = Object.fromEntries(
    TAGS.flatMap((name) => (typeof rest[name] === "string" ? [[name, rest[name].slice(0, 200)]] : [])),
  );
  const extra = Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in tags)));
  return {
    level: rest["isFatal"] === true ? "fatal" : "error",
    exception: { values: toExceptions(error) },
    tags,
    extra,
    ...(typeof userId === "string" && { user: { id: userId } }),
    ...(typeof traceId === "string" && { contexts: { trace: { trace_id: traceId, span_id: newSpanId() } } }),
  };
}

interface Place {
  readonly source?: string;
  readonly parent?: number;
}

function toExceptions(error: unknown): Exception[] {
  const found: Exception[] = [];
  const visit = (value: unknown, { source, parent }: Place) => {
    if (found.length >= MOST_EXCEPTIONS) return;
    const id = found.length;
    const { name, message, stack, cause, errors, ...data } = fieldsOf(value);
    const children = Array.isArray(errors) ? errors : [];
    const frames = Array.isArray(stack) ? toFrames(stack) : [];
    found.push({
      type: typeof name === "string" && name !== "" ? name : typeof value === "object" ? "Object" : "Thrown",
      value: typeof message === "string" ? message : (JSON.stringify(value) ?? ""),
      ...(frames.length > 0 && { stacktrace: { frames } }),
      mechanism: {
        type: parent === undefined ? "generic" : "chained",
        handled: true,
        exception_id: id,
        ...(parent !== undefined && { parent_id: parent }),
        ...(source !== undefined && { source }),
        ...(children.length > 0 && { is_exception_group: true }),
        ...(typeof message === "string" && Object.keys(data).length > 0 && { data: asData(data) }),
      },
    });
    children.forEach((one, index) => visit(one, { source: `errors[${index}]`, parent: id }));
    if (cause !== undefined && cause !== null) visit(cause, { source: "cause", parent: id });
  };
  visit(error, {});
  return found.toReversed();
}

/** The protocol takes text and truth values there; what is more is written as JSON. */
function asData(data: Readonly<Record<string, unknown>>): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      typeof value === "string" || typeof value === "boolean" ? value : JSON.stringify(value),
    ]),
  );
}

/** As V8 writes a call: `at send (file:///app/src/send.ts:7:12)`, or without the name. */
const CALL = /^at (?:(?<name>.+?) \()?(?<file>.+?)(?::(?<line>\d+))?(?::(?<column>\d+))?\)?$/;

/** The outermost call first, as the protocol has it. */
function toFrames(stack: readonly unknown[]): StackFrame[] {
  return stack
    .flatMap((line): StackFrame[] => {
      const { name, file = "", line: lineno, column } = (typeof line === "string" && CALL.exec(line)?.groups) || {};
      if (file === "") return [];
      const isOurs = file.includes("/") && !file.startsWith("node:") && !file.includes("/node_modules/");
      return [
        {
          filename: file,
          ...(name !== undefined && { function: name }),
          ...(lineno !== undefined && { lineno: Number(lineno) }),
          ...(column !== undefined && { colno: Number(column) }),
          in_app: isOurs,
        },
      ];
    })
    .toReversed();
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/**
 * Our event in the SDK's words. The vendor makes no profile of the person (`$process_person_profile`): nothing is known
 * of them there but their id. Names with `$` are the vendor's own and never a caller's.
 */
export function toCapture({ name, actorId, tenantId, properties = {} }: AnalyticsEvent): EventMessage {
  const own = Object.entries(properties).filter(([key]) => !key.startsWith("$"));
  return {
    distinctId: actorId,
    event: name,
    properties: { ...Object.fromEntries(own), $process_person_profile: false },
    ...(tenantId !== null && { groups: { workspace: tenantId } }),
  };
}

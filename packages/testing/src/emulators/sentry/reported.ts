import { z } from "zod";
import type { StoredError } from "./state.ts";

/** One error as the vendor shows it. */
export interface ReportedError {
  readonly id: string;
  /** The outermost exception, or what the message says. */
  readonly title: string;
  readonly level: string;
  /** Outermost first: what was thrown, then what caused it. */
  readonly exceptions: readonly ReportedException[];
  readonly tags: Readonly<Record<string, string>>;
  readonly userId: string | undefined;
  readonly traceId: string | undefined;
  readonly environment: string | undefined;
  readonly release: string | undefined;
  readonly extra: Readonly<Record<string, unknown>>;
  /** All of it, as the SDK sent it. */
  readonly event: Readonly<Record<string, unknown>>;
  readonly receivedAt: Date;
}

export interface ReportedException {
  readonly type: string;
  readonly value: string;
  /** Innermost call first, as a stack is read. */
  readonly frames: readonly ReportedFrame[];
  readonly mechanism: Readonly<Record<string, unknown>>;
}

export interface ReportedFrame {
  readonly function: string;
  readonly filename: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly isOurs: boolean;
}

const Frame = z.looseObject({
  function: z.string().catch("?"),
  filename: z.string().catch("?"),
  lineno: z.number().optional().catch(undefined),
  colno: z.number().optional().catch(undefined),
  in_app: z.boolean().catch(false),
});
const Exception = z.looseObject({
  type: z.string().catch("Error"),
  value: z.string().catch(""),
  stacktrace: z
    .looseObject({ frames: z.array(Frame).catch([]) })
    .optional()
    .catch(undefined),
  mechanism: z.record(z.string(), z.unknown()).catch({}),
});
const Event = z.looseObject({
  level: z.string().catch("error"),
  message: z.string().catch(""),
  environment: z.string().optional().catch(undefined),
  release: z.string().optional().catch(undefined),
  exception: z.looseObject({ values: z.array(Exception) }).catch({ values: [] }),
  tags: z.record(z.string(), z.coerce.string()).catch({}),
  user: z.looseObject({ id: z.coerce.string().optional() }).catch({}),
  contexts: z.looseObject({ trace: z.looseObject({ trace_id: z.string().optional() }).optional() }).catch({}),
  extra: z.record(z.string(), z.unknown()).catch({}),
});

export function readError({ id, event, receivedAt }: StoredError): ReportedError {
  const { level, message, environment, release, exception, tags, user, contexts, extra } = Event.parse(event);
  // The protocol has the cause first, and within a stack the outermost call.
  const exceptions = exception.values.toReversed().map(({ type, value, stacktrace, mechanism }) => ({
    type,
    value,
    mechanism,
    frames: (stacktrace?.frames ?? []).toReversed().map((frame) => ({
      function: frame.function,
      filename: frame.filename,
      line: frame.lineno,
      column: frame.colno,
      isOurs: frame.in_app,
    })),
  }));
  const [first] = exceptions;
  return {
    id,
    title: first === undefined ? message : `${first.type}: ${first.value}`,
    level,
    exceptions,
    tags,
    userId: user.id,
    traceId: contexts.trace?.trace_id,
    environment,
    release,
    extra,
    event,
    receivedAt: new Date(receivedAt),
  };
}

import { describe, expect, it } from "vitest";
import { redact } from "../../domain/redact.ts";
import { toCapture, toEvent } from "./translate.ts";

const event = (error: unknown, fields = {}) => toEvent(redact(error), fields, () => "00f067aa0ba902b7");

describe("toEvent", () => {
  it("has the cause before what it caused, each with the id of the one that it belongs to", () => {
    const cause = new TypeError("inner", { cause: "a string" });
    const { exception } = event(new AggregateError([new RangeError("one"), new Error("two")], "all", { cause }));
    expect(
      exception?.values?.map(({ type, value, mechanism }) => [type, value, mechanism?.parent_id, mechanism?.source]),
    ).toEqual([
      ["Thrown", '"a string"', 3, "cause"],
      ["TypeError", "inner", 0, "cause"],
      ["Error", "two", 0, "errors[1]"],
      ["RangeError", "one", 0, "errors[0]"],
      ["AggregateError", "all", undefined, undefined],
    ]);
  });

  it("reads a stack call by call, the outermost first, and knows our own", () => {
    const stack = [
      "at send (file:///app/packages/media/src/send.ts:7:12)",
      "at async Promise.all (index 0)",
      "at file:///app/node_modules/hono/dist/compose.js:1:2",
      "at process.processTicksAndRejections (node:internal/process/task_queues:104:5)",
      "not a call",
    ];
    const { exception } = toEvent({ name: "Error", message: "x", stack }, {}, () => "");
    expect(exception?.values?.[0]?.stacktrace?.frames).toEqual([
      {
        filename: "node:internal/process/task_queues",
        function: "process.processTicksAndRejections",
        lineno: 104,
        colno: 5,
        in_app: false,
      },
      { filename: "file:///app/node_modules/hono/dist/compose.js", lineno: 1, colno: 2, in_app: false },
      { filename: "index 0", function: "async Promise.all", in_app: false },
      { filename: "file:///app/packages/media/src/send.ts", function: "send", lineno: 7, colno: 12, in_app: true },
    ]);
  });

  it("puts ids into tags, the person into the user, and the rest into the context", () => {
    const fields = { requestId: "request-1", traceId: "a".repeat(32), userId: "person-1", tenantId: "t", step: 2 };
    expect(event(new Error("x"), fields)).toMatchObject({
      tags: { requestId: "request-1", tenantId: "t", traceId: "a".repeat(32) },
      user: { id: "person-1" },
      contexts: { trace: { trace_id: "a".repeat(32), span_id: "00f067aa0ba902b7" } },
      extra: { step: 2 },
    });
  });

  it("stops somewhere, however many causes there are", () => {
    let error = new Error("first");
    for (let depth = 0; depth < 11; depth++)
      error = new Error("next", { cause: new AggregateError([error, error], "more") });
    expect(event(error).exception?.values?.length).toBeLessThanOrEqual(20);
  });

  it("calls what ends a process fatal", () => {
    expect([event(new Error("x")).level, event(new Error("x"), { isFatal: true }).level]).toEqual(["error", "fatal"]);
  });
});

describe("toCapture", () => {
  it("lets no caller use the vendor's own names", () => {
    const properties = {
      $set: { email: "a" },
      $process_person_profile: true,
      $groups: { workspace: "other" },
      plan: "free",
    };
    expect(toCapture({ name: "x.y", actorId: "a", tenantId: "t", properties })).toEqual({
      distinctId: "a",
      event: "x.y",
      properties: { plan: "free", $process_person_profile: false },
      groups: { workspace: "t" },
    });
  });
});

import { createElement, Suspense } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Soon } from "./soon.tsx";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const list = createElement("ul");
const fallback = createElement("p");

it("is part of the page when it comes soon", async () => {
  const shown = await Soon({ of: async () => list, props: {}, fallback });
  expect(shown).toMatchObject({ type: Suspense, props: { fallback, children: list } });
  expect(vi.getTimerCount()).toBe(0);
});

it("is the same to the browser whether it came soon or late, so that the focus stays where it is", async () => {
  const late = Soon({ of: () => new Promise<typeof list>(() => {}), props: {}, fallback });
  await vi.advanceTimersByTimeAsync(100);
  const soon = await Soon({ of: async () => list, props: {}, fallback });
  expect((await late).type).toBe(soon.type);
});

it("is streamed behind its skeleton when it does not, and asked for once", async () => {
  const coming = Promise.withResolvers<typeof list>();
  const of = vi.fn(() => coming.promise);
  const shown = Soon({ of, props: {}, fallback });
  await vi.advanceTimersByTimeAsync(100);
  expect(await shown).toMatchObject({ type: Suspense, props: { fallback, children: coming.promise } });
  expect(of).toHaveBeenCalledOnce();
});

it("fails as its part does", async () => {
  const failed = Soon({ of: async () => Promise.reject(new Error("no answer")), props: {}, fallback });
  await expect(failed).rejects.toThrow("no answer");
});

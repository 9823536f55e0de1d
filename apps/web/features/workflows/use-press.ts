"use client";

import { useRef } from "react";

/**
 * Names presses: the same key for as long as the same thing is asked for and nobody has heard that it was done, so that
 * whoever presses again after a lost answer does nothing twice. After `done` the next press is another one.
 */
export function usePress() {
  const press = useRef<{ readonly what: string; readonly key: string }>(undefined);
  return {
    keyOf(...asked: readonly unknown[]): string {
      const what = JSON.stringify(asked);
      if (press.current?.what !== what) press.current = { what, key: crypto.randomUUID() };
      return press.current.key;
    },
    done(): void {
      press.current = undefined;
    },
  };
}

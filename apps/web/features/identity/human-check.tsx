"use client";

import { useEffect, useRef, useState } from "react";
import { Notice } from "../../ui/notice.tsx";
import type { SignUpGuardCopy } from "./copy/sign-up-guard.ts";

interface HumanCheckProps {
  readonly widget: { readonly siteKey: string; readonly scriptUrl: string };
  readonly language: string;
  /** Changes when the token was used: each is good once. */
  readonly turn: number;
  readonly copy: SignUpGuardCopy;
}

/** What the vendor's script brings (developers.cloudflare.com/turnstile, read 2026-11-22). */
interface Turnstile {
  render(
    place: HTMLElement,
    options: { sitekey: string; action: string; language: string; "response-field-name": string; size: string },
  ): string;
  reset(id: string): void;
  remove(id: string): void;
}

declare global {
  interface Window {
    readonly turnstile?: Turnstile;
  }
}

/** The field of the form that the widget fills in. */
export const HUMAN_FIELD = "human-token";

/** The vendor's widget, in its own frame. Without it, where its script does not load, the form goes on: the API decides. */
export function HumanCheck({ widget: { siteKey, scriptUrl }, language, turn, copy }: HumanCheckProps) {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef<string>(undefined);
  const [isAway, setAway] = useState(false);

  useEffect(() => {
    let isGone = false;
    async function show(): Promise<void> {
      const turnstile = await load(scriptUrl);
      if (isGone || place.current === null) return;
      if (turnstile === undefined) return setAway(true);
      const options = { sitekey: siteKey, action: "sign_up", language, size: "flexible" };
      shown.current = turnstile.render(place.current, { ...options, "response-field-name": HUMAN_FIELD });
    }
    void show();
    return () => {
      isGone = true;
      if (shown.current !== undefined) loaded()?.remove(shown.current);
      shown.current = undefined;
    };
  }, [siteKey, scriptUrl, language]);

  useEffect(() => {
    if (turn > 0 && shown.current !== undefined) loaded()?.reset(shown.current);
  }, [turn]);

  return (
    <fieldset aria-label={copy.check}>
      <div ref={place} />
      {isAway && <Notice tone="info">{copy.checkAway}</Notice>}
    </fieldset>
  );
}

const loaded = () => window.turnstile;

/** Once a page. A script that a script of ours adds runs under the content policy's `strict-dynamic`. */
function load(url: string): Promise<Turnstile | undefined> {
  const known = loaded();
  if (known !== undefined) return Promise.resolve(known);
  return new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = url;
    script.addEventListener("load", () => resolve(loaded()));
    script.addEventListener("error", () => resolve(undefined));
    document.head.append(script);
  });
}

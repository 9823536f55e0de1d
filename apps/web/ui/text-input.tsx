"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { classes } from "./classes.ts";
import { BOX } from "./control-look.ts";

type TextInputProps = Omit<ComponentProps<"input">, "className" | "defaultValue" | "value"> & {
  /** Stands before what is typed, and is no part of it. */
  readonly prefix?: string;
};

/** What is typed stays the browser's own, also before any script has run. */
export function TextInput({ prefix, ...input }: TextInputProps) {
  if (prefix === undefined) return <input {...input} className={BOX} />;
  return (
    <div className="flex">
      <span className="flex shrink-0 items-center rounded-l-control border border-r-0 border-edge bg-well px-3 font-mono text-13 text-ink-soft">
        {prefix}
      </span>
      <input {...input} className={classes(BOX, "rounded-l-none px-2 font-mono focus-visible:z-10")} />
    </div>
  );
}

interface PasswordInputProps extends Omit<TextInputProps, "type" | "prefix"> {
  readonly show: string;
  readonly hide: string;
}

export function PasswordInput({ show, hide, ...input }: PasswordInputProps) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div className="relative">
      <input {...input} type={isShown ? "text" : "password"} className={classes(BOX, "pr-11")} />
      <button
        type="button"
        aria-label={isShown ? hide : show}
        onClick={() => setShown(!isShown)}
        className="absolute inset-y-1 right-1 grid w-8 place-items-center rounded-control text-ink-faint transition-colors hover:bg-well hover:text-ink"
      >
        <Icon size={16} aria-hidden="true" />
      </button>
    </div>
  );
}

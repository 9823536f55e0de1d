import { Fragment, type ReactNode } from "react";

interface FilledProps {
  readonly sentence: string;
  readonly values: Readonly<Record<string, ReactNode>>;
}

/** `fill` for values that are more than text: a link, a time, something set apart. */
export function Filled({ sentence, values }: FilledProps) {
  return sentence.split(/(\{\w+\})/).map((part, index) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    // oxlint-disable-next-line react/no-array-index-key -- its parts never change places
    return <Fragment key={index}>{name === undefined ? part : (values[name] ?? part)}</Fragment>;
  });
}

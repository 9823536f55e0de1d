import { fill } from "../../languages.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import type { LandingCopy } from "./copy/landing.ts";

interface CommandLineProps {
  readonly command: string;
  readonly copy: Pick<LandingCopy, "copyCommand" | "copied">;
}

export function CommandLine({ command, copy }: CommandLineProps) {
  return (
    <div className="flex h-12 items-center gap-3 rounded-control bg-well pr-1.5 pl-4 font-mono text-14 text-ink">
      <span aria-hidden="true" className="text-ink-faint select-none">
        $
      </span>
      <code className="flex-1 font-mono">{command}</code>
      <CopyButton text={command} label={fill(copy.copyCommand, { command })} done={copy.copied} />
    </div>
  );
}

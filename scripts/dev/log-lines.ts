const PINO_WARN = 40;
const LEVELS: Readonly<Record<number, string>> = { 40: "warn", 50: "error", 60: "fatal" };

/**
 * Decides what of a program's output a person sees: everything when `verbose`, else warnings and worse, restarts, that it
 * ended (its watcher lives on, and starts it again when a file changes), and the indented lines (a stack) that follow one.
 */
export function createLineFilter(verbose: boolean): (line: string, stream: "stdout" | "stderr") => string | undefined {
  let following = false;
  return (line, stream) => {
    const record = parseRecord(line);
    if (record !== undefined) {
      following = false;
      if (record.level < PINO_WARN) return verbose ? line : undefined;
      return verbose ? line : `${LEVELS[record.level] ?? record.level}: ${record.text}`;
    }
    const plain = line.trim();
    if (plain === "") return undefined;
    following =
      (following && /^\s/.test(line)) ||
      stream === "stderr" ||
      /⨯|⚠|\berror\b|^(?:Restarting|Failed running) /i.test(plain);
    return verbose || following ? line : undefined;
  };
}

/** A structured log line, as pino writes it; `undefined` for plain text. */
function parseRecord(line: string): { level: number; text: string } | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const record: unknown = JSON.parse(line);
    if (typeof record !== "object" || record === null || !("level" in record)) return undefined;
    const level = typeof record.level === "number" ? record.level : levelNamed(record.level);
    if (level === undefined) return undefined;
    const { msg, message = msg, fields, ...others }: Record<string, unknown> = { ...record };
    const facts = typeof fields === "object" && fields !== null ? { ...others, ...fields } : others;
    const rest = Object.entries(facts).filter(([key]) => !HOUSEKEEPING.has(key));
    return { level, text: typeof message === "string" ? [message, ...rest.map(show)].join(" ") : line };
  } catch {
    return undefined;
  }
}

const HOUSEKEEPING = new Set(["level", "time", "pid", "hostname", "kind"]);
const show = ([key, value]: [string, unknown]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`;

function levelNamed(name: unknown): number | undefined {
  return { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 }[String(name)];
}

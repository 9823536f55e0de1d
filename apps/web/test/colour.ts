/** Lightness 0 to 1, chroma, hue in degrees. */
export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const TONES = ["plain", "admin"] as const;
export type Tone = (typeof TONES)[number];

/**
 * Every `--color-…` of a style sheet in both themes, with references followed, where a page has this tone.
 * Transparent colours are left out.
 */
export function colourTokens(css: string, tone: Tone): ReadonlyMap<string, Readonly<Record<Theme, Oklch>>> {
  const [plain = "", changed = ""] = css.split('[data-tone="admin"]');
  if (changed === "") throw new Error("the style sheet has no admin tone");
  const declared = declaredColours(tone === "plain" ? plain : plain + changed);
  const read = (value: string): Record<Theme, Oklch> => {
    const reference = /^var\(--color-([a-z0-9-]+)\)$/.exec(value)?.[1];
    if (reference !== undefined) return read(declared.get(reference) ?? `--color-${reference}, which is not declared`);
    const [light, dark = light] = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)].map(
      ([, lightness, chroma, hue]) => ({ lightness: Number(lightness), chroma: Number(chroma), hue: Number(hue) }),
    );
    if (light === undefined || dark === undefined) throw new Error(`no colour in ${value}`);
    return { light, dark };
  };
  return new Map([...declared].map(([name, value]) => [name, read(value)]));
}

function declaredColours(css: string): ReadonlyMap<string, string> {
  const all = css.matchAll(/--color-([a-z0-9-]+): ([^;]+);/g);
  return new Map([...all].flatMap(([, name = "", value = ""]) => (value.includes(" / ") ? [] : [[name, value]])));
}

/** As `#rrggbb`, the nearest that an sRGB screen shows. */
export function hexOf(colour: Oklch): string {
  const channels = linearRgb(colour).map((channel) => Math.min(1, Math.max(0, channel)));
  const encoded = channels.map((one) => (one <= 0.0031308 ? 12.92 * one : 1.055 * one ** (1 / 2.4) - 0.055));
  return `#${encoded
    .map((one) =>
      Math.round(one * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(one: Oklch, other: Oklch): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Whether an sRGB screen shows this colour as it is written, instead of the nearest it can. */
export function isInGamut(colour: Oklch): boolean {
  return linearRgb(colour).every((channel) => channel > -0.001 && channel < 1.001);
}

function luminance(colour: Oklch): number {
  const [red, green, blue] = linearRgb(colour).map((channel) => Math.min(1, Math.max(0, channel)));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** Björn Ottosson's matrices, as CSS Color 4 gives them. */
function linearRgb({ lightness, chroma, hue }: Oklch): readonly number[] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

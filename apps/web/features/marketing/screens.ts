/** In CSS pixels, as a browser's window. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pages of the running product that are worth showing, in the order of the landing page. */
export const SCREENS = ["console", "project", "billing", "runs", "docs"] as const;
export type Screen = (typeof SCREENS)[number];

/** The first is shown across the page, the others beside one another, so they are taken in a smaller window. */
export const DESK: Readonly<Record<Screen, Size>> = {
  console: { width: 1280, height: 960 },
  project: { width: 960, height: 640 },
  billing: { width: 1080, height: 720 },
  runs: { width: 1080, height: 720 },
  docs: { width: 1080, height: 720 },
};
export const PHONE: Size = { width: 390, height: 620 };

/** How many pixels of a picture lie on one of the window's, which is also how sharp it is when it is shown as large. */
export const DENSITY = { desk: 1.5, phone: 2 } as const;

export const SCREEN_THEMES = ["light", "dark"] as const;
export type ScreenTheme = (typeof SCREEN_THEMES)[number];
export type Device = keyof typeof DENSITY;

/** Under apps/web/public, which is also its address. `npm run screenshots` takes them. */
export function screenFile(screen: Screen, theme: ScreenTheme, device: Device): string {
  return `/screens/${screen}-${theme}${device === "phone" ? "-phone" : ""}.webp`;
}

export function screenPixels(screen: Screen, device: Device): Size {
  const { width, height } = device === "phone" ? PHONE : DESK[screen];
  return { width: width * DENSITY[device], height: height * DENSITY[device] };
}

/** Where each is explained, in the docs. */
export const SCREEN_ABOUT: Readonly<Record<Screen, string>> = {
  console: "/docs/guides/development-console",
  project: "/docs/guides/the-product-example",
  billing: "/docs/systems/billing",
  runs: "/docs/systems/workflows",
  docs: "/docs",
};

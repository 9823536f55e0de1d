import { type Screen, SCREEN_THEMES, screenFile, screenPixels, type ScreenTheme } from "./screens.ts";

interface ScreenPictureProps {
  readonly screen: Screen;
  readonly alt: string;
}

/**
 * A page of the product as it looks in the theme of this one. Both are in the document, since the theme can be chosen
 * without a request; a browser fetches none that is not shown.
 */
export function ScreenPicture({ screen, alt }: ScreenPictureProps) {
  const phone = screenPixels(screen, "phone");
  return SCREEN_THEMES.map((theme) => (
    <picture key={theme} className={SHOWN[theme]}>
      <source media="(max-width: 639px)" srcSet={screenFile(screen, theme, "phone")} {...phone} />
      {/* oxlint-disable-next-line next/no-img-element -- made in the size that it is shown in; Next's own would load a script */}
      <img
        src={screenFile(screen, theme, "desk")}
        {...screenPixels(screen, "desk")}
        alt={alt}
        loading="lazy"
        decoding="async"
        className="h-auto w-full rounded-panel border border-line bg-panel"
      />
    </picture>
  ));
}

const SHOWN: Readonly<Record<ScreenTheme, string>> = { light: "block dark:hidden", dark: "hidden dark:block" };

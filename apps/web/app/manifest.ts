import type { MetadataRoute } from "next";
import { getCopy } from "../copy.ts";
import { screenFile, screenPixels } from "../features/marketing/screens.ts";
import { defaultLanguage } from "../languages.ts";
import { GROUND } from "../ui/theme.ts";

/** The files under `public/icons` are drawn by `npm run gen:icons`. */
export default function manifest(): MetadataRoute.Manifest {
  const { site, landing } = getCopy(defaultLanguage).marketing;
  const { name, description } = site;
  return {
    id: "/home",
    name,
    short_name: name,
    description,
    lang: defaultLanguage,
    start_url: "/home",
    scope: "/",
    display: "standalone",
    // A manifest knows one colour for both themes; the pages themselves name one for each.
    background_color: GROUND.light,
    theme_color: GROUND.light,
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
      { src: "/icons/192.png", sizes: "192x192", type: "image/png", purpose: "any" },
      { src: "/icons/512.png", sizes: "512x512", type: "image/png", purpose: "any" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    // What a browser shows when it asks whether to install.
    screenshots: (["desk", "phone"] as const).map((device) => {
      const { width, height } = screenPixels("project", device);
      return {
        src: screenFile("project", "light", device),
        sizes: `${width}x${height}`,
        type: "image/webp",
        form_factor: device === "desk" ? "wide" : "narrow",
        label: landing.screens.project.alt,
      };
    }),
  };
}

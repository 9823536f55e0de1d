import type { MetadataRoute } from "next";
import { getCopy } from "../copy.ts";
import { APP_ICONS } from "../features/marketing/app-icons.ts";
import { defaultLanguage } from "../languages.ts";

export default function manifest(): MetadataRoute.Manifest {
  const { name, description } = getCopy(defaultLanguage).marketing.site;
  return {
    name,
    short_name: name,
    description,
    lang: defaultLanguage,
    start_url: "/home",
    display: "standalone",
    background_color: "#fbfaf8",
    theme_color: "#fbfaf8",
    icons: APP_ICONS.map(({ name: file, sizePx, purpose }) => ({
      src: `/icons/${file}`,
      sizes: `${sizePx}x${sizePx}`,
      type: "image/png",
      purpose,
    })),
  };
}

import { drawIcon } from "../features/marketing/icon.tsx";

export const size = { width: 180, height: 180 };
export const contentType = "image/png";

export default function AppleIcon() {
  return drawIcon({ sizePx: size.width, margin: 0.18 });
}

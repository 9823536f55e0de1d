import { drawIcon } from "../../../features/marketing/icon.tsx";
import { APP_ICONS } from "../../../features/marketing/app-icons.ts";

/** Drawn when the app is built; no other name is answered. */
export const dynamic = "force-static";
export const dynamicParams = false;

export function generateStaticParams() {
  return APP_ICONS.map(({ name }) => ({ size: name }));
}

interface IconContext {
  readonly params: Promise<{ readonly size: string }>;
}

export async function GET(_request: Request, { params }: IconContext): Promise<Response> {
  const { size } = await params;
  const icon = APP_ICONS.find(({ name }) => name === size);
  if (icon === undefined) return new Response(undefined, { status: 404 });
  return drawIcon(icon);
}

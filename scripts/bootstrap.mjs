/** Installs what the lockfile says. Every other command does so by itself; this one only does that, and looks again. */
import { ensureInstalled } from "./lib/install.mjs";

await ensureInstalled({ repair: true });

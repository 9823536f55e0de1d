import { createControl } from "./control.ts";
import { openListener } from "./frame/listener.ts";
import type { Emulator } from "./frame/run.ts";
import { type EmulatorName, type Emulators, type EmulatorSettings, startEmulator } from "./start.ts";

export interface HostOptions {
  /** Keeps every emulator's state there, over a restart. Absent: in memory. */
  readonly dataDir?: string | undefined;
  /** Each 0 or absent: any free one. */
  readonly ports?: Readonly<Partial<Record<EmulatorName | "control", number | undefined>>> | undefined;
  /** What each vendor is told, such as the key that it takes. */
  readonly vendors?: Readonly<{ [Name in EmulatorName]?: EmulatorSettings[Name] | undefined }> | undefined;
}

export interface Host {
  readonly controlUrl: string;
  readonly urls: Readonly<Record<EmulatorName, string>>;
  close(): Promise<void>;
}

/** All emulators in one process: one port each, and one to control them by. @throws EmulatorError `emulator.port_taken`. */
export async function startHost({ dataDir, ports = {}, vendors = {} }: HostOptions): Promise<Host> {
  const opened: Emulator[] = [];
  const closeAll = () => Promise.all(opened.map((emulator) => emulator.close()));
  try {
    const emulators: Emulators = {
      resend: await open("resend", vendors.resend),
      dodo: await open("dodo", vendors.dodo),
      imagekit: await open("imagekit", vendors.imagekit),
      posthog: await open("posthog", vendors.posthog),
      sentry: await open("sentry", vendors.sentry),
      trigger: await open("trigger", vendors.trigger),
      google: await open("google", vendors.google),
      github: await open("github", vendors.github),
      apple: await open("apple", vendors.apple),
      openid: await open("openid", vendors.openid),
      dns: await open("dns", vendors.dns),
    };
    // Last: when the control port answers, everything listens.
    const control = await openListener(createControl({ ...emulators }).fetch, { port: ports.control ?? 0 });
    return {
      controlUrl: control.url,
      urls: {
        resend: emulators.resend.url,
        dodo: emulators.dodo.url,
        imagekit: emulators.imagekit.url,
        posthog: emulators.posthog.url,
        sentry: emulators.sentry.url,
        trigger: emulators.trigger.url,
        google: emulators.google.url,
        github: emulators.github.url,
        apple: emulators.apple.url,
        openid: emulators.openid.url,
        dns: emulators.dns.url,
      },
      async close() {
        await control.stop();
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }

  async function open<Name extends EmulatorName>(name: Name, settings: EmulatorSettings[Name] | undefined) {
    const emulator = await startEmulator(name, { ...settings, dataDir, port: ports[name] });
    opened.push(emulator);
    return emulator;
  }
}

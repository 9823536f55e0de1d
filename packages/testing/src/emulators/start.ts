import { type AppleEmulator, type AppleOptions, startApple } from "./apple/index.ts";
import { type DnsEmulator, type DnsOptions, startDns } from "./dns/index.ts";
import { type DodoEmulator, type DodoOptions, startDodo } from "./dodo/index.ts";
import type { RunOptions } from "./frame/run.ts";
import { type GithubEmulator, type GithubOptions, startGithub } from "./github/index.ts";
import { type GoogleEmulator, type GoogleOptions, startGoogle } from "./google/index.ts";
import { type ImagekitEmulator, type ImagekitOptions, startImagekit } from "./imagekit/index.ts";
import { type OpenidEmulator, type OpenidOptions, startOpenid } from "./openid/index.ts";
import { type PosthogEmulator, type PosthogOptions, startPosthog } from "./posthog/index.ts";
import { type ResendEmulator, type ResendOptions, startResend } from "./resend/index.ts";
import { type SentryEmulator, type SentryOptions, startSentry } from "./sentry/index.ts";
import { startTrigger, type TriggerEmulator, type TriggerOptions } from "./trigger/index.ts";

/** Every vendor that has an emulator. */
export interface Emulators {
  readonly resend: ResendEmulator;
  readonly dodo: DodoEmulator;
  readonly imagekit: ImagekitEmulator;
  readonly posthog: PosthogEmulator;
  readonly sentry: SentryEmulator;
  readonly trigger: TriggerEmulator;
  readonly google: GoogleEmulator;
  readonly github: GithubEmulator;
  readonly apple: AppleEmulator;
  readonly openid: OpenidEmulator;
  readonly dns: DnsEmulator;
}
export interface EmulatorOptions {
  readonly resend: ResendOptions;
  readonly dodo: DodoOptions;
  readonly imagekit: ImagekitOptions;
  readonly posthog: PosthogOptions;
  readonly sentry: SentryOptions;
  readonly trigger: TriggerOptions;
  readonly google: GoogleOptions;
  readonly github: GithubOptions;
  readonly apple: AppleOptions;
  readonly openid: OpenidOptions;
  readonly dns: DnsOptions;
}
export type EmulatorName = keyof Emulators;

const STARTS: { readonly [Name in EmulatorName]: (options?: EmulatorOptions[Name]) => Promise<Emulators[Name]> } = {
  resend: startResend,
  dodo: startDodo,
  imagekit: startImagekit,
  posthog: startPosthog,
  sentry: startSentry,
  trigger: startTrigger,
  google: startGoogle,
  github: startGithub,
  apple: startApple,
  openid: startOpenid,
  dns: startDns,
};

/** What is a vendor's own, without where it runs. */
export type EmulatorSettings = { readonly [Name in EmulatorName]: Omit<EmulatorOptions[Name], keyof RunOptions> };

/**
 * Starts a vendor in this process, on a free port of this machine, with nothing in it. `close()` it when the test ends.
 *
 *     const resend = await startEmulator("resend");
 *     const client = new Resend(resend.apiKey, { baseUrl: resend.url });
 *
 * @throws EmulatorError `emulator.port_taken` when a port was asked for and is not free.
 */
export function startEmulator<Name extends EmulatorName>(
  name: Name,
  options?: EmulatorOptions[Name],
): Promise<Emulators[Name]> {
  return STARTS[name](options);
}

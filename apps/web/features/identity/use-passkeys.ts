"use client";

import { useSyncExternalStore } from "react";
import { canUsePasskeys } from "./webauthn/client.ts";

const never = () => () => undefined;

/** Whether this browser knows passkeys; taken for granted until the page's script has asked it. */
export const usePasskeysHere = (): boolean => useSyncExternalStore(never, canUsePasskeys, () => true);

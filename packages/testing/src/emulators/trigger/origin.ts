/** Where the emulator was asked at, for addresses in its answers. */
export const originOf = (headers: Headers) => `http://${headers.get("host")}`;

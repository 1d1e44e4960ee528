export const GIB = 1_073_741_824;
export const MINUTE_MS = 60_000;

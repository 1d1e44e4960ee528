export const MIB = 1_048_576;
export const GIB = 1_073_741_824;
export const MINUTE_MS = 60_000;

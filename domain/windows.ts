/** The time windows of safety.md that a workflow needs, in milliseconds; frozen in its history by its first activity. */
export interface RunWindows {
  heartbeat_ms: number;
  step_budget_ms: number;
  attention_after_ms: number;
  /** After so long nothing that somebody sent before can still arrive: fence, clocks' difference, HTTP time limits (R4). */
  settle_ms: number;
}

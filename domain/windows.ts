/** The time windows of safety.md that a workflow needs, in milliseconds; frozen in its history by its first activity. */
export interface RunWindows {
  heartbeat_ms: number;
  step_budget_ms: number;
  attention_after_ms: number;
}

import type { Mutant } from './mutant.js';
import { EFFECTS } from './table/effects.js';
import { REPLICAS } from './table/replicas.js';
import { RUNS } from './table/runs.js';

/** Every mutant, rule by rule; the test that must catch each is named here, before anything is run. */
export const MUTANTS: readonly Mutant[] = [...REPLICAS, ...EFFECTS, ...RUNS].sort(
  (a, b) => Number(a.rule.slice(1)) - Number(b.rule.slice(1)),
);

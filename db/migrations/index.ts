import { CreateTables1763856000000 } from './1763856000000-CreateTables.js';
import { AdoptOriginal1763856000001 } from './1763856000001-AdoptOriginal.js';

/** In order. A shipped migration is never edited: a change of the schema is a new one. */
export const migrations = [CreateTables1763856000000, AdoptOriginal1763856000001];

/** `npm run migrate`: brings the database's schema up to date and ends. Any number may run at once: they take turns. */
import { ConfigError, loadMigrateConfig } from '../config/config.js';
import { openDatabase } from '../db/index.js';
import { createLogger } from '../telemetry/logger.js';

async function migrate(): Promise<void> {
  const { databaseUrl, logLevel } = loadMigrateConfig(process.env);
  const logger = createLogger({ name: 'migrate', level: logLevel });
  const database = await openDatabase({ url: databaseUrl, logger });
  try {
    const ran = await database.migrate();
    await database.checkSchema();
    logger.info({ ran }, ran.length === 0 ? 'the schema is up to date' : 'the schema was brought up to date');
  } finally {
    await database.close();
  }
}

migrate().catch((error: unknown) => {
  if (error instanceof ConfigError) for (const problem of error.problems) console.error(problem);
  else console.error(`migration failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});

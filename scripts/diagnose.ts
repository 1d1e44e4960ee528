/**
 * What `failoverctl doctor` asks on the API's machine while the API does not answer: the same looks as its own, with the
 * settings it would start with. Prints the findings as JSON; changes nothing.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';
import { pino } from 'pino';
import { cloudStackProvider } from '../api/cloudstack-provider.js';
import { diagnose } from '../api/debug/diagnosis.js';
import type { Finding } from '../api/debug/schemas.js';
import { lazyConnection } from '../api/temporal/connection.js';
import { createLook } from '../api/temporal/look.js';
import { ConfigError, loadApiConfig, type ApiConfig } from '../config/config.js';
import { openDatabase } from '../db/index.js';
import { root } from './checkout.js';

const TEMPORAL_TIMEOUT_MS = 5_000;
const envFile = join(root, '.env');
const SETTINGS = 'Settings';

async function look(config: ApiConfig): Promise<Finding[]> {
  const settings: Finding = {
    name: SETTINGS,
    status: 'pass',
    message: 'of this shell and .env are usable',
    cure: null,
  };
  const database = (message: string, cure: string): Finding[] => [
    settings,
    { name: 'Database', status: 'fail', message, cure },
  ];
  const [, file] = /^sqlite:(.+)$/.exec(config.databaseUrl) ?? [];
  // Opening would make it.
  if (file !== undefined && !existsSync(file))
    return database(`there is no file ${file}`, 'Run `npm run migrate`, or correct DATABASE_URL.');
  const logger = pino({ level: 'silent' });
  const { namespace, connectionOptions } = config.temporal;
  const connection = lazyConnection(connectionOptions);
  const cloudstack = cloudStackProvider({
    timeouts: { httpMs: config.windows.httpTimeoutMs },
    rate: { requestsPerSecond: config.cloudstackRequestsPerSecond },
    windows: config.windows,
  });
  try {
    const db = await openDatabase({ url: config.databaseUrl, secretsKey: config.secretsKey, logger });
    const installation = { address: connectionOptions.address ?? '', namespace, taskQueue: config.taskQueue };
    const lookAtTemporal = createLook(connection, installation, TEMPORAL_TIMEOUT_MS);
    const { readinessBounds } = config;
    return [settings, ...(await diagnose({ db, lookAtTemporal, cloudstack: cloudstack.provide, readinessBounds }))];
  } catch (error) {
    return database(`does not answer: ${(error as Error).message}`, 'Start the database, or correct DATABASE_URL.');
  }
}

async function findings(): Promise<Finding[]> {
  if (existsSync(envFile)) loadEnvFile(envFile);
  try {
    return await look(loadApiConfig(process.env));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const cure = 'Correct it in the environment of the API; .env.example explains every variable.';
    return error.problems.map((message) => ({ name: SETTINGS, status: 'fail', message, cure }));
  }
}

process.stdout.write(`${JSON.stringify(await findings())}\n`, () => process.exit(0));

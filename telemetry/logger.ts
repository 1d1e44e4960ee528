import { pino, type DestinationStream, type Logger } from 'pino';

const SECRET_NAMES = [
  'authorization',
  'Authorization',
  'cookie',
  'Cookie',
  '["set-cookie"]',
  'apikey',
  'apiKey',
  'api_key',
  'secretkey',
  'secretKey',
  'secret_key',
  'secretsKey',
  'SECRETS_KEY',
  'signature',
  'token',
  'tokens',
  'bootstrapToken',
  'API_BOOTSTRAP_TOKEN',
  'password',
];

/** pino's paths have no "at any depth", so each name is listed for every depth that our records have. */
const DEPTHS = ['', '*.', '*.*.', '*.*.*.'];

const paths = DEPTHS.flatMap((depth) =>
  SECRET_NAMES.map((name) => (name.startsWith('[') ? `${depth.replace(/\.$/, '')}${name}` : `${depth}${name}`)),
);

/** A query parameter that signs or identifies: CloudStack's are in every URL. */
const IN_TEXT = /\b(apikey|signature|secretkey|sessionkey|token)=[^&\s"'\\]+/gi;
const BEARER = /\bBearer\s+[^\s"'\\]+/gi;
const CENSOR = '[secret]';

function scrub(text: string): string {
  return text.replace(IN_TEXT, `$1=${CENSOR}`).replace(BEARER, `Bearer ${CENSOR}`);
}

/**
 * JSON lines on standard error (standard output belongs to the `ready` line). Secrets are censored by field name down to
 * four levels, and in messages, URLs and error texts by their shape (safety rule R10).
 */
export function createLogger(options: { name: string; level: string }, destination?: DestinationStream): Logger {
  return pino(
    {
      name: options.name,
      level: options.level,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: CENSOR },
      hooks: { streamWrite: scrub },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}

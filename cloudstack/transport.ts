import { Agent } from 'undici';
import { classifyAnswer, classifyForeignAnswer, type Circumstances } from './classify.js';
import { CloudStackError, fenceExpired } from './errors.js';
import { exchange, NoAnswer, type HttpAnswer } from './exchange.js';
import { RateShare } from './rate.js';
import { signedForm, type RequestParams } from './signature.js';

/** What of a logger this folder uses; pino's fits. Never given a key, a signature or a parameter's value. */
export interface TransportLogger {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface TransportOptions {
  /** e.g. https://cloud.example.org/client/api */
  apiUrl: string;
  apiKey: string;
  secretKey: string;
  timeouts: {
    /** Milliseconds for one exchange. */
    httpMs: number;
  };
  rate: {
    /** This process's share, requests a second. */
    requestsPerSecond: number;
    burst?: number;
  };
  windows: {
    /** Milliseconds the clocks may differ before changes are refused, and the margin within which a 401 may mean "late". */
    skewLimitMs: number;
  };
  logger?: TransportLogger;
}

export interface Request {
  command: string;
  params?: RequestParams;
  /** True for a command that changes something. */
  changes: boolean;
  /** Nothing is written after it; a change is also signed with it as `expires`. */
  notAfter?: Date;
  /** Milliseconds from the moment of signing to `expires` of a read. */
  expiresInMs?: number;
}

export interface Reply {
  /** The value of the one `…response` key. */
  body: Record<string, unknown>;
  /** Wall clock, ms since epoch, of the first byte out, and the `expires` it was signed with. */
  writtenAt: number;
  expiresAt: number;
}

/** Facts §1.1: below the 15 minutes at which a strict server caps `expires`. */
const READ_EXPIRES_MS = 10 * 60_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** A throttled read waits the named pause out and asks again so many times. */
const THROTTLED_TRIES = 3;

/** Signs, paces, sends and judges. Every failure is a CloudStackError; POST for all, so that no key shows in a proxy's log. */
export class Transport {
  readonly rate: RateShare;
  private readonly url: URL;
  private readonly readAgent: Agent;
  /** Without keep-alive: a kept connection the server has just closed would turn a change into an unknown outcome. */
  private readonly changeAgent: Agent;

  constructor(private readonly options: TransportOptions) {
    this.url = new URL(options.apiUrl);
    this.rate = new RateShare(options.rate.requestsPerSecond, options.rate.burst);
    const connect = { timeout: Math.min(CONNECT_TIMEOUT_MS, options.timeouts.httpMs) };
    // exchange() limits the whole; undici's own limits would only make a second, later one.
    const limits = { connect, headersTimeout: 0, bodyTimeout: 0 };
    this.readAgent = new Agent(limits);
    this.changeAgent = new Agent({ ...limits, pipelining: 0 });
  }

  async close(): Promise<void> {
    await Promise.all([this.readAgent.destroy(), this.changeAgent.destroy()]);
  }

  /** Waits for a token, sends, answers with the body or throws a CloudStackError. */
  async call(request: Request): Promise<Reply> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.once(request);
      } catch (error) {
        if (!(error instanceof CloudStackError) || error.retryAfterMs === undefined) throw error;
        this.rate.pause(error.retryAfterMs);
        if (request.changes || tries === THROTTLED_TRIES) throw error;
      }
    }
  }

  private async once(request: Request): Promise<Reply> {
    const { command, params = {}, changes } = request;
    const notAfter = request.notAfter?.getTime() ?? Infinity;
    if (!(await this.rate.take(notAfter))) throw fenceExpired(command);

    const expires =
      changes && request.notAfter ? request.notAfter : new Date(Date.now() + (request.expiresInMs ?? READ_EXPIRES_MS));
    const { apiKey, secretKey, timeouts, windows } = this.options;
    const form = signedForm({ command, params, apiKey, secretKey, expires });
    const answer = await exchange(changes ? this.changeAgent : this.readAgent, {
      url: this.url,
      form,
      timeoutMs: timeouts.httpMs,
      mayWrite: () => Date.now() <= notAfter,
    }).catch((error: unknown) => {
      throw this.unanswered(command, changes, error);
    });
    this.options.logger?.debug(
      { command, status: answer.status, ms: answer.receivedAt - answer.writtenAt },
      'CloudStack answered',
    );
    // A server whose clock is ahead calls a request late before we do.
    const late = answer.receivedAt + windows.skewLimitMs > expires.getTime();
    const body = this.judge(command, answer, { changes, late });
    return { body, writtenAt: answer.writtenAt, expiresAt: expires.getTime() };
  }

  private unanswered(command: string, changes: boolean, error: unknown): unknown {
    if (!(error instanceof NoAnswer)) return error;
    if (error.keptBack) return fenceExpired(command);
    this.options.logger?.warn({ command, written: error.written, reason: error.reason }, 'CloudStack did not answer');
    if (!error.written)
      return new CloudStackError(command, {
        errorClass: 'unavailable',
        sent: 'no',
        code: 'NOT_CONNECTED',
        errortext: `CloudStack cannot be reached: ${this.scrub(error.reason)}`,
      });
    return new CloudStackError(command, {
      errorClass: changes ? 'unknown-outcome' : 'unavailable',
      sent: 'maybe',
      code: 'NO_ANSWER',
      errortext: `CloudStack did not answer: ${this.scrub(error.reason)}`,
    });
  }

  private judge(command: string, answer: HttpAnswer, circumstances: Circumstances): Record<string, unknown> {
    const body = envelope(answer.text);
    if (body && typeof body['errorcode'] === 'number') {
      const cserrorcode = body['cserrorcode'];
      const failure = classifyAnswer(
        {
          httpStatus: answer.status,
          errorcode: body['errorcode'],
          ...(typeof cserrorcode === 'number' ? { cserrorcode } : {}),
          errortext: this.scrub(
            typeof body['errortext'] === 'string' ? body['errortext'] : 'CloudStack gave no reason',
          ),
        },
        circumstances,
      );
      throw new CloudStackError(command, failure);
    }
    if (body && answer.status === 200) return body;
    const failure = classifyForeignAnswer(answer.status, this.scrub(plainText(answer.text)), circumstances);
    const seconds = Number(answer.retryAfter);
    const named = failure.code === 'THROTTLED' ? { retryAfterMs: seconds > 0 ? seconds * 1000 : 1_000 } : {};
    throw new CloudStackError(command, { ...failure, ...named });
  }

  /** A page that echoes the request must not carry a key into a log or a history (R10). */
  private scrub(text: string): string {
    const { apiKey, secretKey } = this.options;
    return [apiKey, secretKey]
      .filter((secret) => secret !== '')
      .reduce((scrubbed, secret) => scrubbed.replaceAll(secret, '***'), text)
      .replace(/(signature|apikey)=[^&\s"'<]+/gi, '$1=***');
  }
}

/** The value of the single `…response` key of CloudStack's JSON, or undefined where it is anything else. */
function envelope(text: string): Record<string, unknown> | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined; // XML or HTML: judged by the caller as an answer that is not CloudStack's
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const [key, ...others] = Object.keys(parsed);
  if (key === undefined || others.length > 0 || !key.endsWith('response')) return undefined;
  const value = (parsed as Record<string, unknown>)[key];
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

/** The first words of a page, for people. */
function plainText(page: string): string {
  return page
    .slice(0, 2_000)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}

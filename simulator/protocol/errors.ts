/** Refusals as CloudStack words them: HTTP status, its own exception number (`cserrorcode`) and the text (facts §1.2). */
export class ApiError extends Error {
  constructor(
    readonly errorcode: number,
    text: string,
    readonly cserrorcode?: number,
  ) {
    super(text);
    this.name = 'ApiError';
  }

  /** A job's failure code is the exception's, not the HTTP table's: only these kinds keep their own (facts §2.1). */
  get jobCode(): number {
    if (this.cserrorcode === 4350) return 431;
    return this.cserrorcode === 9999 || this.cserrorcode === 4335 ? this.errorcode : 530;
  }
}

/** InvalidParameterValueException */
export const invalid = (text: string): ApiError => new ApiError(431, text, 4350);
/** CloudRuntimeException */
export const runtime = (text: string): ApiError => new ApiError(530, text, 4250);
/** PermissionDeniedException */
export const forbidden = (text: string): ApiError => new ApiError(531, text, 4365);
/** InsufficientServerCapacityException */
export const capacity = (text: string): ApiError => new ApiError(533, text, 4335);
/** ServerApiException of the parameter checks */
export const malformed = (text: string, errorcode = 431): ApiError => new ApiError(errorcode, text, 9999);

export const unauthorized = (): ApiError =>
  new ApiError(401, 'unable to verify user credentials and/or request signature');

/** The job ended with its management server: nothing more may be done or written for it. */
export class Abandoned extends Error {
  constructor() {
    super('abandoned: the management server restarted');
    this.name = 'Abandoned';
  }
}

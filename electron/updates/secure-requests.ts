import { createWriteStream } from 'node:fs';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { request } from 'node:https';
import { pipeline } from 'node:stream/promises';
import {
  configureRequestOptions,
  configureRequestUrl,
  DigestTransform,
  HttpExecutor,
  ProgressCallbackTransform,
  type DownloadOptions,
} from 'builder-util-runtime';
import type { UpdateFailure } from '../../common/updates.ts';
import { UpdateError } from './update-state.ts';

/** What a server may consume of this computer, in all its answers to one query. */
export interface Limits {
  readonly bytes: number;
  readonly durationMs: number;
}

/** A query takes one request, and a few more if servers redirect to each other. */
const REQUESTS_LIMIT = 12;

/**
 * Makes the requests for updates with Node, because Chromium resolves no hosts in Sigma, and only by https, wherever a
 * server redirects to. builder-util-runtime would follow redirections, and read answers, without limit.
 */
export class SecureRequests extends HttpExecutor<ClientRequest> {
  #allowance: Allowance | undefined;

  /** Applies limits to all requests of `work`. Only one call at a time; no requests are made outside of it. */
  async within<T>(limits: Limits, work: () => Promise<T>): Promise<T> {
    const allowance = new Allowance(limits);
    this.#allowance = allowance;
    try {
      return await work();
    } finally {
      allowance[Symbol.dispose]();
      this.#allowance = undefined;
    }
  }

  override createRequest(
    options: RequestOptions,
    callback: (response: IncomingMessage) => void,
  ): ClientRequest {
    const protocol = options.protocol ?? 'https:';
    if (protocol !== 'https:') return refusedRequest(`Updates must use https:, not ${protocol}`);
    const allowance = this.#allowance;
    if (allowance?.takeRequest() !== true)
      return refusedRequest('The server redirects too often or takes too long');
    const asked = request(options, (response) => {
      callback(response);
      // After the listener that reads the answer, because the first listener starts the flow.
      allowance.follow(asked, response);
    });
    allowance.keep(asked);
    return asked;
  }

  /**
   * HttpExecutor's own method throws an error that nothing catches for an invalid address, and leaves the file open if
   * an answer breaks off.
   * @returns the destination, once the file is complete
   */
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const stopping = new AbortController();
      onCancel(() => {
        stopping.abort();
      });
      this.#follow(url, (response) => store(response, destination, options, stopping.signal)).then(() => {
        resolve(destination);
      }, reject);
    });
  }

  /** @param store called as soon as there is an answer: data that nothing listens to is lost */
  async #follow(url: URL, store: (response: IncomingMessage) => Promise<void>): Promise<void> {
    let address: URL | undefined = url;
    while (address !== undefined) address = await this.#ask(address, store);
  }

  /** @returns the address that the server redirects to; undefined once the answer is stored */
  #ask(address: URL, store: (response: IncomingMessage) => Promise<void>): Promise<URL | undefined> {
    const options: RequestOptions = {};
    configureRequestUrl(address, options);
    configureRequestOptions(options);
    return new Promise((resolve, reject) => {
      const asked = this.createRequest(options, (response: IncomingMessage) => {
        const { location } = response.headers;
        if (location === undefined) {
          store(response).then(() => {
            resolve(undefined);
          }, reject);
          return;
        }
        const next = URL.parse(location, address);
        response.destroy();
        if (next !== null) resolve(next);
        else reject(new UpdateError('not-understood', 'The server redirects to an invalid address'));
      });
      this.addErrorAndTimeoutHandlers(asked, reject);
      asked.end();
    });
  }
}

async function store(
  response: IncomingMessage,
  destination: string,
  { sha512, onProgress, cancellationToken }: DownloadOptions,
  signal: AbortSignal,
): Promise<void> {
  const { statusCode = 0, headers } = response;
  const length = Number(headers['content-length']);
  if (statusCode >= 400)
    throw new UpdateError('unreachable', `The server returned status ${String(statusCode)}`);
  if (sha512 === undefined || sha512 === null)
    throw new UpdateError('not-understood', "The server did not send the file's hash");
  const progress =
    onProgress === undefined || Number.isNaN(length)
      ? []
      : [new ProgressCallbackTransform(length, cancellationToken, onProgress)];
  const digest = new DigestTransform(sha512, 'sha512', 'base64');
  await pipeline([response, ...progress, digest, createWriteStream(destination)], { signal });
}

/** What remains of the limits for one query. */
class Allowance implements Disposable {
  /** Requests without an answer yet, and answers being read. */
  readonly #open = new Set<ClientRequest | IncomingMessage>();
  readonly #timer: NodeJS.Timeout;
  #requests = REQUESTS_LIMIT;
  #hasEnded = false;
  #bytes: number;

  constructor({ bytes, durationMs }: Limits) {
    this.#bytes = bytes;
    this.#timer = setTimeout(() => {
      this.#end('unreachable', 'The server did not respond in time');
    }, durationMs);
  }

  takeRequest(): boolean {
    this.#requests -= 1;
    // electron-updater retries after a while, which must not begin once the time is over.
    return this.#requests >= 0 && !this.#hasEnded;
  }

  keep(open: ClientRequest | IncomingMessage): void {
    this.#open.add(open);
    open.once('close', () => this.#open.delete(open));
  }

  follow(asked: ClientRequest, response: IncomingMessage): void {
    // From here on, the reader of the answer listens for its errors, and nothing listens for those of the request.
    this.#open.delete(asked);
    this.keep(response);
    response.on('data', (chunk: Buffer | string) => {
      this.#bytes -= Buffer.byteLength(chunk);
      if (this.#bytes < 0) this.#end('not-understood', 'The server sent too much data');
    });
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    for (const open of this.#open) open.destroy();
  }

  #end(failure: UpdateFailure, message: string): void {
    this.#hasEnded = true;
    const error = new UpdateError(failure, message);
    for (const open of this.#open) open.destroy(error);
  }
}

/** A request that fails as if nobody answered: nothing would catch an error thrown during a redirection. */
function refusedRequest(why: string): ClientRequest {
  return request({
    createConnection: (_options, done) => {
      done(new UpdateError('unreachable', why), undefined as never);
      return undefined;
    },
  });
}

import type { ClientRequest, RequestOptions } from 'node:http';
import { request } from 'node:https';
import {
  configureRequestOptions,
  configureRequestUrl,
  HttpExecutor,
  type DownloadOptions,
} from 'builder-util-runtime';
import { UpdateError } from './update-error.ts';

/**
 * Updates come by Node, since Chromium finds no host for anybody in Sigma, and by https alone, wherever a server may
 * redirect to.
 */
export class SecureRequests extends HttpExecutor<ClientRequest> {
  override createRequest(options: RequestOptions, callback: (response: unknown) => void): ClientRequest {
    const protocol = options.protocol ?? 'https:';
    return protocol === 'https:' ? request(options, callback) : refusedRequest(protocol);
  }

  /** What electron-updater's own one for Electron has. @returns the destination, once all of it is there */
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const requestOptions: RequestOptions = { headers: options.headers ?? {} };
      configureRequestUrl(url, requestOptions);
      configureRequestOptions(requestOptions);
      const callback = (error: Error | null | undefined): void => {
        if (error === null || error === undefined) resolve(destination);
        else reject(error);
      };
      this.doDownload(requestOptions, { destination, options, onCancel, callback, responseHandler: null }, 0);
    });
  }
}

/** One that fails as if nobody answered: what is thrown at a redirection nobody catches. */
function refusedRequest(protocol: string): ClientRequest {
  return request({
    createConnection: (_options, done) => {
      done(new UpdateError('unreachable', `Updates come by https:, not by ${protocol}`), undefined as never);
      return undefined;
    },
  });
}

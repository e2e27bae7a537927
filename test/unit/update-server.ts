import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, globalAgent, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A certificate for localhost, trusted only in a test's process: the key is no secret. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBYTCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABH0DghnC5fBCd3IL
lbpj39kh7Q2F/1wnhcWfDFj033gThR4Yb84ano3pP88jiAy5q20BPcgFbC1dGUvE
bkPbqsmjSDBGMBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAPBgNVHRMBAf8EBTADAQH/
MB0GA1UdDgQWBBSrrFFCni2zmJ/yeaOkf1nl1pRtnDAKBggqhkjOPQQDAgNIADBF
AiA/2Gtng0YMq0Ed10kyc5QD9pFz8HZmawDC16+BS9q7GAIhANC8XrxNMsfCKXse
4uuLix5++kXFMo3GoT3cm9N0sH1G
-----END CERTIFICATE-----`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgo6kVWf8H9VwNl6LV
3HV0VBZlWxkCcAD/QQy86Bmqz2qhRANCAAR9A4IZwuXwQndyC5W6Y9/ZIe0Nhf9c
J4XFnwxY9N94E4UeGG/OGp6N6T/PI4gMuattAT3IBWwtXRlLxG5D26rJ
-----END PRIVATE KEY-----`;

type Answer =
  | string
  | Buffer
  | { readonly redirect: string }
  /** The server gives no answer. */
  | { readonly silence: true };

/** A web server on this computer that publishes updates. */
export class UpdateServer implements AsyncDisposable {
  /** The certificate that another process has to trust. */
  static readonly certificate = CERTIFICATE;
  /** Its answers by path; 404 for anything else. */
  readonly files = new Map<string, Answer>();
  /** The requested paths, in order. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #trustedBefore = globalAgent.options.ca;

  private constructor() {
    this.#server = createServer({ cert: CERTIFICATE, key: KEY }, (request, response) => {
      this.#answer(request, response);
    });
  }

  static async start(): Promise<UpdateServer> {
    const server = new UpdateServer();
    server.#server.listen(0, 'localhost');
    await once(server.#server, 'listening');
    return server;
  }

  get address(): string {
    return `https://localhost:${String((this.#server.address() as AddressInfo).port)}/`;
  }

  /** From now on this process trusts its certificate. */
  trust(): void {
    globalAgent.options.ca = CERTIFICATE;
  }

  /** Publishes a version with an installer consisting of these bytes. */
  publish(
    version: string,
    installer: Buffer,
    { channel = 'latest', sha512 = sha512Of(installer) } = {},
  ): void {
    const name = `Sigma-${version}-setup.exe`;
    this.files.set(`/${name}`, installer);
    const files = [{ url: name, sha512, size: installer.length }];
    const info = { version, files, path: name, sha512, releaseNotes: `<p>New in ${version}</p>` };
    // JSON is YAML.
    this.files.set(`/${channel}.yml`, JSON.stringify(info));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    globalAgent.options.ca = this.#trustedBefore;
    globalAgent.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    // Tests run on any system, and electron-updater asks for that one's file.
    const pathname = new URL(url, this.address).pathname.replace(/-(linux|mac)[^/]*(?=\.yml$)/, '');
    this.asked.push(pathname);
    const file = this.files.get(pathname);
    if (file === undefined) response.writeHead(404).end();
    else if (typeof file === 'object' && 'redirect' in file) {
      response.writeHead(302, { location: file.redirect }).end();
    } else if (typeof file === 'object' && 'silence' in file) return;
    else response.writeHead(200, { 'content-length': Buffer.byteLength(file) }).end(file);
  }
}

export function sha512Of(bytes: Buffer): string {
  return createHash('sha512').update(bytes).digest('base64');
}

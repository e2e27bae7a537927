import { spawn, type ChildProcess } from 'node:child_process';
import { Writable } from 'node:stream';
import { NETWORK_SWITCHES } from './network-switches.ts';

interface ChromiumOptions {
  readonly executable: string;
  /** The browser's own user data folder. */
  readonly folder: string;
  readonly isHeadless: boolean;
  readonly debuggingPort: number;
}

const WINDOW_SIZE = '--window-size=1100,720';

const SWITCHES = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--password-store=basic',
  ...NETWORK_SWITCHES,
  WINDOW_SIZE,
];

/** The browser whose page is the window. It ends with this process, no matter how this process ends. */
export class Chromium {
  /** The ws: address for DevTools clients. */
  readonly endpoint: string;
  readonly ended: Promise<void>;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, endpoint: string, ended: Promise<void>) {
    this.#process = process;
    this.endpoint = endpoint;
    this.ended = ended;
  }

  /** @throws Error with the browser's own message if it does not start */
  static async start(options: ChromiumOptions): Promise<Chromium> {
    // The DevTools pipe (3 and 4) is what ends the browser: it closes when this process ends.
    const child = spawn(options.executable, switchesFor(options), {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    });
    const ended = new Promise<void>((resolve) => {
      child.once('close', () => {
        resolve();
      });
    });
    return new Chromium(child, await readEndpoint(child), ended);
  }

  /** Closes every window as a user would, and kills the browser if it does not end in time. */
  async close(patienceMs: number): Promise<void> {
    const pipe = this.#process.stdio[3];
    if (pipe instanceof Writable && pipe.writable) {
      pipe.on('error', () => undefined);
      pipe.write('{"id":1,"method":"Browser.close"}\0');
    }
    const timer = setTimeout(() => {
      this.#process.kill('SIGKILL');
    }, patienceMs);
    await this.ended;
    clearTimeout(timer);
  }
}

function switchesFor({ folder, isHeadless, debuggingPort }: ChromiumOptions): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    ...SWITCHES,
    `--user-data-dir=${folder}`,
    `--remote-debugging-port=${String(debuggingPort)}`,
    '--remote-debugging-pipe',
    // Chromium's sandbox refuses to run as root, and --test-type hides the warning about that in the window.
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
    ...(isHeadless
      ? ['--headless=new', '--disable-gpu', 'about:blank']
      : ['--app=data:text/html,<title>Sigma</title>']),
  ];
}

function readEndpoint(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      // Keeps reading to the end, because the browser stalls when the pipe is full, but ignores later output.
      if (said.length > 100_000) return;
      said += text;
      const endpoint = /^DevTools listening on (ws:\S+)$/m.exec(said)?.[1];
      if (endpoint !== undefined) resolve(endpoint);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      reject(new Error(`The browser ended with exit code ${String(code)}:\n${said}`));
    });
  });
}

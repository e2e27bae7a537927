import { createHash } from 'node:crypto';
import { connect, createServer } from 'node:net';

/** What a second instance tells the first one. */
export interface SecondInstance {
  readonly commandLine: readonly string[];
}

/** The right to be the first instance, held until it is released or the process ends. */
export interface Lock {
  release(): void;
}

/**
 * Takes the lock on a user data folder. The lock is a system-wide name rather than a file, so it never outlives the
 * process that holds it.
 * @param onSecond called for every later instance
 * @returns undefined if there already is a first instance, which has then been notified
 */
export function takeLock(
  userDataFolder: string,
  onSecond: (second: SecondInstance) => void,
): Promise<Lock | undefined> {
  const name = `sigma-stand-in-${createHash('sha256').update(userDataFolder).digest('hex')}`;
  const address = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`;
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      let json = '';
      socket.setEncoding('utf8');
      socket.on('data', (text: string) => (json += text));
      socket.on('end', () => {
        onSecond(JSON.parse(json) as SecondInstance);
      });
    });
    server.unref();
    server.on('error', () => {
      const socket = connect(address, () => {
        socket.end(JSON.stringify({ commandLine: process.argv } satisfies SecondInstance));
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        resolve(undefined);
      });
    });
    server.listen(address, () => {
      resolve({ release: () => server.close() });
    });
  });
}

import { createServer } from 'node:net';

/** @returns a port on this computer that nothing listens on right now */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('The server has no port'));
        else resolve(address.port);
      });
    });
  });
}

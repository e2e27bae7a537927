import { open } from 'node:fs/promises';

const INTERVAL_MS = 100;
const CHUNK_BYTES = 65_536;

export interface FollowedFile {
  /** Writes the rest, and stops. */
  end(): Promise<void>;
}

/**
 * Copies to `output` what another process writes to an existing file. It stands in for a pipe, which Node for Windows
 * can't use under Wine.
 */
export function followFile(path: string, output: NodeJS.WritableStream): FollowedFile {
  let position = 0;
  let copying = Promise.resolve();

  async function copy(): Promise<void> {
    const file = await open(path);
    try {
      let isMore = true;
      while (isMore) {
        const { buffer, bytesRead } = await file.read({ position, buffer: Buffer.alloc(CHUNK_BYTES) });
        output.write(buffer.subarray(0, bytesRead));
        position += bytesRead;
        isMore = bytesRead === CHUNK_BYTES;
      }
    } finally {
      await file.close();
    }
  }

  const timer = setInterval(() => {
    copying = copying.then(copy);
  }, INTERVAL_MS);
  return {
    async end() {
      clearInterval(timer);
      await copying.then(copy);
    },
  };
}

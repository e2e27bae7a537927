import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** An attacker's server on this computer. It never answers, and records what arrives. */
export interface AttackedServer extends AsyncDisposable {
  /** The TCP port that it listens on. */
  readonly tcpPort: number;
  /** The UDP port that it listens on. */
  readonly udpPort: number;
  /** What arrived: `connection` for each connection, the first line sent on it, and `datagram` for each datagram. */
  readonly arrived: readonly string[];
  /** Settles with the first datagram since the server was opened or since the last call to `forget`. */
  readonly datagram: Promise<undefined>;
  /** Forgets what arrived. */
  forget(): void;
}

export async function openAttackedServer(): Promise<AttackedServer> {
  let arrived: string[] = [];
  let datagram = Promise.withResolvers<undefined>();
  const server = createServer((socket) => {
    arrived.push('connection');
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      arrived.push(data.toString('latin1').split('\r\n')[0] ?? '');
      socket.destroy();
    });
  });
  const datagrams = createSocket('udp4', () => {
    arrived.push('datagram');
    datagram.resolve(undefined);
  });
  server.listen(0, '127.0.0.1');
  datagrams.bind(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(datagrams, 'listening')]);
  return {
    tcpPort: (server.address() as AddressInfo).port,
    udpPort: datagrams.address().port,
    get arrived() {
      return arrived;
    },
    get datagram() {
      return datagram.promise;
    },
    forget() {
      arrived = [];
      datagram = Promise.withResolvers<undefined>();
    },
    async [Symbol.asyncDispose]() {
      datagrams.close();
      server.close();
      await once(server, 'close');
    },
  };
}

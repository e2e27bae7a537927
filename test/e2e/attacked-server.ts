import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A server of an attacker on this computer. It answers nobody, and remembers what came. */
export interface AttackedServer extends AsyncDisposable {
  /** Where it listens, over TCP and over UDP. */
  readonly tcpPort: number;
  readonly udpPort: number;
  /** What came: `connection` for each, the first line of what was sent, and `datagram` for each. */
  readonly arrived: readonly string[];
  /** Settles with the first datagram since the server was opened or told to forget. */
  readonly datagram: Promise<undefined>;
  /** Forgets what came. */
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

import { parentPort } from 'node:worker_threads';
import koffi from '../../native-bridge/win32/koffi.ts';
import { GetCurrentProcess } from '../../native-bridge/win32/kernel32.ts';

/** A thread that uses koffi, and posts how koffi is set up there. */
GetCurrentProcess();
parentPort?.postMessage(koffi.config());

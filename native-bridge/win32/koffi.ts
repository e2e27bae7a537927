import koffi from 'koffi';

/**
 * How large the stacks are that koffi makes asynchronous calls on, in bytes. By default they have 128 KiB: RPC, COM and
 * the hooks of security software run on them, and were written for the 1 MiB of a thread's own.
 * https://koffi.dev/misc
 */
const ASYNC_STACK_BYTES = 512 * 1024;

// Refused once a library was loaded; each thread has settings of its own. Whoever needs koffi imports it from here.
koffi.config({ async_stack_size: ASYNC_STACK_BYTES });

export default koffi;

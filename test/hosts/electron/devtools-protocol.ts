/**
 * The Chrome DevTools Protocol's types, which playwright-core contains but does not export.
 * https://chromedevtools.github.io/devtools-protocol/
 */
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts';

export type Commands = Protocol.CommandParameters;
export type Results = Protocol.CommandReturnValues;
export type Events = Protocol.Events;
export type CommandName = keyof Commands & keyof Results;
export type EventName = keyof Events;

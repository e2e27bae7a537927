import { patched, viewOf, type MessageRow, type ServiceView } from '../../common/view.ts';
import type { About } from '../../common/about.ts';
import type { CheckReport } from '../../common/check.ts';
import { ERROR_SERVICE_DOES_NOT_EXIST } from '../../common/win32-codes.ts';
import type { Batch, PageCommand, Snapshot } from '../../common/ipc.ts';
import type { RequestName } from '../../common/ipc-names.ts';
import type { RequestHandlers } from '../../electron/ipc-main.ts';
import { patchWith, wireViewWith, type Known } from '../unit/example-view.ts';
import type { MainSide, PageEnd } from './main-side.ts';

interface HandMade {
  readonly view?: Partial<Known>;
  readonly messages?: readonly MessageRow[];
  /** The answers to requests that are not just recorded. */
  readonly answers?: Partial<RequestHandlers>;
}

/** What the About Sigma window shows. */
export const ABOUT: About = {
  version: '1.2.3',
  isSigned: true,
  runsOn: { electron: '45.0.0', chromium: '156.0.0.0', node: '26.0.0' },
  logFolder: String.raw`C:\Sigma\logs`,
  licences: [{ name: 'Sigma', version: '1.2.3', terms: 'MIT', text: 'Permission is granted.' }],
};

/** What the Check Sigma window shows: a link of each kind. */
export const CHECK: CheckReport = {
  version: '1.2.3',
  links: [
    { link: 'scm', verdict: 'works', findings: [['scm-read', 214, 3]] },
    { link: 'helper-files', verdict: 'unknown', findings: [['helper-simulated']] },
    { link: 'service', verdict: 'fails', findings: [['service-absent']], code: ERROR_SERVICE_DOES_NOT_EXIST },
  ],
};

/** A main side that shows what a test provides, and records what is requested. */
export class HandMadeMain implements MainSide {
  readonly handlers: RequestHandlers;
  /** Everything the window has requested, apart from what it requests on its own. */
  readonly asked: (readonly [RequestName, unknown])[] = [];
  #content: Snapshot;
  #page: PageEnd | undefined;

  constructor({ view, messages = [], answers = {} }: HandMade = {}) {
    this.#content = { number: 0, view: wireViewWith(view), messages: [...messages] };
    const note =
      <T>(name: RequestName, answer: T) =>
      (argument: unknown): T => {
        this.asked.push([name, argument]);
        return answer;
      };
    this.handlers = {
      snapshot: () => this.#content,
      took: () => undefined,
      perform: note('perform', { kind: 'done' }),
      setPostInterval: note('setPostInterval', { kind: 'done' }),
      leave: note('leave', undefined),
      refresh: note('refresh', undefined),
      changeSettings: note('changeSettings', undefined),
      exportMessages: note('exportMessages', { kind: 'done', path: String.raw`C:\Messages.csv` }),
      showExported: note('showExported', undefined),
      wholeTexts: note('wholeTexts', []),
      reportWindows: () => undefined,
      about: () => ABOUT,
      check: () => CHECK,
      checkForUpdates: note('checkForUpdates', undefined),
      downloadUpdate: note('downloadUpdate', undefined),
      installUpdate: note('installUpdate', undefined),
      ...answers,
    };
  }

  attach(page: PageEnd): void {
    this.#page = page;
  }

  /** Changes what the window is told. */
  show(changes: Partial<Known>, messages: readonly MessageRow[] = []): void {
    const { number, view: before, messages: all } = this.#content;
    const patch = patchWith(changes);
    const batch: Batch = { number: number + 1, patch, messages: [...messages] };
    const { app, computer, services } = patched(viewOf(before), patch);
    const view = { app, computer, services: [...services.values()] };
    this.#content = { number: number + 1, view, messages: [...all, ...messages] };
    this.#page?.send('batch', batch);
  }

  /** Reports a service other than Sigma's own, which nothing shows yet. */
  showOther(service: ServiceView): void {
    const { number, view: before, messages } = this.#content;
    const services = [...before.services.filter(({ name }) => name !== service.name), service];
    this.#content = { number: number + 1, view: { ...before, services }, messages };
    this.#page?.send('batch', { number: number + 1, patch: { services: [service] }, messages: [] });
  }

  /** Makes the window do what was chosen outside it. */
  command(command: PageCommand): void {
    this.#page?.send('command', command);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#page = undefined;
    return Promise.resolve();
  }
}

import { closeBrowser } from '../components/browser.ts';
import { RUNNING, STATUS } from '../components/example-content.ts';
import { HandMadeMain } from '../components/hand-made-main.ts';
import { COUNT_RENDERS, rendersDuring } from '../components/render-count.ts';
import { SigmaWindow } from '../components/sigma-window.ts';
import { EXAMPLE } from '../unit/example-view.ts';
import type { Figures } from './figures.ts';

const SERVICES = 300;

/** Measures how many of the window's components each change renders, next to how many there are in all. */
export async function renders(): Promise<Figures> {
  try {
    return await measure();
  } finally {
    await closeBrowser();
  }
}

async function measure(): Promise<Figures> {
  const main = new HandMadeMain({ view: RUNNING });
  await using window = await SigmaWindow.open(main, COUNT_RENDERS);
  await window.statusPart('service').click();
  await window.window('service').waitFor();
  const all = await window.page.evaluate<number>('renders');
  const of = (change: () => void): Promise<number> =>
    rendersDuring(window.page, () => {
      change();
      return Promise.resolve();
    });
  const stopped = { kind: 'present', status: { ...STATUS, state: 'stopped', win32ExitCode: 1067 } } as const;
  return {
    rendersInAll: all,
    [`rendersOfChangesOf${String(SERVICES)}OtherServices`]: await of(() => {
      for (let index = 0; index < SERVICES; index += 1)
        main.showOther({ ...EXAMPLE, name: `Other${String(index)}` });
    }),
    rendersOfItsChange: await of(() => {
      main.show({ health: 'failed', scm: stopped });
    }),
    rendersOfCountedMessages: await of(() => {
      main.show({ traffic: { ...EXAMPLE.traffic, received: 7 } });
    }),
  };
}

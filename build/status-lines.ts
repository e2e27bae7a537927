import type { Page } from 'playwright-core';

/** The status bar's parts by their data-part. */
type StatusParts = Readonly<Record<'text' | 'service' | 'last-message' | 'mailslot', string>>;

/** @returns the line for a state of the status bar, without the seconds since the last message */
function statusLine(parts: StatusParts): string {
  const number = /No\. \d+/.exec(parts['last-message'])?.[0];
  const details = [parts.service, parts.mailslot, ...(number === undefined ? [] : [number])];
  return `status: ${parts.text} [${details.join('; ')}]`;
}

/** Calls `onLine` for what the window's status bar shows now and for every change, until the page is closed. */
export async function followStatusBar(page: Page, onLine: (line: string) => void): Promise<void> {
  let last = '';
  await page.exposeFunction(BINDING, (parts: StatusParts) => {
    const line = statusLine(parts);
    if (line !== last) onLine(line);
    last = line;
  });
  await page.evaluate(OBSERVE);
}

const BINDING = 'sigmaStatusBarChanged';

/** Runs in the page. */
const OBSERVE = `{
  const footer = document.querySelector('footer');
  const part = (name) => footer.querySelector('[data-part="' + name + '"]')?.textContent ?? '';
  const names = ['text', 'service', 'last-message', 'mailslot'];
  const tell = () => void ${BINDING}(Object.fromEntries(names.map((name) => [name, part(name)])));
  new MutationObserver(tell).observe(footer, { subtree: true, childList: true, characterData: true });
  tell();
}`;

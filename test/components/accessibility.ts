import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** The part of axe's results that is used. */
interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));

/**
 * Fails if axe finds a violation in what the window shows now.
 * @param rules only these, instead of all
 */
export async function assertAccessible(page: Page, when: string, rules?: readonly string[]): Promise<void> {
  // As an expression, because the page's policy runs only Sigma's own script elements.
  await page.evaluate(await readFile(AXE, 'utf8'));
  const violations = await page.evaluate<readonly Violation[]>(
    `axe.run(${JSON.stringify(rules === undefined ? {} : { runOnly: rules })}).then(({ violations }) => violations)`,
  );
  const told = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`,
  );
  assert.deepEqual(told, [], when);
}

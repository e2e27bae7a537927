import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../build/paths.ts';
import { CHECK_LINKS } from '../../common/check.ts';
import { ENGLISH } from '../../common/languages/english.ts';

const FOLDER = join(ROOT, '.github', 'workflows');

const files = await readdir(FOLDER);
const texts = await Promise.all(files.map((file) => readFile(join(FOLDER, file), 'utf8')));
const workflows = texts.join('\n');

/** npm's own command that needs no script. */
const OWN_COMMANDS = ['ci'];

function matches(pattern: RegExp): string[] {
  return Array.from(workflows.matchAll(pattern), ([, found = '']) => found);
}

test('each action is named by the commit of a version, which nobody can move', () => {
  const actions = matches(/uses: (.*)/g);
  assert.ok(actions.length > 0);
  for (const action of actions) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('each npm command is one of package.json', async () => {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const commands = matches(/run: npm (?:run )?(\S+)/g);
  assert.ok(commands.includes('test:installer'));
  for (const command of commands) assert.ok(OWN_COMMANDS.includes(command) || command in scripts, command);
});

test('each job has a time limit, and may only read the repository', () => {
  const jobs = matches(/^ {2}([\w-]+):\n {4}(?:needs|runs-on):/gm);
  assert.deepEqual(jobs, ['test', 'package', 'electron-on-linux']);
  assert.equal(matches(/^ {4}(timeout-minutes): \d+$/gm).length, jobs.length);
  assert.match(workflows, /^permissions:\n {2}contents: read\n\n/m);
});

test('the check after the installation needs every link but the prompt, which no workflow is shown', () => {
  const [needed = ''] = matches(/\$needed = (.*)/g);
  assert.deepEqual(
    needed.split(', ').map((link) => link.replaceAll("'", '')),
    CHECK_LINKS.filter((link) => link !== 'prompt'),
  );
  const [sentence = ''] = matches(/detail -notmatch '(.*?)'/g);
  assert.ok(ENGLISH.check.findings['post-measured'](1, 2).includes(sentence));
  assert.ok(!ENGLISH.check.findings['posting-not-measured']().includes(sentence));
});

test('no job does without Electron', () => {
  for (const text of texts) assert.match(text, /^env:\n(?: {2}#.*\n)* {2}SIGMA_FORBID_STAND_IN: 1$/m);
});

import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { win32 } from 'node:path';
import { describe, it } from 'node:test';
import { Win32Error } from '../../common/win32-error.ts';
import { isReplaceableByOthers } from '../../engine/registration/access-list.ts';
import { planRegistration, registerService } from '../../engine/registration/register.ts';
import {
  CLOSED_FOLDER_ACCESS,
  EVENT_SOURCE_KEY,
  LOG_FOLDER_ACCESS,
  WANTED_SETTINGS,
} from '../../engine/registration/wanted.ts';
import { isKnownExecutable } from '../../engine/simulation/sigma-programs.ts';
import { SimulatedFiles } from '../../native-bridge/simulated/files.ts';
import { placesOf } from '../../engine/registration/context.ts';
import { failsWith } from '../conformance/expectations.ts';
import {
  Computer,
  computerWithFormerCopy,
  computerWithOlderSigma,
  computerWithOpenProgramFolder,
  computerWithSigma,
  DELAYED_WITH_USER_CONTROL,
  DEMAND,
  DOWNLOADED,
  FORMER_COPY,
  INSTALLED,
  RELOCATED,
  settingsOf,
} from './registration-subject.ts';

describe('registering', () => {
  it('creates the service as it is wanted, with every setting', async () => {
    using computer = await computerWithSigma(DEMAND, INSTALLED);
    const { service } = computer;
    assert.equal(service.name, SERVICE_NAME);
    assert.deepEqual(service.configuration, {
      displayName: SERVICE_DISPLAY_NAME,
      imagePath: `"${INSTALLED}"`,
      startType: 'demand',
      errorControl: 'normal',
      dependencies: [],
      ownProcess: true,
      isDriver: false,
      account: String.raw`NT AUTHORITY\LocalService`,
    });
    assert.deepEqual(settingsOf(service), { ...WANTED_SETTINGS, delayedAutoStart: false });
    assert.equal(service.openHandles, 0);
  });

  it('has the service started three times when it fails, and with no right but to walk folders', async () => {
    using computer = await computerWithSigma();
    const { failureActions, failureActionsOnNonCrash, requiredPrivileges, sidType } = settingsOf(
      computer.service,
    );
    assert.deepEqual(failureActions, {
      resetPeriodMs: 86_400_000,
      actions: [3_000, 30_000, 600_000].map((delayMs) => ({ type: 'restart', delayMs })),
    });
    assert.equal(failureActionsOnNonCrash, true);
    assert.deepEqual(requiredPrivileges, ['SeChangeNotifyPrivilege']);
    assert.equal(sidType, 'unrestricted');
  });

  for (const [startType, kept, isDelayed] of [
    ['auto', 'auto', false],
    ['delayed-auto', 'auto', true],
    ['demand', 'demand', false],
  ] as const) {
    it(`has it start as it was chosen: ${startType}`, async () => {
      using computer = await computerWithSigma({ startType, allowUserControl: false });
      assert.equal(computer.service.configuration.startType, kept);
      assert.equal(computer.service.setting('delayedAutoStart'), isDelayed);
    });
  }

  it('changes the start type of what is registered, also back', async () => {
    using computer = await computerWithSigma();
    const before = computer.snapshot();
    await registerService({ startType: 'delayed-auto', allowUserControl: false }, computer.context());
    assert.equal(computer.service.configuration.startType, 'auto');
    await registerService(DEMAND, computer.context());
    assert.deepEqual(computer.snapshot(), before);
  });

  it('copies a service that its user can change to where he cannot, and runs it from there', async () => {
    using computer = new Computer();
    assert.equal(await registerService(DEMAND, computer.context(DOWNLOADED)), RELOCATED);
    const { files } = computer;
    assert.equal(computer.service.configuration.imagePath, `"${RELOCATED}"`);
    assert.equal(await files.security(computer.places.programFolder), `O:BA${CLOSED_FOLDER_ACCESS}`);
    assert.deepEqual(
      [...files.copies.keys()],
      [RELOCATED, String.raw`C:\Program Files\Sigma Service\koffi.node`].map((path) => path.toLowerCase()),
    );
  });

  it('copies nothing from where only administrators can change it', async () => {
    using computer = new Computer();
    assert.equal(await registerService(DEMAND, computer.context(INSTALLED)), INSTALLED);
    assert.equal(computer.files.copies.size, 0);
    assert.equal(await computer.files.exists(computer.places.programFolder), false);
  });

  it('replaces the copy of an older one, also of one that runs', async () => {
    using computer = await computerWithOlderSigma();
    const { files } = computer;
    files.inUse.add(RELOCATED.toLowerCase());
    await registerService(DEMAND, computer.context(DOWNLOADED));
    assert.equal(files.copies.get(RELOCATED.toLowerCase()), String.raw`c:\users\ann\downloads`);
    const left = [...files.copies.keys()].filter((file) => !/\.(exe|node)$/.test(file));
    assert.deepEqual(left, [...files.inUse], 'only what runs stays, until the system starts the next time');
  });

  for (const [where, prepare] of [
    ['the program folder', () => computerWithSigma(DEMAND, DOWNLOADED)],
    ['where copies were before', computerWithFormerCopy],
  ] as const) {
    it(`has the installed files run in place of a copy in ${where}, and removes the copy`, async () => {
      using undisturbed = await computerWithSigma(DEMAND, INSTALLED);
      using computer = await prepare();
      assert.equal(await registerService(DEMAND, computer.context(INSTALLED)), INSTALLED);
      assert.deepEqual(computer.snapshot(), undisturbed.snapshot());
      assert.deepEqual(await planRegistration(DEMAND, computer.context(INSTALLED)), []);
    });
  }

  for (const executable of [DOWNLOADED, FORMER_COPY]) {
    it(`moves a copy out of the installed Sigma’s folder, by ${executable}`, async () => {
      using computer = await computerWithFormerCopy();
      const { files } = computer;
      assert.equal(await registerService(DEMAND, computer.context(executable)), RELOCATED);
      assert.equal(computer.service.configuration.imagePath, `"${RELOCATED}"`);
      assert.equal(files.copies.get(RELOCATED.toLowerCase()), win32.dirname(executable).toLowerCase());
      assert.deepEqual(
        [...files.folders.keys()].filter((path) => path.includes('program files')),
        [computer.places.programFolder.toLowerCase()],
      );
    });
  }

  it('leaves a copy that still runs until the system starts the next time', async () => {
    using computer = await computerWithFormerCopy();
    const { files } = computer;
    files.inUse.add(FORMER_COPY.toLowerCase());
    await registerService(DEMAND, computer.context(INSTALLED));
    assert.equal(computer.service.configuration.imagePath, `"${INSTALLED}"`);
    assert.deepEqual([...files.copies.keys()], [`${FORMER_COPY.toLowerCase()}.removed`]);
    assert.match(computer.said.at(-1) ?? '', /in use, will be removed when Windows restarts/);
  });

  it('is done also if a copy cannot be removed', async () => {
    using computer = await computerWithFormerCopy();
    computer.files.removeFolder = () => Promise.reject(new Win32Error('DeleteFileW', 5));
    assert.equal(await registerService(DEMAND, computer.context(INSTALLED)), INSTALLED);
    assert.match(computer.said.at(-1) ?? '', /^warning: an unused copy of the service/);
  });

  it('takes no service from a Sigma that somebody has put elsewhere (1073)', async () => {
    using computer = await computerWithFormerCopy();
    const other = String.raw`C:\Program Files\Sigma\resources\service\SigmaSrv.exe`;
    computer.service.change({ executable: other });
    for (const executable of [DOWNLOADED, FORMER_COPY])
      await failsWith(1073, registerService(DEMAND, computer.context(executable)));
  });

  it('takes over what runs an executable that does not exist any more', async () => {
    using computer = await computerWithSigma(DEMAND, INSTALLED);
    const { files } = computer;
    const exists = files.exists.bind(files);
    const gone = [INSTALLED];
    files.exists = async (path) => !gone.includes(path) && (path === 'C:\\' || (await exists(path)));
    gone.push('C:\\');
    // The drive may only not be there at the moment.
    await failsWith(1073, registerService(DEMAND, computer.context(DOWNLOADED)));
    gone.pop();
    const executable = await registerService(DEMAND, computer.context(DOWNLOADED));
    assert.equal(computer.service.configuration.imagePath, `"${executable}"`);
    assert.notEqual(executable, INSTALLED);
  });

  it('never changes who may do what with Windows’ own folder (5)', async () => {
    using computer = await computerWithSigma(DEMAND, DOWNLOADED);
    const { files } = computer;
    const programs = win32.dirname(computer.places.programFolder);
    const open = 'O:BAD:(A;OICI;FA;;;BU)(A;OICI;FA;;;BA)';
    files.folders.set(programs.toLowerCase(), open);
    await failsWith(5, registerService(DEMAND, computer.context(DOWNLOADED)));
    assert.equal(await files.security(programs), open);
  });

  it('takes the program folder back from those who could change it, or what lies in it', async () => {
    const open = 'O:BAD:(A;OICI;FA;;;BU)(A;OICI;FA;;;BA)';
    const { programFolder } = placesOf(new SimulatedFiles(isKnownExecutable));
    for (const path of [programFolder, RELOCATED]) {
      for (const executable of [DOWNLOADED, RELOCATED]) {
        using computer = await computerWithSigma(DEMAND, DOWNLOADED);
        const { files } = computer;
        (path === RELOCATED ? files.fileSecurities : files.folders).set(path.toLowerCase(), open);
        const lines = computer.said.length;
        await registerService(DEMAND, computer.context(executable));
        assert.match(computer.said[lines] ?? '', /^the program folder: set aside/);
        assert.ok(!isReplaceableByOthers(await files.security(path), 'folder'), `${path} by ${executable}`);
        assert.deepEqual(await planRegistration(DEMAND, computer.context(executable)), []);
      }
    }
  });

  for (const executable of [DOWNLOADED, RELOCATED]) {
    it(`sets a program folder aside whole that others could change, with what they left in it: by ${executable}`, async () => {
      using computer = await computerWithOpenProgramFolder();
      const { files } = computer;
      const [folder, kept] = [computer.places.programFolder, `${computer.places.programFolder}.replaced`].map(
        (path) => path.toLowerCase(),
      ) as [string, string];
      const before = files.folders.get(folder);
      await registerService(DEMAND, computer.context(executable));
      const copies = [...files.copies.keys()];
      assert.deepEqual(
        copies.filter((file) => win32.dirname(file) === folder),
        [RELOCATED.toLowerCase(), `${folder}\\koffi.node`],
      );
      assert.ok(copies.includes(`${kept}\\version.dll`), copies.join(', '));
      assert.equal(files.folders.get(kept), before, 'what is set aside is not made safe');
      assert.equal(files.folders.get(folder), `O:BA${CLOSED_FOLDER_ACCESS}`);
    });
  }

  it('leaves an open program folder and all in it alone if its copy does not succeed (112)', async () => {
    using computer = await computerWithOpenProgramFolder();
    const { files } = computer;
    const before = computer.snapshot();
    files.copy = () => Promise.reject(new Win32Error('CopyFileW', 112));
    await failsWith(112, registerService(DEMAND, computer.context(DOWNLOADED)));
    assert.deepEqual(computer.snapshot(), before);
  });

  it('keeps the new program folder if a later step fails (5)', async () => {
    using computer = await computerWithOpenProgramFolder();
    const { files, registry } = computer;
    registry.keys.delete(EVENT_SOURCE_KEY.toLowerCase());
    const context = computer.context(DOWNLOADED);
    context.registry.write = () => {
      throw new Win32Error('RegSetValueExW', 5);
    };
    await failsWith(5, registerService(DELAYED_WITH_USER_CONTROL, context));
    assert.equal(await files.security(computer.places.programFolder), `O:BA${CLOSED_FOLDER_ACCESS}`);
    assert.ok(files.copies.has(RELOCATED.toLowerCase()));
  });

  it('sets aside a link in the place of the program folder', async () => {
    using computer = await computerWithSigma(DEMAND, DOWNLOADED);
    const { files } = computer;
    files.links.add(computer.places.programFolder.toLowerCase());
    files.linkTargets.set(computer.places.programFolder.toLowerCase(), String.raw`C:\Users\ann`);
    await registerService(DEMAND, computer.context(DOWNLOADED));
    assert.equal(await files.isLink(computer.places.programFolder), false);
    assert.deepEqual(await planRegistration(DEMAND, computer.context(DOWNLOADED)), []);
  });

  it('makes the source of events, and a folder for the log where the service may write', async () => {
    using computer = await computerWithSigma();
    const { registry } = computer.context();
    assert.match(String(registry.read(EVENT_SOURCE_KEY, 'EventMessageFile')), /EventCreate\.exe$/);
    assert.equal(registry.read(EVENT_SOURCE_KEY, 'TypesSupported'), 7);
    const { files } = computer;
    assert.equal(await files.security(computer.places.logFolder), `O:BA${LOG_FOLDER_ACCESS}`);
  });

  describe('if somebody had made a folder of that name', () => {
    const { dataFolder, logFolder } = placesOf(new SimulatedFiles(isKnownExecutable));
    const user = 'S-1-5-21-1-2-3-1001';
    /** As it was before the service's own SID had the folder. */
    const FORMER_LOG_FOLDER_ACCESS =
      'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;LS)(A;OICI;0x1200a9;;;BU)';
    const unreadable = 'its access list lets administrators read nothing of it';
    const closed = [dataFolder, CLOSED_FOLDER_ACCESS] as const;
    const forLog = [logFolder, LOG_FOLDER_ACCESS] as const;
    for (const [whose, [folder, wanted], security, isLink] of [
      ['a user’s', closed, `O:${user}D:(A;OICI;FA;;;WD)`, false],
      ['a user’s', forLog, `O:${user}D:(A;OICI;FA;;;WD)`, false],
      ['a link', closed, `O:BA${CLOSED_FOLDER_ACCESS}`, true],
      ['a link', forLog, `O:BA${LOG_FOLDER_ACCESS}`, true],
      [
        'one in which users may make files',
        closed,
        'O:BAD:AI(A;OICIID;FA;;;BA)(A;CIID;DCLCRPCR;;;BU)',
        false,
      ],
      ['one in which users may make files', forLog, `O:BA${LOG_FOLDER_ACCESS}(A;;DCLCRPCR;;;BU)`, false],
      ['one in which the service may make none', forLog, `O:BA${CLOSED_FOLDER_ACCESS}`, false],
      ['one into which all of LocalService may write', forLog, `O:BA${FORMER_LOG_FOLDER_ACCESS}`, false],
      ['a user’s', closed, unreadable, false],
    ] as const) {
      it(`sets aside ${whose}, with all in it, and makes its own: ${folder}, ${security}`, async () => {
        using computer = await computerWithSigma();
        const { files } = computer;
        const key = folder.toLowerCase();
        const securityOf = files.security.bind(files);
        files.security = async (path) => {
          const found = await securityOf(path);
          if (found === unreadable) throw new Win32Error('GetNamedSecurityInfoW', 5);
          return found;
        };
        files.folders.set(key, security);
        if (isLink) files.links.add(key);
        const plan = await planRegistration(DEMAND, computer.context());
        const lines = computer.said.length;
        await registerService(DEMAND, computer.context());
        assert.deepEqual(computer.said.slice(lines), plan);
        assert.equal(await files.security(folder), `O:BA${wanted}`);
        assert.equal(await files.isLink(folder), false);
        assert.equal(files.folders.get(`${key}.replaced`), security);
        assert.deepEqual(await planRegistration(DEMAND, computer.context()), []);
      });
    }
  });

  it('makes no folder for data where others can put another in its place (5)', async () => {
    using computer = new Computer();
    const { files } = computer;
    const place = win32.dirname(computer.places.dataFolder).toLowerCase();
    // Windows' own folder was moved to another drive, on which everybody may rename what lies in its root.
    files.links.add(place);
    files.linkTargets.set(place, String.raw`D:\ProgramData`);
    files.folders.set(place, 'O:SYD:(A;OICI;FA;;;SY)(A;OICI;0x1200a9;;;BU)');
    files.folders.set('d:\\programdata', 'O:SYD:(A;OICI;FA;;;SY)(A;;0x1301bf;;;AU)');
    await failsWith(5, registerService(DEMAND, computer.context()));
    assert.equal(await files.exists(computer.places.dataFolder), false);
    files.folders.set('d:\\programdata', 'O:SYD:(A;OICI;FA;;;SY)(A;;0x1200af;;;AU)');
    files.folders.set('d:\\', 'O:SYD:(A;OICI;FA;;;SY)(A;;0x1200af;;;AU)');
    await registerService(DEMAND, computer.context());
  });

  it('leaves the access list alone unless users are to have control', async () => {
    using plain = await computerWithSigma();
    using allowed = await computerWithSigma(DELAYED_WITH_USER_CONTROL);
    assert.ok(!plain.service.accessList.includes('S-1-5-21-1-2-3-1001'));
    assert.ok(allowed.service.accessList.startsWith(plain.service.accessList));
    assert.match(allowed.service.accessList, /\(A;;CCLCSWRPWPDTLORC;;;S-1-5-21-1-2-3-1001\)$/);
  });

  it('has nothing to change the second time, nor anything to say', async () => {
    for (const executable of [INSTALLED, DOWNLOADED]) {
      using computer = await computerWithSigma(DELAYED_WITH_USER_CONTROL, executable);
      const before = computer.snapshot();
      const lines = computer.said.length;
      assert.deepEqual(await planRegistration(DELAYED_WITH_USER_CONTROL, computer.context(executable)), []);
      await registerService(DELAYED_WITH_USER_CONTROL, computer.context(executable));
      assert.deepEqual(computer.said.slice(lines), []);
      assert.deepEqual(computer.snapshot(), before);
    }
  });

  it('does not take a service for registered that is about to go (1072)', async () => {
    using computer = await computerWithSigma();
    using manager = await computer.managers('administrator').localComputer(['connect']);
    {
      using held = await manager.openService(SERVICE_NAME, ['delete']);
      await held.delete();
      await failsWith(1072, registerService(DEMAND, computer.context()));
    }
    await registerService(DEMAND, computer.context());
    assert.equal(computer.service.isMarkedForDelete, false);
  });
});

describe('the plan of registering', () => {
  for (const [where, prepare] of [
    ['on an empty computer', () => Promise.resolve(new Computer())],
    ['over an older registration', computerWithOlderSigma],
  ] as const) {
    it(`${where} is what registering then says, and changes nothing`, async () => {
      using computer = await prepare();
      const before = computer.snapshot();
      const plan = await planRegistration(DELAYED_WITH_USER_CONTROL, computer.context(DOWNLOADED, 'user'));
      assert.deepEqual(computer.snapshot(), before);
      assert.equal(computer.files.folders.has(computer.places.logFolder.toLowerCase()), false);
      assert.deepEqual(computer.said, []);
      await registerService(DELAYED_WITH_USER_CONTROL, computer.context(DOWNLOADED));
      assert.deepEqual(computer.said, plan);
      assert.ok(plan.length > 5);
    });
  }
});

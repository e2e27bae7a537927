import { win32 } from 'node:path';
import type { Finding } from '../../common/check.ts';
import {
  ERROR_ACCESS_DISABLED_BY_POLICY,
  ERROR_FILE_NOT_FOUND,
  ERROR_INVALID_IMAGE_HASH,
  ERROR_PATH_NOT_FOUND,
} from '../../common/win32-codes.ts';
import type { Registry } from '../../native-bridge/bridge.ts';
import { SERVICE_FILES } from '../registration/wanted.ts';
import { fails, isWin32, unknown, works, type CheckContext, type Judgement } from './context.ts';
import type { ElevationType, Signature } from '../../native-bridge/inspection.ts';

const FILE_NAMES = SERVICE_FILES.join(', ');

/** What runs with administrator rights is what was built, and Windows lets it run. */
export async function checkHelperFiles(context: CheckContext): Promise<Judgement> {
  const identity = await judgeIdentity(context);
  if (identity.verdict !== 'works') return identity;
  const signatures = await Promise.all(
    SERVICE_FILES.map((name) => context.bridge.inspection.signature(pathOf(context, name))),
  );
  const signed = judgeSignatures(signatures);
  return { ...signed, findings: [...identity.findings, ...signed.findings] };
}

async function judgeIdentity(context: CheckContext): Promise<Judgement> {
  const { helper, seen } = context;
  const { inspection } = context.bridge;
  for (const name of SERVICE_FILES) {
    try {
      if ((await inspection.fileTime(pathOf(context, name))) === undefined)
        return unknown(['helper-simulated']);
    } catch (error) {
      if (!isWin32(error, ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND)) throw error;
      return fails(ERROR_FILE_NOT_FOUND, ['helper-missing', name]);
    }
  }
  // Sigma's own bundle has the expected hashes. A command has nothing that does.
  if (seen === undefined) return works(['helper-present', FILE_NAMES]);
  for (const name of SERVICE_FILES) {
    const built = helper.sha256[name];
    if (built === undefined) return fails(ERROR_INVALID_IMAGE_HASH, ['helper-unvouched']);
    if ((await inspection.fileHash(pathOf(context, name))) !== built)
      return fails(ERROR_INVALID_IMAGE_HASH, ['helper-differs', name]);
  }
  return works(['helper-as-built', FILE_NAMES]);
}

function pathOf({ helper }: CheckContext, name: string): string {
  return win32.join(win32.dirname(helper.executable), name);
}

/** All files have to be signed, or none: where signatures count, one unsigned file keeps the whole from running. */
function judgeSignatures(signatures: readonly Signature[]): Judgement {
  for (const [index, signature] of signatures.entries()) {
    const name = SERVICE_FILES[index] ?? '';
    if (signature.kind === 'refused') {
      const status = `0x${signature.status.toString(16)}`;
      return fails(ERROR_INVALID_IMAGE_HASH, ['helper-bad-signature', name, status]);
    }
  }
  const unsigned = SERVICE_FILES.filter((_name, index) => signatures[index]?.kind === 'none');
  const [first] = unsigned;
  if (first === undefined) return works(['helper-signed']);
  return unsigned.length === SERVICE_FILES.length
    ? works(['helper-unsigned'])
    : fails(ERROR_INVALID_IMAGE_HASH, ['helper-partly-signed', first]);
}

const POLICY_KEY = String.raw`SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System`;

/**
 * The policies for the administrator prompt, with the default for each missing value.
 * https://learn.microsoft.com/windows/security/application-security/application-control/user-account-control/settings-and-configuration
 */
const POLICY_DEFAULTS = {
  EnableLUA: 1,
  ConsentPromptBehaviorAdmin: 5,
  ConsentPromptBehaviorUser: 3,
  PromptOnSecureDesktop: 1,
  FilterAdministratorToken: 0,
  ValidateAdminCodeSignatures: 0,
  /** 2 is Windows 11's Administrator protection. */
  TypeOfAdminApprovalMode: 1,
} as const;
type Policy = Readonly<Record<keyof typeof POLICY_DEFAULTS, number>>;

/** ConsentPromptBehaviorAdmin: the values that ask for a password instead of consent. */
const ADMINISTRATOR_GIVES_PASSWORD: readonly number[] = [1, 3];

/** Windows would prompt before the helper gets administrator rights, and would then grant them. */
export async function checkPrompt(context: CheckContext): Promise<Judgement> {
  const { registry, inspection } = context.bridge;
  const policy = readPolicy(registry);
  const values = Object.entries(policy).map(([name, value]) => `${name}=${String(value)}`);
  const shown: Finding = ['prompt-policy', values.join(', ')];
  const elevation = inspection.elevation();
  if (elevation === 'standard-user') {
    if (policy.EnableLUA === 0) return fails(ERROR_ACCESS_DISABLED_BY_POLICY, ['prompt-off'], shown);
    if (policy.ConsentPromptBehaviorUser === 0)
      return fails(ERROR_ACCESS_DISABLED_BY_POLICY, ['prompt-refused'], shown);
  }
  if (policy.ValidateAdminCodeSignatures === 1) {
    const signature = await inspection.signature(context.helper.executable);
    if (signature.kind !== 'valid')
      return fails(ERROR_ACCESS_DISABLED_BY_POLICY, ['prompt-unsigned-refused'], shown);
  }
  const isProtected = policy.TypeOfAdminApprovalMode === 2;
  return works(
    [promptOf(policy, elevation)],
    ...(isProtected ? [['prompt-protection'] as const] : []),
    shown,
  );
}

function readPolicy(registry: Registry): Policy {
  const read = (name: keyof Policy): number => {
    const value = registry.read(POLICY_KEY, name);
    return typeof value === 'number' ? value : POLICY_DEFAULTS[name];
  };
  return {
    EnableLUA: read('EnableLUA'),
    ConsentPromptBehaviorAdmin: read('ConsentPromptBehaviorAdmin'),
    ConsentPromptBehaviorUser: read('ConsentPromptBehaviorUser'),
    PromptOnSecureDesktop: read('PromptOnSecureDesktop'),
    FilterAdministratorToken: read('FilterAdministratorToken'),
    ValidateAdminCodeSignatures: read('ValidateAdminCodeSignatures'),
    TypeOfAdminApprovalMode: read('TypeOfAdminApprovalMode'),
  };
}

function promptOf(
  { EnableLUA, ConsentPromptBehaviorAdmin }: Policy,
  elevation: ElevationType,
): 'prompt-off' | 'prompt-elevated' | 'prompt-password' | 'prompt-none' | 'prompt-consent' {
  if (EnableLUA === 0) return 'prompt-off';
  if (elevation === 'elevated') return 'prompt-elevated';
  if (elevation === 'standard-user') return 'prompt-password';
  if (ConsentPromptBehaviorAdmin === 0) return 'prompt-none';
  return ADMINISTRATOR_GIVES_PASSWORD.includes(ConsentPromptBehaviorAdmin)
    ? 'prompt-password'
    : 'prompt-consent';
}

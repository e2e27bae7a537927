import koffi from './koffi.ts';
import { FAILURE_ACTION_TYPES } from '../../common/service-configuration.ts';
import {
  SID_TYPES,
  type FailureActions,
  type ServiceSetting,
  type ServiceSettings,
} from '../service-settings.ts';
import { structPointer, type StructPointer } from './advapi32-configuration.ts';
import { decodeMultiText, encodeMultiText, refuseNul } from './native.ts';

/** SERVICE_CONFIG_ and so on of winsvc.h. */
export const SETTING_LEVELS: Readonly<Record<ServiceSetting, number>> = {
  description: 1,
  failureActions: 2,
  delayedAutoStart: 3,
  failureActionsOnNonCrash: 4,
  sidType: 5,
  requiredPrivileges: 6,
  preShutdownTimeoutMs: 7,
};

/** SERVICE_SID_TYPE_RESTRICTED includes the bit of UNRESTRICTED. */
const SID_TYPE_VALUES: Readonly<Record<(typeof SID_TYPES)[number], number>> = {
  none: 0,
  unrestricted: 1,
  restricted: 3,
};
/** INFINITE, as a reset period. */
const NEVER = 0xffff_ffff;
/** sizeof(SC_ACTION), whose first half is the type. */
const SC_ACTION_BYTES = 8;

interface Level<Value> {
  readonly encode: (value: Value) => StructPointer;
  readonly decode: (buffer: Uint8Array) => Value;
}

const TRUTH: Level<boolean> = {
  encode: (value) => numberSetting(value ? 1 : 0),
  decode: (buffer) => dword(buffer) !== 0,
};

const LEVELS: { readonly [Setting in ServiceSetting]: Level<ServiceSettings[Setting]> } = {
  description: {
    encode(text) {
      refuseNul('ChangeServiceConfig2W', text);
      return structPointer('SERVICE_TEXT_SETTING', { lpText: text });
    },
    decode(buffer) {
      const { lpText } = koffi.decode(buffer, 'SERVICE_TEXT_SETTING') as { readonly lpText: string | null };
      return lpText ?? '';
    },
  },
  failureActions: { encode: encodeFailureActions, decode: decodeFailureActions },
  delayedAutoStart: TRUTH,
  failureActionsOnNonCrash: TRUTH,
  sidType: {
    encode: (type) => numberSetting(typeof type === 'number' ? type : SID_TYPE_VALUES[type]),
    decode: (buffer) => SID_TYPES.find((type) => SID_TYPE_VALUES[type] === dword(buffer)) ?? dword(buffer),
  },
  requiredPrivileges: {
    encode(privileges) {
      refuseNul('ChangeServiceConfig2W', ...privileges);
      return structPointer('SERVICE_POINTER_SETTING', { lpData: encodeMultiText(privileges) });
    },
    decode(buffer) {
      const { lpData } = koffi.decode(buffer, 'SERVICE_POINTER_SETTING') as {
        readonly lpData: bigint | null;
      };
      return decodeMultiText(lpData);
    },
  },
  preShutdownTimeoutMs: { encode: numberSetting, decode: dword },
};

/** @returns the struct for ChangeServiceConfig2W. @throws ERROR_INVALID_PARAMETER for a NUL in a text */
export function encodeSetting<Setting extends ServiceSetting>(
  setting: Setting,
  value: ServiceSettings[Setting],
): StructPointer {
  return LEVELS[setting].encode(value);
}

/** @param buffer filled by QueryServiceConfig2W, with pointers into itself */
export function decodeSetting<Setting extends ServiceSetting>(
  setting: Setting,
  buffer: Uint8Array,
): ServiceSettings[Setting] {
  return LEVELS[setting].decode(buffer);
}

function encodeFailureActions({ resetPeriodMs, actions }: FailureActions): StructPointer {
  const list = new DataView(new ArrayBuffer(Math.max(1, actions.length) * SC_ACTION_BYTES));
  for (const [index, { type, delayMs }] of actions.entries()) {
    const value = typeof type === 'number' ? type : FAILURE_ACTION_TYPES.indexOf(type);
    list.setInt32(index * SC_ACTION_BYTES, value, true);
    list.setUint32(index * SC_ACTION_BYTES + 4, delayMs, true);
  }
  return structPointer('SERVICE_FAILURE_ACTIONSW', {
    dwResetPeriod: resetPeriodMs === undefined ? NEVER : Math.round(resetPeriodMs / 1000),
    lpRebootMsg: null,
    lpCommand: null,
    cActions: actions.length,
    // A list that is not null but empty deletes the existing actions.
    lpsaActions: new Uint8Array(list.buffer),
  });
}

function decodeFailureActions(buffer: Uint8Array): FailureActions {
  const raw = koffi.decode(buffer, 'SERVICE_FAILURE_ACTIONSW') as {
    readonly dwResetPeriod: number;
    readonly cActions: number;
    readonly lpsaActions: bigint | null;
  };
  const list = raw.lpsaActions === null ? [] : decodeActions(raw.lpsaActions, raw.cActions);
  return {
    resetPeriodMs: raw.dwResetPeriod === NEVER ? undefined : raw.dwResetPeriod * 1000,
    actions: list.map(({ Type, Delay }) => ({ type: FAILURE_ACTION_TYPES[Type] ?? Type, delayMs: Delay })),
  };
}

function decodeActions(address: bigint, count: number): { readonly Type: number; readonly Delay: number }[] {
  return koffi.decode(address, 'SC_ACTION', count) as { readonly Type: number; readonly Delay: number }[];
}

function numberSetting(value: number): StructPointer {
  return structPointer('SERVICE_NUMBER_SETTING', { dwNumber: value });
}

function dword(buffer: Uint8Array): number {
  return new DataView(buffer.buffer, buffer.byteOffset).getUint32(0, true);
}

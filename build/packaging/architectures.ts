/** The processors that Windows' programs are packaged for. */
export const ARCHITECTURES = ['x64', 'arm64'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/**
 * What the header of an executable or a library says of its processor.
 * https://learn.microsoft.com/windows/win32/debug/pe-format#machine-types
 */
export const MACHINES: Readonly<Record<Architecture, number>> = { x64: 0x8664, arm64: 0xaa64 };

/** SigmaSrv.exe is Node for Windows, which npm has in the locked version for x64 alone; Windows on Arm emulates that. */
export const SERVICE_ARCHITECTURE: Architecture = 'x64';

/** The processors that Sigma is packaged for. */
export const ARCHITECTURES = ['x64', 'arm64'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/**
 * The processor in the header of an executable or a library.
 * https://learn.microsoft.com/windows/win32/debug/pe-format#machine-types
 */
export const MACHINES: Readonly<Record<Architecture, number>> = { x64: 0x8664, arm64: 0xaa64 };

/** SigmaSrv.exe is Node for Windows, which npm has in the locked version only for x64; Windows on Arm emulates it. */
export const SERVICE_ARCHITECTURE: Architecture = 'x64';

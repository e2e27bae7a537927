export interface WindowsVersion {
  readonly major: number;
  readonly minor: number;
  readonly build: number;
  /** Windows Server and client versions of Windows share their build numbers. */
  readonly isServer: boolean;
}

/** The first build of each Windows that has its own name: all of them report version 10.0. */
const CLIENTS = [
  [22_000, 'Windows 11'],
  [10_240, 'Windows 10'],
] as const;
const SERVERS = [
  [26_100, 'Windows Server 2025'],
  [20_348, 'Windows Server 2022'],
  [17_763, 'Windows Server 2019'],
  [14_393, 'Windows Server 2016'],
] as const;

/** @returns the common name, for example "Windows 11" */
export function windowsName({ major, minor, build, isServer }: WindowsVersion): string {
  const named = (isServer ? SERVERS : CLIENTS).find(([first]) => build >= first);
  return named?.[1] ?? `${isServer ? 'Windows Server' : 'Windows'} ${String(major)}.${String(minor)}`;
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

/** The program's exit code, which no failure has. */
const EXIT_CODE = 42;

/**
 * An ELF file for the i386 with one segment, whose only code is exit(42):
 * https://refspecs.linuxfoundation.org/elf/elf.pdf
 */
function smallestProgram(): Buffer {
  const [base, headers] = [0x0804_8000, 0x34 + 0x20];
  // mov eax, 1 (exit); mov ebx, 42; int 0x80
  const code = [0xb8, 1, 0, 0, 0, 0xbb, EXIT_CODE, 0, 0, 0, 0xcd, 0x80];
  const size = headers + code.length;
  const file = Buffer.alloc(size);
  // Class 32-bit, least significant byte first, version 1.
  file.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
  // An executable (2) for the i386 (3), its entry, the program header after this one, and their sizes.
  file.writeUInt16LE(2, 0x10);
  file.writeUInt16LE(3, 0x12);
  file.writeUInt32LE(1, 0x14);
  file.writeUInt32LE(base + headers, 0x18);
  file.writeUInt32LE(0x34, 0x1c);
  file.writeUInt16LE(0x34, 0x28);
  file.writeUInt16LE(0x20, 0x2a);
  file.writeUInt16LE(1, 0x2c);
  // One segment (1), loaded as a whole from the beginning, readable and executable (5), in pages.
  for (const [index, value] of [1, 0, base, base, size, size, 5, 0x1000].entries()) {
    file.writeUInt32LE(value, 0x34 + index * 4);
  }
  file.set(code, headers);
  return file;
}

/**
 * Tests whether this Linux runs 32-bit programs, including those of Windows under Wine, because Wine calls the kernel
 * with `int 0x80` as they do. Some virtual machines and hardened systems run only 64-bit programs.
 */
export async function runs32BitPrograms(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'sigma-32-bit-'));
  try {
    const program = join(folder, 'exit-42');
    await writeFile(program, smallestProgram(), { mode: 0o755 });
    return (await run(program, [], { output: 'capture' })).code === EXIT_CODE;
  } catch {
    // Not even started: ENOEXEC.
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { shippedBill, type BillOfMaterials, type LockedPackages } from './bill-of-materials.ts';
import { npm } from './npm.ts';
import { ROOT } from './paths.ts';
import { reportFiles } from './report-files.ts';

/** `npm run sbom`: writes which packages ship with Sigma for Windows, in CycloneDX, from the lock file alone. */

const BILL_FILE = join(ROOT, 'out', 'sbom.cdx.json');

const WHOLE_BILL = [
  ...['sbom', '--sbom-format=cyclonedx', '--sbom-type=application'],
  ...['--package-lock-only', '--loglevel=silent'],
];

const bill = JSON.parse(await npm(WHOLE_BILL, ROOT)) as BillOfMaterials;
const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: LockedPackages;
};
await mkdir(dirname(BILL_FILE), { recursive: true });
await writeFile(BILL_FILE, `${JSON.stringify(shippedBill(bill, lock.packages), undefined, 2)}\n`);
reportFiles('the bill of materials', [BILL_FILE]);

import { reportFiles } from './report-files.ts';
import { buildServiceExecutable, SERVICE_FILES } from './service-executable.ts';

await buildServiceExecutable();
reportFiles('the service', SERVICE_FILES);

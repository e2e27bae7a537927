import { reportFiles } from './report-files.ts';
import { buildServiceExecutable, SERVICE_FILES } from './service-executable.ts';

reportFiles('the service', await buildServiceExecutable(), SERVICE_FILES);

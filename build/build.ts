import { APP_FILES, buildApp } from './app.ts';
import { reportFiles } from './report-files.ts';
import { buildServiceExecutable, SERVICE_FILES } from './service-executable.ts';

reportFiles('the desktop client', await buildApp(), APP_FILES);
reportFiles('the service', await buildServiceExecutable(), SERVICE_FILES);

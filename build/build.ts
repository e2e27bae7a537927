import { buildAppWithService } from './app-with-service.ts';
import { APP_FILES } from './app.ts';
import { reportFiles } from './report-files.ts';
import { SERVICE_FILES } from './service-executable.ts';

const made = await buildAppWithService();
reportFiles('the desktop client', made.app, APP_FILES);
reportFiles('the service', made.service, SERVICE_FILES);

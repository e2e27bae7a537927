import { buildAppWithService } from './app-with-service.ts';
import { APP_FILES } from './app.ts';
import { reportFiles } from './report-files.ts';
import { SERVICE_FILES } from './service-executable.ts';

await buildAppWithService();
reportFiles('the desktop client', APP_FILES);
reportFiles('the service', SERVICE_FILES);

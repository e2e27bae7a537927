import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { WINDOW_REGISTRY } from './windows/registry.ts';
import { connectDesktop } from './state/connect-desktop.ts';
import { localLayoutStorage } from './mdi/layout.ts';
import { createMdiStore } from './mdi/store.ts';
import { exportMessages } from './windows/messages/use-messages.ts';
import { refuseFiles } from './refuse-files.ts';
import { sigma } from './state/use-sigma.ts';
import { speechOf, spokenBy } from './state/use-speech.ts';
import './styles/theme.css';
import './styles/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');

refuseFiles(window);
const mdi = createMdiStore(WINDOW_REGISTRY, localLayoutStorage);
sigma.connect();
connectDesktop(window.sigma, {
  sigma,
  mdi,
  exportMessages: (format) => {
    exportMessages(spokenBy(speechOf(sigma.getState())), format);
  },
});
createRoot(root).render(
  <StrictMode>
    <App mdi={mdi} />
  </StrictMode>,
);

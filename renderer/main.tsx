import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { CHILD_WINDOWS } from './children/registry.ts';
import { localLayoutStorage } from './mdi/layout-storage.ts';
import { createMdiStore } from './mdi/store.ts';
import { sigma } from './use-sigma.ts';
import './styles/theme.css';
import './styles/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');

sigma.connect();
createRoot(root).render(
  <StrictMode>
    <App mdi={createMdiStore(CHILD_WINDOWS, localLayoutStorage)} />
  </StrictMode>,
);

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { sigma } from './use-sigma.ts';
import './styles/theme.css';
import './styles/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');

sigma.connect();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

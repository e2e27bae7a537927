import {
  childWindowTitle,
  isChildWindowKey,
  OFFERED_WINDOWS,
  OWN_SERVICE_WINDOW,
  parseChildWindow,
  type ChildWindowKind,
} from '../../common/child-windows.ts';
import {
  ChainIcon,
  InformationIcon,
  MailslotIcon,
  MessagesIcon,
  ServiceIcon,
  SettingsIcon,
  SystemIcon,
} from '../icons.tsx';
import type { ChildWindowDefinition, WindowRegistry } from '../mdi/window-registry.ts';
import { AboutWindow } from './about/about-window.tsx';
import { CheckWindow } from './check/check-window.tsx';
import { MailslotWindow } from './mailslot/mailslot-window.tsx';
import { MessagesWindow } from './messages/messages-window.tsx';
import { ServiceWindow } from './service/service-window.tsx';
import { SettingsWindow } from './settings/settings-window.tsx';
import { SystemWindow } from './system/system-window.tsx';

/** What all windows of a kind have in common. */
const KINDS: Readonly<Record<ChildWindowKind, Omit<ChildWindowDefinition, 'title'>>> = {
  messages: {
    icon: MessagesIcon,
    content: MessagesWindow,
    share: { left: 0, top: 0, width: 1, height: 1 },
    minimum: { width: 280, height: 160 },
  },
  service: {
    icon: ServiceIcon,
    content: ServiceWindow,
    share: { left: 0.4, top: 0, width: 0.6, height: 0.9 },
    minimum: { width: 280, height: 140 },
  },
  mailslot: {
    icon: MailslotIcon,
    content: MailslotWindow,
    share: { left: 0.5, top: 0.4, width: 0.5, height: 0.6 },
    minimum: { width: 280, height: 140 },
  },
  system: {
    icon: SystemIcon,
    content: SystemWindow,
    share: { left: 0.25, top: 0.2, width: 0.5, height: 0.6 },
    minimum: { width: 280, height: 140 },
  },
  settings: {
    icon: SettingsIcon,
    content: SettingsWindow,
    share: { left: 0.15, top: 0.1, width: 0.6, height: 0.8 },
    minimum: { width: 280, height: 160 },
  },
  check: {
    icon: ChainIcon,
    content: CheckWindow,
    share: { left: 0.15, top: 0.05, width: 0.7, height: 0.9 },
    minimum: { width: 280, height: 160 },
  },
  about: {
    icon: InformationIcon,
    content: AboutWindow,
    share: { left: 0.2, top: 0.05, width: 0.6, height: 0.9 },
    minimum: { width: 280, height: 160 },
  },
};

/** Every window that can be open inside the frame, by its key. */
export const WINDOW_REGISTRY: WindowRegistry<ChildWindowDefinition> = {
  offered: OFFERED_WINDOWS,
  openAtFirst: ['messages'],
  formerIds: new Map([['service', OWN_SERVICE_WINDOW]]),
  definitionOf(key) {
    // The view contains one service, so a window of another would show false information.
    if (!isChildWindowKey(key) || !OFFERED_WINDOWS.includes(key)) return undefined;
    const window = parseChildWindow(key);
    return window && { ...KINDS[window.kind], title: (words) => childWindowTitle(words, key) };
  },
};

import type { ChildWindowId } from '../../common/child-windows.ts';
import { AboutWindow } from './about/about-window.tsx';
import { CheckWindow } from './check/check-window.tsx';
import {
  ChainIcon,
  InformationIcon,
  MailslotIcon,
  MessagesIcon,
  ServiceIcon,
  SettingsIcon,
  SystemIcon,
} from '../icons.tsx';
import { Messages } from './messages/messages-window.tsx';
import type { ChildWindowDefinition } from '../mdi/child-window-definition.ts';
import { MailslotFacts } from './mailslot/mailslot-window.tsx';
import { ServiceWindow } from './service/service-window.tsx';
import { SystemFacts } from './system/system-window.tsx';
import { Settings } from './settings/settings-window.tsx';

/** Every window that can be open inside the frame, in the order of the menus and of the Tab key. */
export const CHILD_WINDOWS = {
  messages: {
    title: ({ windows }) => windows.titles.messages,
    icon: MessagesIcon,
    content: Messages,
    share: { left: 0, top: 0, width: 1, height: 1 },
    minimum: { width: 280, height: 160 },
    isOpenAtFirst: true,
  },
  service: {
    title: ({ windows }) => windows.titles.service,
    icon: ServiceIcon,
    content: ServiceWindow,
    share: { left: 0.4, top: 0, width: 0.6, height: 0.9 },
    minimum: { width: 280, height: 140 },
    isOpenAtFirst: false,
  },
  mailslot: {
    title: ({ windows }) => windows.titles.mailslot,
    icon: MailslotIcon,
    content: MailslotFacts,
    share: { left: 0.5, top: 0.4, width: 0.5, height: 0.6 },
    minimum: { width: 280, height: 140 },
    isOpenAtFirst: false,
  },
  system: {
    title: ({ windows }) => windows.titles.system,
    icon: SystemIcon,
    content: SystemFacts,
    share: { left: 0.25, top: 0.2, width: 0.5, height: 0.6 },
    minimum: { width: 280, height: 140 },
    isOpenAtFirst: false,
  },
  settings: {
    title: ({ windows }) => windows.titles.settings,
    icon: SettingsIcon,
    content: Settings,
    share: { left: 0.15, top: 0.1, width: 0.6, height: 0.8 },
    minimum: { width: 280, height: 160 },
    isOpenAtFirst: false,
  },
  check: {
    title: ({ windows }) => windows.titles.check,
    icon: ChainIcon,
    content: CheckWindow,
    share: { left: 0.15, top: 0.05, width: 0.7, height: 0.9 },
    minimum: { width: 280, height: 160 },
    isOpenAtFirst: false,
  },
  about: {
    title: ({ windows }) => windows.titles.about,
    icon: InformationIcon,
    content: AboutWindow,
    share: { left: 0.2, top: 0.05, width: 0.6, height: 0.9 },
    minimum: { width: 280, height: 160 },
    isOpenAtFirst: false,
  },
} as const satisfies Readonly<Record<ChildWindowId, ChildWindowDefinition>>;

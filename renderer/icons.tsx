import type { ReactNode } from 'react';

/** The window's icons: 16 by 16, in the colour of the text beside them, which tells what they mean. */

function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export function InstallIcon() {
  return (
    <Icon>
      <path d="M8 1.8v7.4M4.9 6.4 8 9.5l3.1-3.1M2.5 10.5v2.2c0 .8.6 1.4 1.4 1.4h8.2c.8 0 1.4-.6 1.4-1.4v-2.2" />
    </Icon>
  );
}

export function UninstallIcon() {
  return (
    <Icon>
      <path d="M2.5 4.2h11M6 4.2V3c0-.6.4-1 1-1h2c.6 0 1 .4 1 1v1.2M3.8 4.2l.7 8.6c.1.7.6 1.2 1.3 1.2h4.4c.7 0 1.2-.5 1.3-1.2l.7-8.6M6.6 7v4.2M9.4 7v4.2" />
    </Icon>
  );
}

export function StartIcon() {
  return (
    <Icon>
      <path d="M4.5 3v10c0 .5.5.8.9.5l7.6-5c.4-.2.4-.8 0-1l-7.6-5c-.4-.3-.9 0-.9.5Z" />
    </Icon>
  );
}

export function PauseIcon() {
  return (
    <Icon>
      <path d="M5 3v10M11 3v10" />
    </Icon>
  );
}

export function ContinueIcon() {
  return (
    <Icon>
      <path d="M3 3v10M6.5 3.5v9c0 .4.4.6.7.4l6-4.5c.3-.2.3-.6 0-.8l-6-4.5c-.3-.2-.7 0-.7.4Z" />
    </Icon>
  );
}

export function StopIcon() {
  return (
    <Icon>
      <rect x="3" y="3" width="10" height="10" rx="1.5" />
    </Icon>
  );
}

export function RestartIcon() {
  return (
    <Icon>
      <path d="M3.2 5.2A5.4 5.4 0 1 1 2.6 8M3.2 2.2v3h3M6.8 5.9v4.2c0 .3.3.4.5.3l3-2.1c.2-.2.2-.4 0-.6l-3-2.1c-.2-.1-.5 0-.5.3Z" />
    </Icon>
  );
}

export function RepairIcon() {
  return (
    <Icon>
      <path d="M13.7 4.6a3.6 3.6 0 0 1-4.9 4.1l-4.6 4.8c-.5.5-1.3.5-1.8 0s-.5-1.3 0-1.8l4.9-4.6a3.6 3.6 0 0 1 4.1-4.8L9.3 4.4l.3 2 2 .3Z" />
    </Icon>
  );
}

export function UserIcon() {
  return (
    <Icon>
      <circle cx="8" cy="5" r="2.7" />
      <path d="M2.8 14c.3-2.8 2.4-4.3 5.2-4.3s4.9 1.5 5.2 4.3" />
    </Icon>
  );
}

export function RefreshIcon() {
  return (
    <Icon>
      <path d="M13.2 8a5.2 5.2 0 1 1-1.7-3.9l1.7 1.6M13.2 2.4v3.3H9.9" />
    </Icon>
  );
}

/** Marks what requires administrator rights. */
export function ShieldIcon() {
  return (
    <svg className="icon shield" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d="M8 1.5c1.8 1.2 3.6 1.7 5.5 1.8V8c0 3.2-2.1 5.4-5.5 6.7C4.6 13.4 2.5 11.2 2.5 8V3.3C4.4 3.2 6.2 2.7 8 1.5Z" />
      <path
        className="filled"
        d="M8 1.5v6.6h5.5V3.3C11.6 3.2 9.8 2.7 8 1.5ZM8 8.1v6.6C4.6 13.4 2.5 11.2 2.5 8.1Z"
      />
    </svg>
  );
}

export function DismissIcon() {
  return (
    <Icon>
      <path d="m3.5 3.5 9 9M12.5 3.5l-9 9" />
    </Icon>
  );
}

export function InformationIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="6.5" />
      <path d="M8 7.3v3.9M8 4.7v.4" />
    </Icon>
  );
}

export function WarningIcon() {
  return (
    <Icon>
      <path d="M8 2 1.6 13.5h12.8ZM8 6.3v3.5M8 11.5v.3" />
    </Icon>
  );
}

export function ErrorIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="6.5" />
      <path d="m5.6 5.6 4.8 4.8M10.4 5.6l-4.8 4.8" />
    </Icon>
  );
}

export function WindowIcon() {
  return (
    <Icon>
      <rect x="2" y="3" width="12" height="10" rx="1.5" />
      <path d="M2 6h12" />
    </Icon>
  );
}

export function MessagesIcon() {
  return (
    <Icon>
      <path d="M2 4.5C2 3.7 2.7 3 3.5 3h9c.8 0 1.5.7 1.5 1.5v7c0 .8-.7 1.5-1.5 1.5h-9c-.8 0-1.5-.7-1.5-1.5ZM2.3 4.8 8 8.6l5.7-3.8" />
    </Icon>
  );
}

export function ServiceIcon() {
  return (
    <Icon>
      <path d="M6.9 1.8h2.2l.4 1.9 1.3.7 1.8-.6 1.1 1.9-1.4 1.3v1.9l1.4 1.3-1.1 1.9-1.8-.6-1.3.8-.4 1.9H6.9l-.4-1.9-1.3-.8-1.8.6-1.1-1.9L3.7 8.9V7L2.3 5.7l1.1-1.9 1.8.6 1.3-.7ZM10 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z" />
    </Icon>
  );
}

export function MailslotIcon() {
  return (
    <Icon>
      <path d="M2 9.2 3.9 3.6c.1-.4.5-.6.9-.6h6.4c.4 0 .8.2.9.6L14 9.2v2.6c0 .7-.5 1.2-1.2 1.2H3.2c-.7 0-1.2-.5-1.2-1.2ZM2 9.2h3.4c.2 1.3 1.3 2.1 2.6 2.1s2.4-.8 2.6-2.1H14" />
    </Icon>
  );
}

export function SystemIcon() {
  return (
    <Icon>
      <path d="M3 2.5h10c.6 0 1 .4 1 1v6.8c0 .6-.4 1-1 1H3c-.6 0-1-.4-1-1V3.5c0-.6.4-1 1-1ZM6.5 11.3v2.2M9.5 11.3v2.2M4.8 13.5h6.4" />
    </Icon>
  );
}

export function SettingsIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="2.2" />
      <path d="M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4" />
    </Icon>
  );
}

export function WindowsIcon() {
  return (
    <Icon>
      <path d="M2 4c0-.8.7-1.5 1.5-1.5h6c.8 0 1.5.7 1.5 1.5v4.5c0 .8-.7 1.5-1.5 1.5h-6C2.7 10 2 9.3 2 8.5ZM2 5h9M5.5 12.2c.3.8 1 1.3 1.9 1.3h3.6c1.7 0 3-1.3 3-3V7.3c0-.8-.4-1.4-1.1-1.7" />
    </Icon>
  );
}

/** The icons of caption buttons are thinner and fill their ten pixels, as Windows' own do. */
function CaptionIcon({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="icon caption-icon" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export function MinimiseIcon() {
  return (
    <CaptionIcon>
      <path d="M.5 5.5h9" />
    </CaptionIcon>
  );
}

export function MaximiseIcon() {
  return (
    <CaptionIcon>
      <rect x=".5" y=".5" width="9" height="9" rx="1" />
    </CaptionIcon>
  );
}

export function RestoreIcon() {
  return (
    <CaptionIcon>
      <rect x=".5" y="2.5" width="7" height="7" rx="1" />
      <path d="M2.5 1.5c0-.6.4-1 1-1h4c1.1 0 2 .9 2 2v4c0 .6-.4 1-1 1" />
    </CaptionIcon>
  );
}

export function CloseIcon() {
  return (
    <CaptionIcon>
      <path d="m.5.5 9 9M9.5.5l-9 9" />
    </CaptionIcon>
  );
}

export function CheckIcon() {
  return (
    <Icon>
      <path d="m3 8.5 3.2 3.2L13 4.8" />
    </Icon>
  );
}

/** Two links of a chain. */
export function ChainIcon() {
  return (
    <Icon>
      <path d="M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.4-2.4a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l.8-.8" />
    </Icon>
  );
}

export function CopyIcon() {
  return (
    <Icon>
      <path d="M6 2.5h6c.8 0 1.5.7 1.5 1.5v7c0 .8-.7 1.5-1.5 1.5H6c-.8 0-1.5-.7-1.5-1.5V4c0-.8.7-1.5 1.5-1.5ZM2.5 5v7.5c0 1.1.9 2 2 2H10" />
    </Icon>
  );
}

export function ExportIcon() {
  return (
    <Icon>
      <path d="M8 10V2.3M5.2 5 8 2.2 10.8 5M3.5 8v4.5c0 .6.4 1 1 1h7c.6 0 1-.4 1-1V8" />
    </Icon>
  );
}

/** A window whose lower part shows the text of what is selected above. */
export function DetailsIcon() {
  return (
    <Icon>
      <path d="M3.5 2.5h9c.6 0 1 .4 1 1v9c0 .6-.4 1-1 1h-9c-.6 0-1-.4-1-1v-9c0-.6.4-1 1-1ZM2.5 7.5h11M5 10.5h6" />
    </Icon>
  );
}

/** An arrow down to a line: the end of a list. */
export function FollowIcon() {
  return (
    <Icon>
      <path d="M8 2v8.5M4.5 7 8 10.5 11.5 7M3 13.5h10" />
    </Icon>
  );
}

export function ProgressRing() {
  return (
    <svg className="icon progress-ring" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <circle className="track" cx="8" cy="8" r="6" />
      <path d="M8 2a6 6 0 0 1 6 6" />
    </svg>
  );
}

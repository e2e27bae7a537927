import { useId, type ReactNode } from 'react';
import { assertNever } from '../../../common/assert-never.ts';
import type { Settings } from '../../../common/settings.ts';
import { UPDATE_CHANNELS, type UpdateState } from '../../../common/updates.ts';
import { ActionButton } from '../../action-button.tsx';
import { ProgressRing } from '../../icons.tsx';
import { sigma } from '../../state/use-sigma.ts';
import { useSpeech, useWords } from '../../state/use-speech.ts';
import { TitledSection } from '../sections.tsx';
import { Choice, Switch } from './fields.tsx';
import { updateDetail, updateText } from './update-words.ts';
import './updates.css';

interface UpdatesProps {
  readonly settings: Settings;
  readonly state: UpdateState;
}

/** Whether to check for updates, which ones, and the result. */
export function Updates({ settings, state }: UpdatesProps) {
  const { updates: words } = useWords();
  const isOff = state.kind === 'disabled';
  const isImpossible = isOff && state.obstacle !== 'switched-off';
  return (
    <TitledSection className="settings-group" title={words.title}>
      <Switch
        label={words.look}
        hint={words.lookHint}
        reason={isImpossible ? words.obstacles[state.obstacle] : undefined}
        isOn={settings.lookForUpdates}
        change={(lookForUpdates) => ({ lookForUpdates })}
      />
      {!isOff && (
        <>
          <Choice
            label={words.channel}
            value={settings.updateChannel}
            options={UPDATE_CHANNELS.map((channel) => [channel, words.channels[channel]] as const)}
            onChoose={(updateChannel) => {
              sigma.changeSettings({ updateChannel });
            }}
          />
          <UpdateProgress state={state} />
        </>
      )}
    </TitledSection>
  );
}

/** The state of an update, with what the user can do next, and the release notes. */
function UpdateProgress({ state }: { readonly state: UpdateState }) {
  const spoken = useSpeech();
  return (
    <div className="setting update">
      <div>
        <p className="update-state" role="status">
          {updateText(spoken, state)}
        </p>
        <UpdateDetail state={state} />
      </div>
      <div className="update-action">
        <UpdateAction state={state} />
      </div>
      {'update' in state && state.update.notes !== '' && (
        <ReleaseNotes version={state.update.version} notes={state.update.notes} />
      )}
    </div>
  );
}

/** Separate from the state, which is spoken whenever it changes. */
function UpdateDetail({ state }: { readonly state: UpdateState }) {
  const detail = updateDetail(useWords(), state);
  return detail !== undefined && <p>{detail}</p>;
}

function UpdateAction({ state }: { readonly state: UpdateState }): ReactNode {
  const { updates: words } = useWords();
  switch (state.kind) {
    case 'checking':
    case 'downloading':
    case 'installing':
      return <ProgressRing />;
    case 'available':
      return <ActionButton label={words.download} onClick={sigma.downloadUpdate} />;
    case 'ready':
      return <ActionButton label={words.install} hint={words.installHint} onClick={sigma.installUpdate} />;
    case 'idle':
    case 'none':
    case 'failed':
    case 'disabled':
      return <ActionButton label={words.check} onClick={sigma.checkForUpdates} />;
    default:
      return assertNever(state);
  }
}

function ReleaseNotes({ version, notes }: { readonly version: string; readonly notes: string }) {
  const { updates: words } = useWords();
  const id = useId();
  return (
    <section className="release-notes" aria-labelledby={id}>
      <h4 id={id}>{words.notes(version)}</h4>
      <p dir="auto">{notes}</p>
    </section>
  );
}

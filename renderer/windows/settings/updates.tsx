import type { Settings } from '../../../common/settings.ts';
import { UPDATE_CHANNELS, type UpdateState } from '../../../common/updates.ts';
import { TitledSection } from '../titled-section.tsx';
import { sigma } from '../../use-sigma.ts';
import { useWords } from '../../use-speech.ts';
import { Choice } from './choice.tsx';
import { Switch } from './switch.tsx';
import { UpdateProgress } from './update-progress.tsx';
import './updates.css';

interface UpdatesProps {
  readonly settings: Settings;
  readonly state: UpdateState;
}

/** Whether updates are looked for, which, and what has come of it. */
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

import { LANGUAGE_TAGS, LANGUAGES } from '../../../common/languages/languages.ts';
import { DEFAULT_SETTINGS, THEMES } from '../../../common/settings.ts';
import { CopyButton } from '../../copy-button.tsx';
import { ErrorDetails } from '../../message-bars/message-bar.tsx';
import { sigma, useApp, useSigma } from '../../state/use-sigma.ts';
import { TitledSection } from '../sections.tsx';
import { useWords } from '../../state/use-speech.ts';
import { errorText } from '../../words.ts';
import { Choice, Switch } from './fields.tsx';
import { PostInterval } from './post-interval.tsx';
import { Updates } from './updates.tsx';
import './settings-window.css';

/** The content of the Settings window. Choices take effect at once. */
export function SettingsWindow() {
  const allWords = useWords();
  const { settings: words } = allWords;
  const settings = useApp((app) => app.settings) ?? DEFAULT_SETTINGS;
  const updates = useApp((app) => app.updates);
  const error = useSigma((state) => state.settingsError);
  const languages = LANGUAGE_TAGS.map((tag) => [tag, LANGUAGES[tag].name] as const);

  return (
    <form className="settings" aria-label={words.title}>
      {error !== undefined && (
        <div className="settings-error">
          <p role="alert">
            <strong>{words.notStored}</strong> <ErrorDetails error={error} />
          </p>
          <CopyButton text={errorText(allWords, words.notStored, error)} />
        </div>
      )}
      <TitledSection className="settings-group" title={words.appearance}>
        <Choice
          label={words.theme}
          value={settings.theme}
          options={THEMES.map((theme) => [theme, words.themes[theme]] as const)}
          onChoose={(theme) => {
            sigma.changeSettings({ theme });
          }}
        />
        <Choice
          label={words.language}
          value={settings.language}
          options={[['system', words.systemLanguage] as const, ...languages]}
          onChoose={(language) => {
            sigma.changeSettings({ language });
          }}
        />
      </TitledSection>
      <TitledSection className="settings-group" title={words.behaviour}>
        <Switch
          label={words.notifications}
          hint={words.notificationsHint}
          isOn={settings.notifications}
          change={(notifications) => ({ notifications })}
        />
        <Switch
          label={words.startWithWindows}
          hint={words.startWithWindowsHint}
          isOn={settings.startWithWindows}
          change={(startWithWindows) => ({ startWithWindows })}
        />
      </TitledSection>
      <TitledSection className="settings-group" title={words.statusMessages}>
        <PostInterval />
      </TitledSection>
      {updates !== undefined && <Updates settings={settings} state={updates} />}
    </form>
  );
}

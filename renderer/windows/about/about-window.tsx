import { useEffect } from 'react';
import type { About, Licence } from '../../../common/about.ts';
import { ActionButton } from '../../action-button.tsx';
import { ErrorDetails } from '../../message-bars/message-bar.tsx';
import { sigma, useSigma } from '../../state/use-sigma.ts';
import { useWords } from '../../state/use-speech.ts';
import { FactList, TitledSection, type Fact } from '../sections.tsx';
import './about-window.css';

/** The content of the About Sigma window: which Sigma this is, and what it is made of. */
export function AboutWindow() {
  const { about: words, frame } = useWords();
  const about = useSigma((state) => state.about);

  useEffect(() => {
    sigma.readAbout();
  }, []);

  return (
    <div className="about-window">
      {about?.ok === false && (
        <p className="about-error" role="alert">
          <strong>{words.failed}</strong> <ErrorDetails error={about.error} />
          <ActionButton
            label={frame.retry}
            onClick={() => {
              sigma.readAbout();
            }}
          />
        </p>
      )}
      {about?.ok === true && <AboutSigma about={about.value} />}
    </div>
  );
}

function AboutSigma({ about }: { readonly about: About }) {
  const { about: words } = useWords();
  const { version, isSigned, runsOn, logFolder, licences } = about;
  const all: readonly (readonly [name: string, value: string | undefined])[] = [
    [words.version, version],
    [words.signature, isSigned ? words.signed : words.notSigned],
    ['Electron', runsOn.electron],
    ['Chromium', runsOn.chromium],
    ['Node.js', runsOn.node],
    [words.logFolder, logFolder],
  ];
  const known = all.filter((fact): fact is Fact => fact[1] !== undefined);
  return (
    <>
      <div className="about-name">
        <img src="./sigma.svg" alt="" />
        <strong>Sigma</strong>
      </div>
      <FactList facts={known} isPart />
      <Licences licences={licences} />
    </>
  );
}

/** Everything that Sigma contains, each with its licence text behind its name. */
function Licences({ licences }: { readonly licences: readonly Licence[] }) {
  const { about: words } = useWords();
  return (
    <TitledSection className="licences" title={words.licences}>
      <p>{words.licencesHint}</p>
      {licences.map(({ name, version, terms, text }) => (
        <details key={`${name} ${version}`}>
          <summary>
            {name} {version} <span className="terms">{terms}</span>
          </summary>
          {/* In its original language. */}
          <pre lang="en">{text}</pre>
        </details>
      ))}
      <p>{words.chromiumLicences}</p>
    </TitledSection>
  );
}

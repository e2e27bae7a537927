import type { Licence } from '../../../common/about.ts';
import { TitledSection } from '../titled-section.tsx';
import { useWords } from '../../use-speech.ts';

/** Everything that Sigma contains, each with the text of its licence behind its name. */
export function Licences({ licences }: { readonly licences: readonly Licence[] }) {
  const { about: words } = useWords();
  return (
    <TitledSection className="licences" title={words.licences}>
      <p>{words.licencesHint}</p>
      {licences.map(({ name, version, terms, text }) => (
        <details key={`${name} ${version}`}>
          <summary>
            {name} {version} <span className="terms">{terms}</span>
          </summary>
          {/* In the language in which it was written. */}
          <pre lang="en">{text}</pre>
        </details>
      ))}
      <p>{words.chromiumLicences}</p>
    </TitledSection>
  );
}

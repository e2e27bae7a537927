import { useContext } from 'react';
import type { ConfigurationView } from '../../../common/service-configuration.ts';
import { FactList, TitledSection, type Fact } from '../sections.tsx';
import { ServiceContext } from '../../use-sigma.ts';
import { useWords } from '../../use-speech.ts';
import { durationText, failureActionsText, startTypeText } from './service-words.ts';

/** How the service is registered in the SCM. What the system does not tell is left out. */
export function RegistrationFacts({ configuration }: { readonly configuration: ConfigurationView }) {
  const words = useWords();
  const name = useContext(ServiceContext);
  const { facts, service: names, settings } = words;
  const { displayName, description, account, imagePath, isUserInControl, postIntervalMs } = configuration;
  const every = (intervalMs: number) => names.every(durationText(words, intervalMs));
  const userControl = isUserInControl && names.userControlAllowed;
  const all: readonly (readonly [name: string, value: string | undefined])[] = [
    [facts.name, `${displayName} (${name})`],
    [names.description, description === '' ? undefined : description],
    [names.startType, startTypeText(words, configuration)],
    [names.account, account],
    [names.imagePath, imagePath],
    [names.failureActions, failureActionsText(words, configuration)],
    [settings.postInterval, postIntervalMs === undefined ? undefined : every(postIntervalMs)],
    [names.userControl, userControl === false ? names.userControlDenied : userControl],
  ];
  const known = all.filter((fact): fact is Fact => fact[1] !== undefined);
  return (
    <TitledSection className="fact-group" title={names.groups.registration}>
      <FactList facts={known} isPart />
    </TitledSection>
  );
}

import { useContext } from 'react';
import type { ConfigurationView } from '../../../common/service-configuration.ts';
import type { ScmView } from '../../../common/view.ts';
import { useNow } from '../../state/use-now.ts';
import { ServiceContext, useService } from '../../state/use-sigma.ts';
import { useSpeech, useWords } from '../../state/use-speech.ts';
import { FactList, TitledSection, type Fact } from '../sections.tsx';
import {
  durationText,
  failureActionsText,
  lastExitText,
  lastFailureText,
  startTypeText,
  upTimeText,
} from './service-words.ts';

interface ProcessFactsProps {
  readonly scm: Extract<ScmView, { kind: 'present' }>;
}

/** The service's process or how it ended, and its last failure: Windows may have restarted it since. */
export function ProcessFacts({ scm }: ProcessFactsProps) {
  const lastFailure = useService((service) => service.lastFailure);
  const spoken = useSpeech();
  const { words } = spoken;
  const now = useNow();
  const { status, startedAt } = scm;
  const { facts, service: names } = words;
  const lastExit = lastExitText(words, status);
  const list: Fact[] = [
    [facts.processId, status.processId === undefined ? facts.none : String(status.processId)],
  ];
  if (status.processId !== undefined) {
    list.push([names.upTime, startedAt === undefined ? facts.unknown : upTimeText(words, now - startedAt)]);
  }
  if (lastExit !== undefined) list.push([names.lastExitCode, lastExit]);
  // The state of a service that stopped with an error already says so.
  const isSaid = status.state === 'stopped' && status.win32ExitCode !== 0;
  if (lastFailure !== undefined && !isSaid)
    list.push([names.lastFailure, lastFailureText(spoken, lastFailure)]);
  return (
    <TitledSection className="fact-group" title={names.groups.process}>
      <FactList facts={list} isPart />
    </TitledSection>
  );
}

/** How the service is registered in the SCM. What Windows does not tell is left out. */
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

import type { ProgressView } from '../../../common/view.ts';
import type { ServiceState as State } from '../../../common/service-status.ts';
import { refusalText } from '../../../common/status-text.ts';
import { ErrorDetails } from '../../message-bars/message-bar.tsx';
import { HealthDot } from '../../health-dot.tsx';
import { useNow } from '../../use-now.ts';
import { useService } from '../../use-sigma.ts';
import { useWords } from '../../use-speech.ts';
import { progressText } from './service-words.ts';

/** How the service is, at the top of its window. */
export function ServiceState() {
  const words = useWords();
  const health = useService((service) => service.health);
  const scm = useService((service) => service.scm);
  return (
    <header className="service-state">
      <HealthDot health={health} />
      <div>
        <h3>{words.health.words[health]}</h3>
        <p>
          {words.health.sentences[health]} {scm.kind === 'unavailable' && <ErrorDetails error={scm.error} />}
          {health === 'refused' && refusalText(words, scm)}
        </p>
        {scm.kind === 'present' && scm.progress !== undefined && (
          <Progress state={scm.status.state} progress={scm.progress} />
        )}
      </div>
    </header>
  );
}

/** How much of its time the service has used for the step that it is at. */
function Progress({ state, progress }: { readonly state: State; readonly progress: ProgressView }) {
  const text = progressText(useWords(), state, progress);
  const elapsedMs = Math.max(0, useNow() - progress.since);
  return (
    <>
      <progress
        max={progress.waitHintMs}
        value={Math.min(elapsedMs, progress.waitHintMs)}
        aria-label={text}
      />
      <p className="secondary">{text}</p>
    </>
  );
}

import { useId, useState } from 'react';
import { POST_INTERVALS_MS, type PostIntervalMs } from '../../../common/sigma-service.ts';
import { ActionButton } from '../../action-button.tsx';
import { ShieldIcon } from '../../icons.tsx';
import { durationText } from '../service/service-words.ts';
import { useReasonUnavailable } from '../../state/use-reason.ts';
import { sigma, useService } from '../../state/use-sigma.ts';
import { useWords } from '../../state/use-speech.ts';

/**
 * How often the service posts, and a choice of another interval, to be confirmed because each change takes a prompt.
 */
export function PostInterval() {
  const words = useWords();
  const { settings, requests } = words;
  const id = useId();
  const [chosen, setChosen] = useState<PostIntervalMs>();
  const unavailable = useReasonUnavailable('set-post-interval');
  const currentMs = useService(({ scm }) =>
    scm.kind === 'present' ? scm.configuration?.postIntervalMs : undefined,
  );
  const isSame = chosen === undefined || chosen === currentMs;
  const isListed = POST_INTERVALS_MS.some((intervalMs) => intervalMs === currentMs);
  const every = (intervalMs: number) => words.service.every(durationText(words, intervalMs));

  return (
    <div className="setting">
      <label htmlFor={id}>{settings.postInterval}</label>
      <p id={`${id}-hint`}>{requests.hints['set-post-interval']}</p>
      <div className="post-interval">
        <select
          id={id}
          className="select"
          aria-describedby={`${id}-hint`}
          value={chosen ?? currentMs ?? ''}
          onChange={({ target }) => {
            setChosen(POST_INTERVALS_MS.find((intervalMs) => intervalMs === Number(target.value)));
          }}
        >
          {!isListed && (
            <option value={currentMs ?? ''}>
              {currentMs === undefined ? words.facts.unknown : every(currentMs)}
            </option>
          )}
          {POST_INTERVALS_MS.map((intervalMs) => (
            <option key={intervalMs} value={intervalMs}>
              {every(intervalMs)}
            </option>
          ))}
        </select>
        <ActionButton
          label={settings.apply}
          icon={<ShieldIcon />}
          hint={requests.hints['set-post-interval']}
          reason={unavailable ?? (isSame ? settings.sameInterval : undefined)}
          onClick={() => {
            if (chosen !== undefined) sigma.ask({ request: 'set-post-interval', intervalMs: chosen });
          }}
        />
      </div>
    </div>
  );
}

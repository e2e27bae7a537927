import { useId, useState } from 'react';
import { POST_INTERVALS_MS, type PostIntervalMs } from '../../common/sigma-service.ts';
import { ActionButton } from '../action-button.tsx';
import { ShieldIcon } from '../icons.tsx';
import { useReasonUnavailable } from '../use-reason.ts';
import { sigma } from '../use-sigma.ts';
import { useWords } from '../use-speech.ts';
import { FactGroup } from './fact-group.tsx';
import { durationText } from './service-words.ts';

/** How often the service posts, and the choice of another interval: each change is one prompt, so it is asked for. */
export function PostInterval({ currentMs }: { readonly currentMs: number | undefined }) {
  const words = useWords();
  const { service, requests } = words;
  const hintId = useId();
  const [chosen, setChosen] = useState<PostIntervalMs>();
  const unavailable = useReasonUnavailable('set-post-interval');
  const isSame = chosen === undefined || chosen === currentMs;
  const isListed = POST_INTERVALS_MS.some((intervalMs) => intervalMs === currentMs);

  return (
    <FactGroup title={service.groups.interval}>
      <div className="post-interval">
        <select
          className="select"
          aria-label={service.groups.interval}
          aria-describedby={hintId}
          value={chosen ?? currentMs ?? ''}
          onChange={({ target }) => {
            setChosen(POST_INTERVALS_MS.find((intervalMs) => intervalMs === Number(target.value)));
          }}
        >
          {!isListed && (
            <option value={currentMs ?? ''}>
              {currentMs === undefined ? words.facts.unknown : service.every(durationText(words, currentMs))}
            </option>
          )}
          {POST_INTERVALS_MS.map((intervalMs) => (
            <option key={intervalMs} value={intervalMs}>
              {service.every(durationText(words, intervalMs))}
            </option>
          ))}
        </select>
        <ActionButton
          label={service.apply}
          icon={<ShieldIcon />}
          hint={requests.hints['set-post-interval']}
          reason={unavailable ?? (isSame ? service.sameInterval : undefined)}
          onClick={() => {
            if (chosen !== undefined) sigma.ask({ request: 'set-post-interval', intervalMs: chosen });
          }}
        />
      </div>
      <p id={hintId} className="secondary">
        {requests.hints['set-post-interval']}
      </p>
    </FactGroup>
  );
}

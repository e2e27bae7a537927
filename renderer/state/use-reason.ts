import { reasonUnavailable, type Task } from '../../common/operations.ts';
import { useBusy, useService } from './use-sigma.ts';
import { useWords } from './use-speech.ts';
import { reasonText } from '../words.ts';

/** @returns why the request does not apply now, in words; undefined if it does */
export function useReasonUnavailable(request: Task | 'refresh'): string | undefined {
  const words = useWords();
  const scm = useService((service) => service.scm);
  const busy = useBusy();
  if (request === 'refresh') return undefined;
  const reason = reasonUnavailable(request, scm, busy);
  return reason && reasonText(words, reason);
}

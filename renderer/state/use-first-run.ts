import { useEffect, useRef } from 'react';
import { OWN_SERVICE_WINDOW } from '../../common/child-windows.ts';
import type { MdiStore } from '../mdi/store.ts';
import { useService } from './use-sigma.ts';

/**
 * Opens the Service window, which says what to do, if the first thing known about the service is that it is not
 * installed. If the user has arranged the windows before, they stay as they were.
 */
export function useFirstRun(mdi: MdiStore): void {
  const kind = useService(({ scm }) => scm.kind);
  const isDecided = useRef(mdi.wasArranged);

  useEffect(() => {
    if (isDecided.current || kind === 'unknown') return;
    isDecided.current = true;
    if (kind === 'absent') mdi.dispatch({ type: 'open', id: OWN_SERVICE_WINDOW });
  }, [kind, mdi]);
}

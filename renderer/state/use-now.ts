import { useEffect, useState } from 'react';

/** @returns the time in milliseconds since 1970, again every second while the window can be seen */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());

  useEffect(() => {
    let timer: number | undefined;
    function tick(): void {
      setNow(Date.now());
    }
    function run(): void {
      window.clearInterval(timer);
      timer = document.hidden ? undefined : window.setInterval(tick, 1000);
    }
    function onVisibilityChange(): void {
      tick();
      run();
    }
    run();
    document.addEventListener('visibilitychange', onVisibilityChange);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisibilityChange);
    };
  }, []);

  return now;
}

import { useWords } from '../use-speech.ts';
import { useMdiState } from './use-mdi.ts';

/** Tells, also to who cannot see it, what the keys do while a window is moved or sized from the keyboard. */
export function GestureHint() {
  const kind = useMdiState(({ gesture }) => (gesture?.input === 'keyboard' ? gesture.kind : undefined));
  const { mdi } = useWords();
  const words = kind && (kind === 'move' ? mdi.moveByKeyboard : mdi.sizeByKeyboard);
  return (
    <div className="gesture-hint" role="status">
      {words !== undefined && <span>{words}</span>}
    </div>
  );
}

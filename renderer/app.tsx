import { useEffect, useMemo } from 'react';
import { FrameArea } from './mdi/frame-area.tsx';
import { MaximisedCaption } from './mdi/title-bar.tsx';
import { MdiContext, type MdiStore } from './mdi/store.ts';
import { WindowMenu } from './mdi/window-menu.tsx';
import { MessageBars } from './message-bars/message-bars.tsx';
import { StatusBar } from './status-bar/status-bar.tsx';
import { useFirstRun } from './state/use-first-run.ts';
import { spokenBy, SpeechContext, useCurrentSpeech } from './state/use-speech.ts';
import { Toolbar } from './toolbar/toolbar.tsx';

/** The frame window, top to bottom. */
export function App({ mdi }: { readonly mdi: MdiStore }) {
  const speech = useCurrentSpeech();
  const spoken = useMemo(() => spokenBy(speech), [speech]);

  useFirstRun(mdi);
  useEffect(() => {
    document.documentElement.lang = speech.locale;
  }, [speech]);

  return (
    <SpeechContext value={spoken}>
      <MdiContext value={mdi}>
        <Toolbar>
          <WindowMenu />
          <MaximisedCaption />
        </Toolbar>
        <MessageBars />
        <FrameArea />
        <StatusBar />
      </MdiContext>
    </SpeechContext>
  );
}

import { MessagesIcon } from './icons.tsx';
import { MessageBars } from './message-bars/message-bars.tsx';
import { ChildWindow } from './mdi/child-window.tsx';
import { FrameArea } from './mdi/frame-area.tsx';
import { Messages } from './messages/messages.tsx';
import { StatusBar } from './status-bar/status-bar.tsx';
import { Toolbar } from './toolbar/toolbar.tsx';

/** The frame window, top to bottom. */
export function App() {
  return (
    <>
      <Toolbar />
      <MessageBars />
      <FrameArea>
        <ChildWindow id="messages" icon={<MessagesIcon />}>
          <Messages />
        </ChildWindow>
      </FrameArea>
      <StatusBar />
    </>
  );
}

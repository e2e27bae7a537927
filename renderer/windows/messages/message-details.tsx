import type { MessageRow } from '../../../common/view.ts';
import { useEffect, useState } from 'react';
import { messageText, senderOf } from '../../../common/status-text.ts';
import { indexOfId } from '../../state/long-list.ts';
import { sizeText } from '../../size-text.ts';
import { fullTime } from '../../time-words.ts';
import { sigma, useService } from '../../state/use-sigma.ts';
import { useSpeech, useWords } from '../../state/use-speech.ts';
import { useMessages } from './use-messages.ts';

/** The whole current message below the list, with what is known about it. */
export function MessageDetails() {
  const { details } = useWords().messages;
  const message = useMessages(({ selection, shown: { rows } }) => {
    const row = selection === undefined ? undefined : rows.at(indexOfId(rows, selection.current));
    return row?.id === selection?.current ? row : undefined;
  });
  return (
    <section className="message-details" aria-label={details.button} tabIndex={0}>
      {message === undefined ? (
        <p className="about-message">{details.nothing}</p>
      ) : (
        <WholeMessage key={message.id} message={message} />
      )}
    </section>
  );
}

function WholeMessage({ message }: { readonly message: MessageRow }) {
  const spoken = useSpeech();
  const { words, locale } = spoken;
  const { details, malformed } = words.messages;
  const name = useService((service) => service.name);
  const senders = useService((service) => service.senders);
  const { text, isLost } = useWholeText(message);
  const { at, arrivedAt, seq, pid, size } = message;
  const facts = [
    ...(at === undefined ? [] : [details.sent(fullTime(spoken, at))]),
    details.arrived(fullTime(spoken, arrivedAt)),
    ...(seq === undefined ? [] : [details.number(seq)]),
    details.sender[senderOf(message, senders)](pid, name),
    sizeText(size, locale),
    ...(message.malformed ? [malformed] : []),
  ];
  return (
    <>
      <p className="about-message">{facts.join(' · ')}</p>
      {isLost && <p className="about-message">{details.notKept}</p>}
      <p className="whole-text">
        <bdi>{messageText(words, { ...message, text })}</bdi>
      </p>
    </>
  );
}

interface WholeText {
  readonly text: string;
  /** Whether the rest is no longer available. */
  readonly isLost: boolean;
}

/** @returns the whole text or, until that has arrived, its beginning */
function useWholeText({ id, text, isShortened }: MessageRow): WholeText {
  const [whole, setWhole] = useState<WholeText>({ text, isLost: false });
  useEffect(() => {
    let isWanted = true;
    if (isShortened === true) {
      void sigma.wholeTexts([id]).then((texts) => {
        const found = texts.get(id);
        if (isWanted) setWhole(({ text: known }) => ({ text: found ?? known, isLost: found === undefined }));
      });
    }
    return () => {
      isWanted = false;
    };
  }, [id, isShortened]);
  return whole;
}

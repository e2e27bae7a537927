import { useEffect, type ReactNode } from 'react';
import {
  checkText,
  countVerdicts,
  linkDetail,
  type CheckReport,
  type LinkReport,
} from '../../../common/check.ts';
import type { Words } from '../../../common/languages/words.ts';
import type { AppView, ComputerView } from '../../../common/view.ts';
import { codeText } from '../../../common/win32-codes.ts';
import { ActionButton } from '../../action-button.tsx';
import { CopyButton } from '../../copy-button.tsx';
import { ProgressRing, RefreshIcon } from '../../icons.tsx';
import { ErrorDetails } from '../../message-bars/message-bar.tsx';
import { sigma, useApp, useComputer, useSigma } from '../../state/use-sigma.ts';
import { useWords } from '../../state/use-speech.ts';
import './check-window.css';

/** The content of the Check Sigma window: each link between the service and this window, and whether it works. */
export function CheckWindow() {
  const { check: words } = useWords();
  const check = useSigma((state) => state.check);
  const isChecking = useSigma((state) => state.isChecking);

  useEffect(() => {
    sigma.checkComputer();
  }, []);

  return (
    <div className="check-window">
      <p>{words.hint}</p>
      <div className="check-tools">
        <ActionButton
          icon={<RefreshIcon />}
          label={words.again}
          reason={isChecking ? words.running : undefined}
          onClick={sigma.checkComputer}
        />
        {check?.ok === true && <CopyReport report={check.value} />}
        <span className="check-state" role="status">
          <CheckState check={check} isChecking={isChecking} />
        </span>
      </div>
      {check?.ok === false && (
        <p className="check-error" role="alert">
          <strong>{words.failed}</strong> <ErrorDetails error={check.error} />
        </p>
      )}
      {check?.ok === true && (
        <ul className="check-links">
          {check.value.links.map((report) => (
            <LinkRow key={report.link} report={report} />
          ))}
        </ul>
      )}
    </div>
  );
}

interface CheckStateProps {
  readonly check: ReturnType<typeof sigma.getState>['check'];
  readonly isChecking: boolean;
}

function CheckState({ check, isChecking }: CheckStateProps) {
  const { check: words } = useWords();
  if (isChecking) {
    return (
      <>
        <ProgressRing /> {words.running}
      </>
    );
  }
  return check?.ok === true ? words.summary(countVerdicts(check.value.links)) : undefined;
}

function LinkRow({ report }: { readonly report: LinkReport }) {
  const words = useWords();
  const { link, verdict } = report;
  return (
    <li>
      <VerdictShape verdict={verdict} />
      <div>
        <strong>{words.check.links[link]}</strong>{' '}
        <span className="verdict">{words.check.verdicts[verdict]}</span>
        <p>
          <bdi>{linkDetail(words, report)}</bdi>
        </p>
        {report.verdict === 'fails' && <span className="code">{codeText(report.code)}</span>}
      </div>
    </li>
  );
}

/** The button says that it has copied only until there is another report. */
function CopyReport({ report }: { readonly report: CheckReport }) {
  const words = useWords();
  const bridge = useApp((app) => app.bridge);
  const host = useComputer((computer) => computer.host);
  const windows = host === undefined ? words.host.unknown : windowsText(words, host, bridge);
  const text = checkText(words, { version: report.version, windows }, report.links);
  return <CopyButton key={text} text={text} label={words.check.copy} hint={words.check.copyHint} />;
}

function windowsText(
  { facts, frame }: Words,
  host: ComputerView['host'],
  bridge: AppView['bridge'] | undefined,
): string {
  const windows = `${host.system}, ${facts.versionAndBuild(host.version, host.build)}`;
  return bridge === 'simulated' ? `${windows}. ${frame.simulation}` : windows;
}

type Verdict = LinkReport['verdict'];

/** Each verdict has its own outline, so colour is never the only difference. */
const SHAPES: Readonly<Record<Verdict, ReactNode>> = {
  works: (
    <>
      <circle className="filled" cx="8" cy="8" r="7" />
      <path className="mark" d="m4.8 8.3 2.3 2.3 4.2-4.8" />
    </>
  ),
  unknown: (
    <>
      <path className="outline" d="M8 1.2 14.8 8 8 14.8 1.2 8Z" />
      <path
        className="outline"
        d="M6.4 6.6c0-1 .7-1.5 1.6-1.5s1.6.6 1.6 1.4c0 1.1-1.6 1.2-1.6 2.3M8 10.8v.2"
      />
    </>
  ),
  fails: (
    <>
      <path className="filled" d="M5 1h6l4 4v6l-4 4H5l-4-4V5Z" />
      <path className="mark" d="m5.4 5.4 5.2 5.2M10.6 5.4l-5.2 5.2" />
    </>
  ),
};

/** A verdict at a glance. The word beside it says the same. */
function VerdictShape({ verdict }: { readonly verdict: Verdict }) {
  return (
    <svg className={`verdict-shape ${verdict}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {SHAPES[verdict]}
    </svg>
  );
}

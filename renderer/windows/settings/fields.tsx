import { useId } from 'react';
import type { SettingsChange } from '../../../common/settings.ts';
import { sigma } from '../../state/use-sigma.ts';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly onChoose: (value: T) => void;
}

/** A setting with several options. */
export function Choice<T extends string>({ label, value, options, onChoose }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className="setting">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="select"
        value={value}
        onChange={(event) => {
          const chosen = options[event.target.selectedIndex];
          if (chosen !== undefined) onChoose(chosen[0]);
        }}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly hint: string;
  /** Why it can't be used; replaces the hint. The switch then is off, and does nothing. */
  readonly reason?: string | undefined;
  readonly isOn: boolean;
  readonly change: (isOn: boolean) => SettingsChange;
}

/** A setting that is on or off. */
export function Switch({ label, hint, reason, isOn, change }: SwitchProps) {
  const id = useId();
  const isUsable = reason === undefined;
  return (
    <div className="setting">
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`}>{reason ?? hint}</p>
      <input
        id={id}
        className="switch"
        type="checkbox"
        role="switch"
        checked={isUsable && isOn}
        aria-disabled={!isUsable}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          if (isUsable) sigma.changeSettings(change(event.target.checked));
        }}
      />
    </div>
  );
}

/** Where the layout is kept across runs. */
export interface LayoutStorage {
  readonly read: () => string | undefined;
  readonly write: (layout: string) => void;
}

const KEY = 'sigma.layout';

/** In the browser profile. Where that cannot be written, the layout lasts as long as the window. */
export const localLayoutStorage: LayoutStorage = {
  read() {
    try {
      return localStorage.getItem(KEY) ?? undefined;
    } catch {
      return undefined;
    }
  },
  write(layout) {
    try {
      localStorage.setItem(KEY, layout);
    } catch {
      // A layout that is lost is no reason to disturb anybody.
    }
  },
};

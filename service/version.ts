import packageInformation from '../package.json' with { type: 'json' };

/** Sigma's version, which the executable's resources have as well. */
export const VERSION: string = packageInformation.version;

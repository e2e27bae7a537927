import packageInformation from '../package.json' with { type: 'json' };

/** The product that the service belongs to, as its installer's version information has it. */
export const PRODUCT: string = packageInformation.productName;

/** Sigma's version, which the executable's resources have as well. */
export const VERSION: string = packageInformation.version;

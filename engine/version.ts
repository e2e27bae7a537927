import packageInformation from '../package.json' with { type: 'json' };

/** The product name, as in the installer's version information. */
export const PRODUCT: string = packageInformation.productName;

/** Sigma's version, as in the executable's resources. */
export const VERSION: string = packageInformation.version;

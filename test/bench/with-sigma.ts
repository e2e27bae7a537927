import { startSigma, type SigmaApp, type SigmaOptions } from '../e2e/sigma-app.ts';

/** Starts the built app for the work and ends it afterwards, even if the work fails. */
export async function withSigma<Result>(
  options: SigmaOptions,
  work: (sigma: SigmaApp) => Promise<Result>,
): Promise<Result> {
  const sigma = await startSigma(options);
  try {
    return await work(sigma);
  } finally {
    await sigma[Symbol.asyncDispose]();
  }
}

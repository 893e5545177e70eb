/**
 * Property tests whose failure shows the shrunk counterexample in the paper's notation, with the seed to replay it.
 */
import fc from 'fast-check';

export function forAll<T>(
  arbitrary: fc.Arbitrary<T>,
  inNotation: (example: T) => string,
  property: (example: T) => void,
  parameters: { numRuns?: number; seed?: number } = {},
): void {
  fc.assert(fc.property(arbitrary, property), {
    ...parameters,
    reporter: (run) => {
      if (!run.failed) return;
      const example = run.counterexample === null ? 'none found' : inNotation(run.counterexample[0]);
      const cause =
        run.errorInstance instanceof Error ? run.errorInstance.message : String(run.errorInstance);
      throw new Error(
        `counterexample: ${example}\n${cause}\n(seed ${run.seed}, path ${run.counterexamplePath})`,
      );
    },
  });
}

/** `natgrad geometry`: which potential of mirror descent explains weights before and after learning, and such weights made. */
import type { Command } from 'commander';
import { identifyHelp, simulateHelp } from './geometryHelp.ts';
import { type IdentifyOptions, identifyCommand } from './geometryIdentify.ts';
import { type SimulateOptions, simulateCommand } from './geometrySimulate.ts';
import type { ProgressDisplay } from './progress.ts';
import type { Session } from './session.ts';

export interface GeometryDependencies {
  readonly session: Session;
  readonly progress: ProgressDisplay;
  readonly version: string;
}

export function registerGeometry(program: Command, dependencies: GeometryDependencies): void {
  const geometry = program
    .command('geometry')
    .description('tell the geometry of plasticity from weights before and after learning');
  geometry
    .command('identify')
    .description('which potential of mirror descent explains weights before and after learning')
    .argument('<before>', 'weights before learning: a .csv, .npy or .parquet file with a column w')
    .argument('<after>', 'weights after learning, in the same order')
    .option(
      '--potentials <list>',
      'p=NUMBER, negative-entropy or formulas in w (default: p=2,p=3,negative-entropy)',
    )
    .option('--uncentred', 'do not subtract the mean dual change')
    .option('--seed <number>', 'of the draws behind the power; p-values do not depend on it (default: 1)')
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', identifyHelp)
    .action((before: string, after: string, options: IdentifyOptions) =>
      identifyCommand([before, after], options, dependencies),
    );
  geometry
    .command('simulate')
    .description('make weights before and after learning')
    .option('--potential <potential>', 'p=NUMBER, negative-entropy or a formula in w (default: p=2)')
    .option('--weights <count>', 'how many (default: 1000)')
    .option(
      '--initial <distribution>',
      'normal, lognormal, or a distribution such as lognormal(-2,0.5) (default: normal)',
    )
    .option('--noise <size>', "standard deviation of normal dual changes (default: 0.1 |Phi'(0.1)|)")
    .option('--samples <count>', 'learn a regression of so many samples instead')
    .option('--correlation <p>', 'of its inputs: p in C_ij, or none (default: none)')
    .option('--active <fraction>', 'of its inputs that are not 0 (default: 1)')
    .option('--seed <number>', 'of all draws (default: 1)')
    .option('--before <file>', 'where the weights go: .csv, .npy or .parquet')
    .option('--after <file>', 'where the weights go after learning')
    .option('--out <folder>', 'write before.csv and after.csv there')
    .addHelpText('after', simulateHelp)
    .action((options: SimulateOptions) => simulateCommand(options, dependencies));
}

import { describe, expect, it } from 'vitest';
import { FISHER_METHODS } from '../../src/experiments/fisher/fisherMethods.ts';
import { runFisher } from './fisherHarness.ts';

const neuron = { rates: [20, 5, 0], weights: [0.2, -0.1, 1] };
const words = ['-', '--compare', '--samples', '3000', '--workers', '1'];
const compare = (given: object, ...extra: string[]) => runFisher([...words, ...extra], JSON.stringify(given));

describe('natgrad fisher --compare', () => {
  it('prints a row a method, with error bars', async () => {
    const { status, stdout, shown } = await compare(neuron);
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^afferents: 3, 1 of them silent; transfer function: \{"name":"sigmoid"/);
    expect(lines[1]).toMatch(/^reference: shot-noise, relative error \(Frobenius\) at most \d/);
    expect(lines[2]).toMatch(/^seed: 1; samples: 3000; gradients: 100; seconds: /);
    expect(lines[4]).toMatch(/^method +difference +eigenvalues, smallest +largest +angle \(degrees\)$/);
    expect(lines.slice(5).map((line) => line.split(/ {2,}/)[0])).toEqual([...FISHER_METHODS]);
    const measured = / +[\d.e-]+ \+- [\d.e-]+/.source;
    expect(lines[5]).toMatch(new RegExp(`^closed(${measured}){4}, draws \\+- [\\d.]+$`));
    expect(lines[8]).toMatch(/^shot-noise +reference +1 +1 +0$/);
    expect(shown).toContainEqual(
      expect.stringMatching(/^spiking-mc: 3000\/3000 samples, relative standard error/),
    );
    expect(shown).toContain('closed against shot-noise');
  });

  it('is the same as data, the same bytes for the same seed', async () => {
    const bytes = async (...extra: string[]): Promise<string> =>
      (await compare(neuron, '--json', ...extra)).stdout.replace(/"seconds": [\d.e-]+/, '"seconds": 0');
    const one = await bytes();
    const answer = JSON.parse(one);
    expect(Object.keys(answer)).toEqual(['reference', 'rows', 'gradients', 'seconds', 'provenance']);
    expect(answer.rows.map(({ method }: { method: string }) => method)).toEqual([...FISHER_METHODS]);
    expect(answer.rows[1]).toEqual({
      method: 'gaussian-mc',
      samples: 3000,
      difference: { value: expect.any(Number), error: expect.any(Number) },
      eigenvalues: {
        smallest: { value: expect.any(Number), error: expect.any(Number) },
        largest: { value: expect.any(Number), error: expect.any(Number) },
      },
      angle: { value: expect.any(Number), error: expect.any(Number), samplingError: expect.any(Number) },
    });
    expect(answer.provenance).toMatchObject({ seed: 1, samples: 3000 });
    expect(await bytes('--workers', '2')).toBe(one);
    expect(await bytes('--seed', '2')).not.toBe(one);
  });

  it('tells what cannot be done in its row, with status 0', async () => {
    const { status, stdout } = await compare({ ...neuron, transfer: 'quadratic' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^reference: spiking-mc, since shot-noise cannot be done \(below\)$/m);
    expect(stdout).toMatch(/^shot-noise {3}cannot be done: .*expected at least/m);
    expect(stdout).toMatch(/^spiking-mc +reference +1 +1 +0$/m);
    expect(stdout).toMatch(/^corrected .* none$/m);
    expect(stdout).toMatch(/^no angle of corrected: .*not positive definite$/m);
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('works for one afferent, for weights of 0, and where there are no spikes', async () => {
    const one = JSON.parse((await compare({ rates: [50], weights: [0.1] }, '--json')).stdout);
    expect(one.rows[0].angle.value).toBe(0);
    expect(one.rows[0].eigenvalues.smallest).toEqual(one.rows[0].eigenvalues.largest);
    const zero = JSON.parse((await compare({ rates: [50, 20], weights: [0, 0] }, '--json')).stdout);
    expect(zero.rows[0].difference.value).toBeLessThan(1e-11);
    const rare = await compare({ rates: [1e-9], weights: [0.1] });
    expect(rare.status).toBe(0);
    expect(rare.stdout).toMatch(/^no angle of closed: no gradient: hardly any spikes$/m);
    expect(rare.stdout).not.toMatch(/NaN|undefined|Infinity/);
  });

  it.each([
    [
      { rates: [0, 0], weights: [1, 1] },
      'got only rates of 0, at which all matrices are 0, expected an active afferent',
    ],
    [{ rates: Array(501).fill(1), weights: Array(501).fill(0) }, 'got 501 afferents, expected at most 500'],
  ])('refuses %#', async (given, message) => {
    const { status, stdout, stderr } = await compare(given);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe(`natgrad fisher: --compare with the transfer function sigmoid: ${message}\n`);
  });
});

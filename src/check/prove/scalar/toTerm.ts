/**
 * Normal forms written as terms again.
 */
import { rational } from '../../../expression/rational.ts';
import { monomialFactors, type Polynomial } from '../../../symbolic/polynomial.ts';
import type { RationalFunction } from '../../../symbolic/rationalFunction.ts';
import { call, number, power, product, quotient, SCALAR, sum, symbol } from '../../evaluate/build.ts';
import type { Term } from '../../term.ts';
import type { Generator } from './generator.ts';
import type { Tower } from './tower.ts';

export const functionTerm = (tower: Tower, f: RationalFunction): Term => new Printer(tower).ofFunction(f);
export const polynomialTerm = (tower: Tower, p: Polynomial): Term => new Printer(tower).ofPolynomial(p);

class Printer {
  readonly #tower: Tower;
  readonly #known = new Map<string, Term>();

  constructor(tower: Tower) {
    this.#tower = tower;
  }

  ofFunction({ numerator, scale, factors }: RationalFunction): Term {
    const below = [...factors.values()].map(({ polynomial, multiplicity }) =>
      power(this.ofPolynomial(polynomial), multiplicity),
    );
    const whole = this.ofPolynomial(numerator);
    const top = scale === 1n ? whole : product(number(rational(1n, scale)), whole);
    return below.length === 0 ? top : quotient(top, product(...below));
  }

  ofPolynomial(p: Polynomial): Term {
    return sum(
      ...[...p].map(([monomial, coefficient]) =>
        product(
          number(coefficient),
          ...monomialFactors(monomial).map(([name, exponent]) => power(this.#variable(name), exponent)),
        ),
      ),
    );
  }

  #variable(name: string): Term {
    let term = this.#known.get(name);
    if (term === undefined) {
      const generator = this.#tower.generators.get(name);
      term = generator === undefined ? symbol(name) : this.#generator(generator);
      this.#known.set(name, term);
    }
    return term;
  }

  #generator(generator: Generator): Term {
    switch (generator.kind) {
      case 'pi':
        return { kind: 'constant', name: 'pi', shape: SCALAR };
      case 'root':
        return generator.degree === 2
          ? call('sqrt', this.ofPolynomial(generator.radicand))
          : power(this.ofPolynomial(generator.radicand), number(rational(1, generator.degree)));
      case 'abs':
        return call('abs', this.ofPolynomial(generator.argument));
      case 'power':
        return power(this.ofFunction(generator.base), this.ofFunction(generator.exponent));
      default:
        return call(generator.kind, this.ofFunction(generator.argument));
    }
  }
}

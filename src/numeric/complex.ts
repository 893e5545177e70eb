/** Complex numbers as plain pairs, where speed does not matter. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

export const times = (x: Complex, y: Complex): Complex => ({
  re: x.re * y.re - x.im * y.im,
  im: x.re * y.im + x.im * y.re,
});

export const quotient = (x: Complex, y: Complex): Complex => {
  const size = y.re * y.re + y.im * y.im;
  return { re: (x.re * y.re + x.im * y.im) / size, im: (x.im * y.re - x.re * y.im) / size };
};

/** exp(x). */
export const expOf = ({ re, im }: Complex): Complex => {
  const size = Math.exp(re);
  return { re: size * Math.cos(im), im: size * Math.sin(im) };
};

export const modulus = ({ re, im }: Complex): number => Math.hypot(re, im);

import fc from 'fast-check';

/** Pieces that mean something in the files that are read here, or nothing at all. */
export const textPiece = fc.oneof(
  fc.constantFrom(
    '\n',
    '  ',
    '- ',
    ': ',
    ',',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '#',
    '&a ',
    '*a',
    '!!set ',
    '---\n',
    '\t',
    '\r\n',
  ),
  fc.constantFrom(
    '\ufeff',
    '\u0000',
    '\u001b[2J',
    '\u009b31m',
    '\u202e',
    '__proto__',
    'constructor',
    '<<',
    '.nan',
    '.inf',
    '~',
  ),
  fc.constantFrom(
    '0',
    '-1',
    '1e9',
    '1e308',
    '99999999999999999999',
    '1.5',
    'null',
    'true',
    '"kind"',
    'job',
    ';',
    '../',
    '/',
  ),
  fc.constantFrom(
    ', ',
    '%YAML 1.1\n',
    '...\n',
    '? ',
    '| \n',
    '> \n',
    '__proto__: ',
    'jobs:\n',
    'id: a\n',
    'cores: 2\n',
    'duration: 5\n',
    'model: spin\n',
    'defaults: ',
    'updates: ',
    'env: ',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

const piece = textPiece.map((text) => Buffer.from(text));

type Change =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'replace'; readonly at: number; readonly cut: number; readonly by: Buffer }
  | { readonly kind: 'copy'; readonly from: number; readonly size: number; readonly at: number }
  | { readonly kind: 'end'; readonly at: number };

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat(7) }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('replace' as const), at: place, cut: fc.nat(12), by: piece }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('copy' as const), from: place, size: fc.nat(200), at: place }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), at: place }) },
);

function changed(bytes: Buffer, one: Change): Buffer {
  const at = Math.floor(one.at * bytes.length);
  switch (one.kind) {
    case 'flip': {
      const copy = Buffer.from(bytes);
      if (copy.length > 0) copy[at]! ^= 1 << one.bit;
      return copy;
    }
    case 'replace':
      return Buffer.concat([bytes.subarray(0, at), one.by, bytes.subarray(at + one.cut)]);
    case 'copy': {
      const from = Math.floor(one.from * bytes.length);
      return Buffer.concat([
        bytes.subarray(0, at),
        bytes.subarray(from, from + one.size),
        bytes.subarray(at),
      ]);
    }
    case 'end':
      return bytes.subarray(0, at);
  }
}

/** Good files with some of their bytes changed. */
export function mutated(files: readonly (Buffer | string)[]): fc.Arbitrary<Buffer> {
  return fc
    .tuple(
      fc.constantFrom(...files.map((file) => Buffer.from(file as string))),
      fc.array(change, { minLength: 1, maxLength: 6 }),
    )
    .map(([bytes, changes]) => changes.reduce(changed, bytes));
}

// Values that are easily mistaken for one another.

const LONG = 'long '.repeat(8_000)

/** No two of them are equal by SameValueZero. */
export const DISTINCT: [string, unknown][] = [
  // numbers, and what looks like them
  ['0', 0],
  ['1', 1],
  ['-1', -1],
  ['0.5', 0.5],
  ['2 ** 31 - 1', 2 ** 31 - 1],
  ['2 ** 31', 2 ** 31],
  ['-(2 ** 31)', -(2 ** 31)],
  ['2 ** 32 - 1', 2 ** 32 - 1],
  ['2 ** 32', 2 ** 32],
  ['2 ** 53', 2 ** 53],
  ['2 ** 53 - 1', 2 ** 53 - 1],
  ['2 ** 64', 2 ** 64],
  ['the least number', Number.MIN_VALUE],
  ['minus the least number', -Number.MIN_VALUE],
  ['the greatest number', Number.MAX_VALUE],
  ['0.1 + 0.2', 0.1 + 0.2],
  ['0.3', 0.3],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['NaN', Number.NaN],
  ["'0'", '0'],
  ["'-0'", '-0'],
  ["'1'", '1'],
  ["'1n'", '1n'],
  ["'NaN'", 'NaN'],
  ["'Infinity'", 'Infinity'],
  // bigints, also those that agree in their low 64 bits
  ['0n', 0n],
  ['1n', 1n],
  ['-1n', -1n],
  ['5n', 5n],
  ['5n + 2n ** 64n', 5n + 2n ** 64n],
  ['5n - 2n ** 64n', 5n - 2n ** 64n],
  ['5n + 2n ** 128n', 5n + 2n ** 128n],
  ['2n ** 53n', 2n ** 53n],
  ['2n ** 53n + 1n', 2n ** 53n + 1n],
  ['2n ** 63n - 1n', 2n ** 63n - 1n],
  ['2n ** 63n', 2n ** 63n],
  ['-(2n ** 63n)', -(2n ** 63n)],
  ['-(2n ** 63n) - 1n', -(2n ** 63n) - 1n],
  ['2n ** 64n - 1n', 2n ** 64n - 1n],
  ['2n ** 64n', 2n ** 64n],
  ['-(2n ** 64n)', -(2n ** 64n)],
  ['2n ** 1000n', 2n ** 1000n],
  ['2n ** 1000n + 1n', 2n ** 1000n + 1n],
  ['-(2n ** 1000n)', -(2n ** 1000n)],
  // the others that are no objects
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
  ["'true'", 'true'],
  ["'false'", 'false'],
  ["'null'", 'null'],
  ["'undefined'", 'undefined'],
  ["Symbol('s')", Symbol('s')],
  ["another Symbol('s')", Symbol('s')],
  ["Symbol.for('s')", Symbol.for('s')],
  ['Symbol()', Symbol()],
  ['Symbol.iterator', Symbol.iterator],
  ["'Symbol(s)'", 'Symbol(s)'],
  // strings
  ['the empty string', ''],
  ['a space', ' '],
  ['NUL', '\0'],
  ['two NULs', '\0\0'],
  ['a', 'a'],
  ['a, NUL', 'a\0'],
  ['A', 'A'],
  ['ab', 'ab'],
  ['ba', 'ba'],
  ['é of one code unit', '\u00e9'],
  ['é of two code units', 'e\u0301'],
  ['ﬁ', '\ufb01'],
  ['fi', 'fi'],
  ['a code unit with the low byte of a', '\u0161'],
  ['U+FFFD', '\ufffd'],
  ['a lone high surrogate', '\ud800'],
  ['another lone high surrogate', '\ud801'],
  ['a lone low surrogate', '\udc00'],
  ['a surrogate pair', '\ud800\udc00'],
  ['a surrogate pair the wrong way round', '\udc00\ud800'],
  ['an emoji', '\u{1f600}'],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['[object Object]', '[object Object]'],
  ['40,000 code units', LONG],
  ['40,000 code units and one', `${LONG}x`],
  ['40,000 code units, the first another', `L${LONG.slice(1)}`],
  ['40,000 code units, the last another', `${LONG.slice(0, -1)}_`],
  ['40,000 code units, one in the middle another', `${LONG.slice(0, 20_000)}_${LONG.slice(20_001)}`],
  // objects are equal only to themselves
  ['{}', {}],
  ['another {}', {}],
  ['[]', []],
  ['[1]', [1]],
  ['another [1]', [1]],
  ['a function', () => 1],
  ['a class', class {}],
  ['an object without prototype', Object.create(null)],
  ['a frozen object', Object.freeze({})],
  ['an object that turns into 1', { valueOf: () => 1, toString: () => '1' }],
  ['a Number object', Object(1)],
  ['a String object', Object('1')],
  ['a Boolean object', Object(true)],
  ['a BigInt object', Object(1n)],
  ['a Symbol object', Object(Symbol.iterator)],
  ['a Date', new Date(0)],
  ['another Date of the same time', new Date(0)],
  ['a RegExp', /a/],
  ['a Map', new Map()],
  ['a Uint8Array', new Uint8Array([1])],
  ['another Uint8Array of the same bytes', new Uint8Array([1])],
  ['a Proxy', new Proxy({}, {})],
  ['a revoked Proxy', revoked()],
]

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

/** A NaN of these 32 high bits. */
function nan(bits: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setUint32(0, bits)
  return view.getFloat64(0)
}

/** The same string put together at run time. */
const made = (...parts: string[]) => parts.join('')
const flat = (text: string) => JSON.parse(JSON.stringify(text))
const symbol = Symbol('same')
const object = {}

/** Pairs that are equal by SameValueZero. */
export const EQUAL: [string, unknown, unknown][] = [
  ['0 and -0', 0, -0],
  ['-0 and 0', -0, 0],
  ['NaN and 0 / 0', Number.NaN, 0 / Number('0')],
  ['NaNs of different bits', nan(0x7ff80000), nan(0xfff80001)],
  ['NaN and a signalling NaN', Number.NaN, nan(0x7ff00001)],
  ['1 and a 1 computed as a fraction', 1, 0.5 + Number('0.5')],
  ['2 ** 31 and the same of a Float64Array', 2 ** 31, new Float64Array([2 ** 31])[0]],
  ['empty strings', '', made()],
  ['a string and the same put together', 'abcdefghijklmnopqrstuvwxyz', made('abcdefghijklm', 'nopqrstuvwxyz')],
  ['a string and a slice of another', 'abcdefghijklmnopqrst', made('xx', 'abcdefghijklmnopqrst', 'yy').slice(2, -2)],
  ['a string that was two-byte once', 'plain text of one byte', made('plain text of one byte', '\u4e2d').slice(0, -1)],
  ['strings beyond Latin-1', 'x\u4e2d\u6587', made('x', '\u4e2d', '\u6587')],
  ['lone surrogates', '\ud800', made('\ud800\udc00').charAt(0)],
  ['a pair and its halves put together', '\ud800\udc00', made('\ud800', '\udc00')],
  ['strings of 40,000 code units', LONG, flat(LONG)],
  ['bigints', 7n, BigInt('7')],
  ['negative bigints', -7n, BigInt('-7')],
  ['bigint zeros', 0n, -BigInt('0')],
  ['bigints of 64 bits', 2n ** 64n - 1n, BigInt('18446744073709551615')],
  ['bigints beyond 64 bits', 2n ** 64n + 5n, BigInt('18446744073709551621')],
  ['negative bigints beyond 64 bits', -(2n ** 64n) - 5n, BigInt('-18446744073709551621')],
  ['bigints of a thousand bits', 2n ** 1000n + 1n, BigInt(`0x1${'0'.repeat(249)}1`)],
  ['a symbol', symbol, symbol],
  ['a registered symbol', Symbol.for('same'), Symbol.for(made('sa', 'me'))],
  ['an object', object, object],
  ['true', true, !Number('0')],
  ['undefined', undefined, void 0],
  ['null', null, null],
]

import { call, edit, finish, readFile, type Turn, text } from '../fakes/script.ts';

const totalLine = '      return subtotal() - percentOff(subtotal(), discountPercent);\n';
const totalByLine = `      return lines.reduce((sum, { product, quantity }) => {
        const gross = product.price * quantity;
        return sum + gross - percentOff(gross, discountPercent);
      }, 0);
`;

const lineAmounts = `  const lines = cart.lines.map(({ product, quantity }) => {
    const gross = product.price * quantity;
    return { code: product.code, name: product.name, quantity, amount: gross - percentOff(gross, discountPercent) };
  });
`;
const linesThatAddUp = `  const gross = cart.lines.map(({ product, quantity }) => product.price * quantity);
  // Rounded once for the whole cart and then shared out, so that the lines add up to the total.
  const discounts = allocate(percentOff(cart.subtotal(), discountPercent), gross);
  const lines = cart.lines.map(({ product, quantity }, index) => ({
    code: product.code,
    name: product.name,
    quantity,
    amount: gross[index] - discounts[index],
  }));
`;

const lastTest = "test('an invoice names the tax in the total', () => {";
const newTest = `test('with a discount, the lines add up to the total', () => {
  const products = ['A', 'B', 'C'].map((code) => ({ code, name: code, price: 105 }));
  const invoice = createInvoice(cartOf(...products), { number: 10, discountPercent: 10 });
  assert.equal(invoice.total, 283);
  assert.equal(
    invoice.lines.reduce((sum, { amount }) => sum + amount, 0),
    invoice.total,
  );
});

${lastTest}`;

/** What the scripted model says: a first attempt that mends the wrong side, and a second one that mends the right one. */
export const demoScript: readonly Turn[] = [
  {
    expect: 'Invoice lines do not add up to the total',
    reply: [
      text('I read how the lines and the total are made, and what the tests say about them.'),
      readFile('src/invoice.js'),
      readFile('src/cart.js'),
      readFile('test/invoice.test.js'),
    ],
  },
  {
    expect: 'percentOff(gross, discountPercent)',
    reply: [
      text('The lines round for themselves. I plan to make both sides agree, and to show the fault by a test before.'),
      call('plan', {
        kind: 'bug',
        doneWhen: ['The lines of an invoice add up to its total, with a discount too.'],
        steps: [
          'Show the fault by a test: the invoice of the issue, with its lines added up.',
          'Let the lines and the total come from the same discounted amounts.',
        ],
        files: [
          { path: 'src/invoice.js', change: 'edit', symbols: ['createInvoice'] },
          { path: 'src/cart.js', change: 'edit', symbols: ['createCart'] },
        ],
        tests: [{ path: 'test/invoice.test.js', shows: 'With a discount, the lines add up to the total.' }],
        untouched: ['Tax, and how amounts are written.'],
      }),
    ],
  },
  {
    reply: [
      text('The issue gives an example: three products of 1.05 with 10 % off. I write it down as a test first.'),
      edit('test/invoice.test.js', lastTest, newTest),
      finish(
        'A test makes the invoice of the issue and compares the sum of its lines with its total.',
        'Test that invoice lines add up to the total',
      ),
    ],
  },
  {
    expect: 'with a discount, the lines add up to the total',
    reply: [
      text('Lines round for themselves, the total rounds once. I let the total be the sum of the rounded lines.'),
      edit('src/cart.js', totalLine, totalByLine),
      finish(
        'The total was rounded once and each line for itself, so they could differ. The total is now the sum of the rounded lines.',
        'Make the total the sum of the discounted lines',
      ),
    ],
  },
  {
    expect: ['a discount is taken off the subtotal, once', '282'],
    reply: [
      text(
        'The total was right: a test says that the discount is taken off once. The lines have to share that discount.',
      ),
      readFile('src/money.js'),
    ],
  },
  {
    expect: 'so that the parts add up to it exactly',
    reply: [
      text('`allocate` splits an amount exactly. I take the first attempt back and share the one discount out.'),
      edit('src/cart.js', totalByLine, totalLine),
      edit('src/invoice.js', lineAmounts, linesThatAddUp),
      edit(
        'src/invoice.js',
        "import { formatAmount } from './money.js';",
        "import { allocate, formatAmount } from './money.js';",
      ),
      finish(
        'Each line of an invoice rounded its own discount, while the total rounds the discount of the whole cart once, so the lines could miss the total by some cents. The discount of the cart is now shared out over the lines with `allocate`, whose parts add up exactly. The total stays as it was.',
        'Share the discount out so that invoice lines add up',
      ),
    ],
  },
];

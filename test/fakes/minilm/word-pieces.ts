const specialTokens = { '[PAD]': 0, '[UNK]': 100, '[CLS]': 101, '[SEP]': 102, '[MASK]': 103 };
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const otherCharacters = [...'0123456789!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'];

/** A `tokenizer.json` as BERT's, whose words are short runs of letters: texts have somewhat more tokens than with real ones. */
export function wordPieces(size: number) {
  const special = Object.entries(specialTokens);
  const token = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  const template = [token('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, token('[SEP]')];
  return {
    version: '1.0',
    added_tokens: special.map(([content, id]) => ({ id, content, special: true, normalized: false })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: template,
      pair: template,
      special_tokens: Object.fromEntries(special.map(([id, number]) => [id, { id, ids: [number], tokens: [id] }])),
    },
    decoder: { type: 'WordPiece', prefix: '##' },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary(size)),
    },
  };
}

/** The special tokens at their places, and pieces in all the others. */
function vocabulary(size: number): Map<string, number> {
  const words = new Map<string, number>(Object.entries(specialTokens));
  const taken = new Set(words.values());
  const all = pieces();
  for (let id = 0; id < size; id += 1) {
    if (!taken.has(id)) words.set(all.next().value ?? `[unused${id}]`, id);
  }
  return words;
}

function* pieces(): Generator<string, undefined> {
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  const triples = letters.flatMap((first) => pairs.map((pair) => pair + first));
  for (const piece of [...otherCharacters, ...letters, ...pairs, ...triples]) {
    yield piece;
    yield `##${piece}`;
  }
}

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bert, heads, hidden, inner, type ModelSize, positions } from './bert.ts';
import { encodeModel } from './onnx.ts';
import { wordPieces } from './word-pieces.ts';

/** The first version of ONNX that has LayerNormalization. */
const opset = 17;

const sizeOfMiniLm: ModelSize = { layers: 6, vocabulary: 30_522 };

/**
 * Writes a model of MiniLM's shape where the library looks for downloaded weights. The weights are random, but always the
 * same: it is as fast as the real one, and knows nothing.
 */
export async function writeRandomMiniLm(cacheDir: string, size: ModelSize = sizeOfMiniLm): Promise<void> {
  const folder = path.join(cacheDir, 'Xenova', 'all-MiniLM-L6-v2');
  const write = (name: string, content: unknown) => writeFile(path.join(folder, name), JSON.stringify(content));
  await mkdir(path.join(folder, 'onnx'), { recursive: true });
  await write('config.json', {
    model_type: 'bert',
    architectures: ['BertModel'],
    hidden_size: hidden,
    num_hidden_layers: size.layers,
    num_attention_heads: heads,
    intermediate_size: inner,
    max_position_embeddings: positions,
    type_vocab_size: 2,
    vocab_size: size.vocabulary,
  });
  await write('tokenizer_config.json', { tokenizer_class: 'BertTokenizer', model_max_length: positions });
  await write('tokenizer.json', wordPieces(size.vocabulary));
  await writeFile(path.join(folder, 'onnx', 'model_quantized.onnx'), encodeModel(bert(size), opset));
}

import type { RunnerFile } from './runner-files.js';

const BLOCK = 512;
/** The name field of a ustar header. */
const LONGEST_PATH = 100;

/**
 * The files as a tar archive: readable by everybody, owned by root, without times. So the layers that Docker makes of it
 * depend neither on the umask of the checkout nor on its age.
 *
 * @throws RangeError for a path of more than 100 bytes
 */
export function tarArchive(files: readonly RunnerFile[]): Buffer {
  const blocks = files.flatMap(({ path, content }) => [
    header(path, content.length),
    content,
    Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

function header(path: string, size: number): Buffer {
  if (Buffer.byteLength(path) > LONGEST_PATH)
    throw new RangeError(`path too long for a tar archive: ${path}`);
  const block = Buffer.alloc(BLOCK);
  block.write(path, 0);
  block.write('0000644\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('0', 156);
  block.write('ustar\x0000', 257);
  // The checksum is taken with its own field as spaces.
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** What a program that witnesses its own life writes into its /out: at its begin, and at its end. */
export const WITNESS = { file: 'witness', begun: 'begun', over: 'over' } as const;

/** Keys of a job that stands for some tenths of a second, and says so on either side of them. */
export function witnessJob(image: string, tenths: number): string {
  const { file, begun, over } = WITNESS;
  const nap = `for n in $(seq ${tenths}); do sleep 0.1; done`;
  return `image: "${image}", command: [sh, -c, "echo ${begun} >> /out/${file}; ${nap}; echo ${over} >> /out/${file}"]`;
}

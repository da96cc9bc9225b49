/** Which ids are taken, and on which line. */
export interface IdIndex {
  /** Takes the id for the job on that line. Returns the line of the job that has it already, else undefined. */
  claim(id: string, line: number): number | undefined;
}

/** An empty index. */
export function createIdIndex(): IdIndex {
  const lines = new Map<string, number>();
  return {
    claim(id, line) {
      const first = lines.get(id);
      if (first === undefined) lines.set(id, line);
      return first;
    },
  };
}

/** Something wrong at an offset of a text; with the file and the place of the offset it becomes a Problem. */
export interface Fault {
  readonly at: number;
  readonly message: string;
  readonly hint: string;
}

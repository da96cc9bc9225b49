/** Distinct words, each known by its place, so that a million rows may share the few that they are made of. */
export class WordList {
  private readonly words: string[] = [];
  private readonly places = new Map<string, number>();
  private latest: string | undefined;
  private placeOfLatest = 0;

  /** The place of a word, for `at`; a new word is added. */
  placeOf(word: string): number {
    if (word === this.latest) return this.placeOfLatest;
    let place = this.places.get(word);
    if (place === undefined) {
      place = this.words.push(word) - 1;
      this.places.set(word, place);
    }
    this.latest = word;
    this.placeOfLatest = place;
    return place;
  }

  /** @param place one that `placeOf` gave */
  at(place: number): string {
    return this.words[place]!;
  }
}

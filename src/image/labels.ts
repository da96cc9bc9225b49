/** What an image of ours is: the runner, the stage that holds its packages while it is built, or a base made here. */
export type ImageKind = 'runner' | 'runner-deps' | 'base';

/** The label of every image of ours; its value is the kind. What does not carry it is never listed or removed. */
export const IMAGE_LABEL = 'tfsched.image';

/** The label of a runner image that names the base it was built on. */
export const BASE_LABEL = 'tfsched.base';

/** Undefined for an image that is none of ours. */
export function kindOf(labels: Readonly<Record<string, string>> | null | undefined): ImageKind | undefined {
  switch (labels?.[IMAGE_LABEL]) {
    case 'runner':
      return 'runner';
    case 'runner-deps':
      return 'runner-deps';
    case 'base':
      return 'base';
    default:
      return undefined;
  }
}

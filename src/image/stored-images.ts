import type Dockerode from 'dockerode';
import { reasonOf, statusOf } from './image-error.js';
import { BASE_LABEL, IMAGE_LABEL, kindOf, type ImageKind } from './labels.js';
import { readRunnerFiles } from './runner-files.js';
import { packagesImageTag, runnerTagOf } from './runner-image-tag.js';

/** An image of ours on the daemon. */
export interface StoredImage {
  readonly id: string;
  readonly kind: ImageKind;
  /** Empty for the stage that a runner image was built from. */
  readonly tags: readonly string[];
  /** What it was built on; undefined where that is not recorded. */
  readonly base: string | undefined;
  /** Unix time, seconds. */
  readonly created: number;
  /** Bytes, with the layers that it shares. */
  readonly size: number;
  /** It is the runner image of these sources, or the stage that one is built from. */
  readonly current: boolean;
}

/** What `removeImages` did with one image. */
export type Removal =
  | { readonly kind: 'removed'; readonly image: StoredImage }
  | { readonly kind: 'kept'; readonly image: StoredImage; readonly why: string };

const ORDER: readonly ImageKind[] = ['runner', 'runner-deps', 'base'];

/** Every image of ours, runners first, the newest first. */
export async function listImages(docker: Dockerode): Promise<StoredImage[]> {
  const [found, files] = await Promise.all([
    docker.listImages({ filters: { label: [IMAGE_LABEL] } }),
    readRunnerFiles(),
  ]);
  const ours = [runnerTagOf(files), packagesImageTag(files)];
  const images = found.flatMap(({ Id, Labels, RepoTags, Created, Size }) => {
    const kind = kindOf(Labels);
    if (kind === undefined) return [];
    // Docker's name for an image without a tag.
    const tags = (RepoTags ?? []).filter((name) => name !== '<none>:<none>');
    const base = (Labels as Partial<Record<string, string>>)[BASE_LABEL];
    return [
      {
        id: Id,
        kind,
        tags,
        base,
        created: Created,
        size: Size,
        current: ours.some((tag) => tags.includes(tag)),
      },
    ];
  });
  return images.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || b.created - a.created);
}

/** Removes the images, those that others stand on last. One that a container uses stays, and the answer says so. */
export async function removeImages(docker: Dockerode, images: readonly StoredImage[]): Promise<Removal[]> {
  const removals: Removal[] = [];
  for (const image of images) {
    try {
      for (const name of image.tags.length > 0 ? image.tags : [image.id])
        await docker.getImage(name).remove();
      removals.push({ kind: 'removed', image });
    } catch (error) {
      if (statusOf(error) === undefined) throw error;
      // Gone by itself, with an image that was removed before it.
      if (statusOf(error) === 404) removals.push({ kind: 'removed', image });
      else removals.push({ kind: 'kept', image, why: reasonOf(error) });
    }
  }
  return removals;
}

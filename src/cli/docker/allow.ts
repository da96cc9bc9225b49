import { InvalidArgumentError } from 'commander';
import { type Allowance, type Grant, grants } from '../../executors/docker/containers/grants.js';

/** Behind `mounts`: the folder that mounts may lie in. */
const FOLDER = /^mounts=(?<folder>.*)$/su;

/** A comma between two grants: one in the name of a folder has none behind it. */
const BETWEEN = new RegExp(`,(?=\\s*(?:${grants.join('|')})\\s*(?:[,=]|$))`, 'u');

/**
 * `--allow network,mounts,mounts=/data`; each use of the flag adds to those before it.
 * @throws InvalidArgumentError
 */
export function parseAllow(text: string, before: Allowance): Allowance {
  const words = text.split(BETWEEN).map((word) => word.trim());
  const given = new Set(before.grants);
  const folders = [...before.folders];
  let { ownFolder } = before;
  for (const word of words) {
    const folder = FOLDER.exec(word)?.groups?.folder;
    const grant = folder === undefined ? grants.find((one) => one === word) : 'mounts';
    if (grant === undefined || folder === '') throw unknown();
    given.add(grant);
    if (folder !== undefined) folders.push(folder);
    else if (grant === 'mounts') ownFolder = true;
  }
  return { grants: given, ownFolder, folders };
}

function unknown(): InvalidArgumentError {
  const names: readonly (Grant | 'mounts=DIR')[] = [...grants, 'mounts=DIR'];
  return new InvalidArgumentError(`Give some of ${names.join(', ')}, with commas between.`);
}

/** What the speed of a built-in model depends on, on one host and with one image. */
export interface Setting {
  readonly model: string;
  /** Samples in a step; undefined for a model without batches. */
  readonly batch: number | undefined;
  /** Share of the time that `spin` is busy. */
  readonly duty: number | undefined;
  readonly cores: number;
  readonly inter: number;
  readonly intra: number;
  /** Intra-op threads do not spin. */
  readonly elastic: boolean;
}

/** What of a setting is the program's own, whatever cores and threads it gets. */
export type ProgramSetting = Pick<Setting, 'model' | 'batch' | 'duty'>;

/** The same for equal programs. */
export function programKey({ model, batch, duty }: ProgramSetting): string {
  return [model, batch ?? '-', duty ?? '-'].join(' ');
}

/** The same for equal settings. */
export function settingKey(setting: Setting): string {
  const { cores, inter, intra, elastic } = setting;
  return [programKey(setting), cores, inter, intra, elastic ? 'elastic' : 'exact'].join(' ');
}

/** For people: `1 core`, `2 cores`. */
export function coresText(cores: number): string {
  return `${cores} ${cores === 1 ? 'core' : 'cores'}`;
}

/** For people: `resnet20, batch 32, on 2 cores, 2 intra-op and 1 inter-op threads`. */
export function describeSetting(setting: Setting): string {
  const { model, batch, duty, cores, inter, intra, elastic } = setting;
  const parts = [
    model,
    ...(batch === undefined ? [] : [`batch ${batch}`]),
    ...(duty === undefined ? [] : [`duty ${duty}`]),
    `on ${coresText(cores)}`,
    `${intra} intra-op and ${inter} inter-op threads${elastic ? ', elastic' : ''}`,
  ];
  return parts.join(', ');
}

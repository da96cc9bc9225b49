/** A workload as read from a file (design 3): valid in itself; what depends on the capacity may still be unchecked. */
export interface Workload {
  readonly name?: string;
  /** The capacity that the file asks for; `--cores` wins. */
  readonly cores?: number;
  /** In file order; never empty. */
  readonly jobs: readonly JobSpec[];
  /** The name of the file as it was given, for messages. */
  readonly file: string;
}

/** One job of a workload with every default filled in, but for those that depend on the capacity. */
export interface JobSpec {
  /** Unique; `job-N` (N = position + 1) where the file gives none. */
  readonly id: string;
  /** Place among the jobs of the file, from 0: the last tie-break of every order (design 4.2). */
  readonly position: number;
  /** Seconds from the start of the run. */
  readonly arrival: number;
  readonly work: Work;
  /** The request r, in cores. */
  readonly cores: number;
  /** The least that resizing may leave it, in cores. */
  readonly minCores: number;
  /** The most that resizing may give it, in cores; undefined = the capacity. */
  readonly maxCores: number | undefined;
  readonly program: Program;
  /** Inter-op threads; undefined = one, and in an elastic pool what the program gains from. */
  readonly interOp: number | undefined;
  /** Intra-op threads. */
  readonly intraOp: number;
  /** Higher goes first. */
  readonly priority: number;
  /** Memory limit in bytes: the file's or the model's; undefined for an image job that gives none. */
  readonly memory?: number | undefined;
  /** How often a failed job is queued again. */
  readonly retries: number;
  /** Limit on the service time of an attempt, in seconds. */
  readonly timeout?: number | undefined;
  readonly env: Readonly<Record<string, string>>;
  /** The person it belongs to, for reports and fair share. */
  readonly user?: string | undefined;
  /** The user's own guess of the dedicated time, in seconds. */
  readonly estimate?: number | undefined;
  /** Changes of the request, by time; `at` is in seconds on the run's clock. */
  readonly updates: readonly RequestUpdate[];
}

/** How much there is to do. `unknown`: an image job that simply runs to its end. */
export type Work =
  | { readonly kind: 'duration'; readonly seconds: number }
  | { readonly kind: 'steps'; readonly steps: number }
  | { readonly kind: 'unknown' };

/** What is run. */
export type Program = ModelProgram | ImageProgram;

/** A built-in model. `batch`, `seed` and `duty` are its parameters. */
export interface ModelProgram {
  readonly kind: 'model';
  readonly model: string;
  /** Samples in a step: the file's or the model's; undefined for `spin`. */
  readonly batch?: number | undefined;
  /** Seed of data and weights; undefined = the run's. */
  readonly seed?: number | undefined;
  /** Share of the time that `spin` is busy, above 0 and at most 1; undefined = the model's. */
  readonly duty?: number | undefined;
}

/** A program of the user's own. */
export interface ImageProgram {
  readonly kind: 'image';
  readonly image: string;
  /** Follows the image's entrypoint (design 5.1); empty = the image's own command. */
  readonly command: readonly string[];
  /** It takes TFSCHED_STEPS and writes progress lines. */
  readonly progress: boolean;
  /** It asks for a network; needs `--allow network`. */
  readonly network: boolean;
  /** It asks for a root file system that can be written; needs `--allow writable`. */
  readonly writable: boolean;
  /** The container's `uid[:gid]` (the key `run_as`, as `user` names a person); needs `--allow user`. */
  readonly runAs?: string | undefined;
  /** Folders of the host; need `--allow mounts`. */
  readonly mounts: readonly Mount[];
}

/** A folder of the host that an image job sees. */
export interface Mount {
  /** As written in the file: relative to the workload's folder, or absolute. */
  readonly host: string;
  /** Absolute path in the container. */
  readonly container: string;
  readonly readonly: boolean;
}

/** The user changes the request of a job while the run goes on. */
export interface RequestUpdate {
  /** Seconds on the run's clock. */
  readonly at: number;
  readonly cores: number;
}

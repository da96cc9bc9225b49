/** See workload.mjs. */
export function workload(
  count: number,
  seed?: number,
): { readonly arrival: number; readonly work: { readonly seconds: number }; readonly cores: number }[];

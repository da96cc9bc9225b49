// Equal shares: every attended job gets the same number of cores, as far as its bounds allow; what is left over goes to those that
// arrived first. Use it as
//   tfsched simulate workload.yaml --realloc docs/examples/equal-shares.mjs
export default {
  name: 'equal_shares',
  summary: 'the same number of cores for each attended job',
  resizes: 'up_to_max',
  create: () => ({
    claim: (job) => job.minCores,
    hold: (job) => job.minCores,
    admit: (job) => job.minCores,
    afterAdmission(cores) {
      if (!cores.changed) return;
      const jobs = [...cores.attended].sort((a, b) => a.arrivalRank - b.arrivalRank);
      const given = new Map(jobs.map((job) => [job, job.minCores]));
      let left = cores.capacity - jobs.reduce((sum, job) => sum + job.minCores, 0);
      while (left > 0) {
        const open = jobs.filter((job) => given.get(job) < job.maxCores);
        if (open.length === 0) break;
        const poorest = open.reduce((least, job) => (given.get(job) < given.get(least) ? job : least));
        given.set(poorest, given.get(poorest) + 1);
        left -= 1;
      }
      for (const [job, count] of given) cores.give(job, count);
    },
  }),
};

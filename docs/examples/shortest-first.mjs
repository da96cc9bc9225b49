// Shortest job first, by the user's own estimate; jobs without one go last. Use it as
//   tfsched simulate workload.yaml --policy docs/examples/shortest-first.mjs
export default {
  name: 'shortest_first',
  summary: 'the smallest estimate goes first',
  create: () => ({
    compare: (a, b) => (a.estimate ?? 1e9) - (b.estimate ?? 1e9) || a.arrivalRank - b.arrivalRank,
  }),
};

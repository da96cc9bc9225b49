"""FCFS + STRICT in SimPy, as its documentation would have it written: the other side of the comparison in bench:sim.

A container of cores is the pool: its requests are served in order, and none goes past one that does not fit. Prints what it
measured as one JSON value: seconds of simulation and statistics, without reading the workload.
"""

import json
import resource
import sys
import time

import simpy


def job(env, pool, arrival, cores, duration, rows):
    yield pool.get(cores)
    started = env.now
    yield env.timeout(duration)
    yield pool.put(cores)
    rows.append((started - arrival, env.now - started, env.now - arrival, (env.now - arrival) / duration, cores))


def arrivals(env, pool, jobs, rows):
    for arrival, cores, duration in jobs:
        yield env.timeout(arrival - env.now)
        env.process(job(env, pool, arrival, cores, duration, rows))


def quantile(ordered, q):
    place = q * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def statistic(values):
    ordered = sorted(values)
    return {
        "mean": sum(ordered) / len(ordered),
        "median": quantile(ordered, 0.5),
        "p95": quantile(ordered, 0.95),
        "max": ordered[-1],
    }


def simulate(workload):
    env = simpy.Environment()
    pool = simpy.Container(env, capacity=workload["cores"], init=workload["cores"])
    rows = []
    env.process(arrivals(env, pool, workload["jobs"], rows))
    env.run()
    waiting, service, turnaround, slowdown, cores = zip(*rows)
    makespan = env.now - workload["jobs"][0][0]
    used = sum(seconds * count for seconds, count in zip(service, cores))
    return {
        "makespan": makespan,
        "throughput": len(rows) / makespan,
        "utilization": used / (workload["cores"] * makespan),
        "waiting": statistic(waiting),
        "service": statistic(service),
        "turnaround": statistic(turnaround),
        "slowdown": statistic(slowdown),
    }


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        workload = json.load(file)
    start = time.perf_counter()
    summary = simulate(workload)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "maxRss": peak, "summary": summary}))


if __name__ == "__main__":
    main()

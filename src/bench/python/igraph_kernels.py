"""igraph's C core, beside the kernels of claimgraph: see KernelBenchmark.

Arguments: nodes, file of edges (two numbers a line), file of weights (64-bit integers), file for values. Every line on stdin
names a kernel and, for some kernels, a file of sources (32-bit integers). The values go to their file as doubles; the answer on
stdout is wall and CPU seconds of the call to igraph alone.
"""
import array
import os
import sys
import time

import igraph


def numbers(code, path):
    values = array.array(code)
    with open(path, "rb") as file:
        values.fromfile(file, os.path.getsize(path) // values.itemsize)
    return values.tolist()


def closeness(graph, sources):
    return graph.closeness(vertices=sources)


def harmonic(graph, sources):
    return graph.harmonic_centrality(vertices=sources)


def betweenness(graph, sources):
    if sources is not None:
        raise ValueError("igraph for Python has no betweenness from some sources")
    return graph.betweenness(directed=False)


def weighted_betweenness(graph, sources):
    if sources is not None:
        raise ValueError("igraph for Python has no betweenness from some sources")
    return graph.betweenness(directed=False, weights="length")


def clustering(graph, sources):
    return graph.transitivity_local_undirected(mode="nan")


def constraint(graph, sources):
    return graph.constraint()


def cores(graph, sources):
    return graph.coreness()


def eigenvector(graph, sources):
    return graph.eigenvector_centrality()


def pagerank(graph, sources):
    return graph.pagerank(weights="weight")


def triangles(graph, sources):
    closed = graph.transitivity_local_undirected(mode="zero")
    return [share * degree * (degree - 1) / 2 for share, degree in zip(closed, graph.degree())]


KERNELS = {
    "betweenness": betweenness,
    "closeness": closeness,
    "clustering": clustering,
    "constraint": constraint,
    "cores": cores,
    "eigenvector": eigenvector,
    "harmonic": harmonic,
    "pagerank": pagerank,
    "triangles": triangles,
    "weighted-betweenness": weighted_betweenness,
}


def main():
    nodes, edges, weights, values = sys.argv[1:]
    graph = igraph.Graph.Read_Edgelist(edges, directed=False)
    graph.add_vertices(int(nodes) - graph.vcount())
    graph.es["weight"] = numbers("q", weights)
    graph.es["length"] = [1 / weight for weight in graph.es["weight"]]
    print("ready", flush=True)
    for line in sys.stdin:
        kernel, *files = line.split()
        sources = numbers("i", files[0]) if files else None
        wall, cpu = time.perf_counter(), time.process_time()
        result = KERNELS[kernel](graph, sources)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        with open(values, "wb") as file:
            array.array("d", result).tofile(file)
        print(wall, cpu, flush=True)


main()

"""What the JSON-LD of a page has to say at least: the SHACL shapes of `shapes.ttl`, run by pyshacl.

rdflib reads each graph as any reader of JSON-LD does, without the network: the context of schema.org
is put in as its vocabulary. Pages are joined to one graph in which the nodes of each page have names
of their own, because pyshacl takes long to start and because what one page leaves out must not be
made up by another. Of a large newsroom, whose pages are all made alike, a fixed sample is taken from
each kind of page; of the demo, every page.
"""
import copy
import json
from pathlib import Path

import pyshacl
from rdflib import Graph, Namespace

from .jsonld import graph_of, nodes

SHAPES = Path(__file__).with_name("shapes.ttl")
SCHEMA = "https://schema.org/"
TOLD = "urn:newsprint:told:"
SHACL = Namespace("http://www.w3.org/ns/shacl#")
# Sites of more pages are sampled: so many pages of each kind.
WHOLE = 400
SAMPLE = 12
# So many pages are joined to one graph.
BATCH = 60


def kind(file, graph):
    """What pages are alike: the same folder on top and the same nodes."""
    return file.split("/")[0], tuple(sorted({node.get("@type", "") for node in graph}))


def sampled(graphs):
    """Some pages of each kind, spread evenly over them; all pages of a small site."""
    if len(graphs) <= WHOLE:
        return graphs
    kinds = {}
    for file, graph in graphs.items():
        kinds.setdefault(kind(file, graph), []).append(file)
    chosen = {file for files in kinds.values() for file in files[:: max(1, len(files) // SAMPLE)]}
    return {file: graph for file, graph in graphs.items() if file in chosen}


def marked(number, graph):
    """The page's nodes with names of their own; what is told of in full has a class more.

    In full stand the graph's own nodes and the parts of an article, its quotes."""
    graph = copy.deepcopy(graph)
    parts = [part for node in graph for part in node.get("hasPart", []) if isinstance(part, dict)]
    for node in graph + parts:
        if isinstance(node.get("@type"), str):
            node["@type"] = [node["@type"], f"{TOLD}{node['@type']}"]
    for place, node in enumerate(list(nodes(graph))):
        node["@id"] = f"urn:page:{number}:{node.get('@id', f'node {place}').replace(' ', '_')}"
    return graph


def misnumbered(file, graph):
    """Lists whose entries do not count from 1, or, on a further page of a list, from where it is."""
    for node in graph:
        positions = [entry.get("position") for entry in node.get("itemListElement", [])]
        further = node.get("@type") == "ItemList" and "/page/" in file and positions
        first = positions[0] if further and isinstance(positions[0], int) and positions[0] > 1 else 1
        if positions != list(range(first, first + len(positions))):
            yield f"the positions of {node.get('@type')} do not count from {first}"


def told(report, result):
    """A finding in one line: class, property, what is asked."""
    at, path = report.value(result, SHACL.focusNode), report.value(result, SHACL.resultPath)
    path = str(path).removeprefix(SCHEMA) if path else "node"
    message = str(report.value(result, SHACL.resultMessage)).replace(SCHEMA, "").replace(TOLD, "")
    return int(str(at).split(":")[2]), f"{str(at).split(':', 3)[3]}: {path}: {' '.join(message.split())[:160]}"


def missing(batch, shapes):
    """What is missing in some pages' graphs: by number of page, the problems."""
    joined = [node for number, graph in batch for node in marked(number, graph)]
    data = Graph().parse(data=json.dumps({"@context": {"@vocab": SCHEMA}, "@graph": joined}), format="json-ld")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    problems = {}
    for result in report.subjects(SHACL.focusNode):
        number, problem = told(report, result)
        problems.setdefault(number, set()).add(problem)
    return problems


def check(site):
    """Each page, with what its JSON-LD leaves out."""
    graphs = {file: graph_of(page)[0] for file, page in site.pages.items() if page.graphs}
    graphs = list(sampled(graphs).items())
    shapes = Graph().parse(SHAPES)
    for start in range(0, len(graphs), BATCH):
        batch = list(enumerate(graphs))[start:start + BATCH]
        problems = missing([(number, graph) for number, (_, graph) in batch], shapes)
        for number, (file, graph) in batch:
            yield file, sorted({*problems.get(number, ()), *misnumbered(file, graph)})

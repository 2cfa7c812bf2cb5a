"""Reads catalogues from a JSON array of Turtle texts with rdflib, and says what each resource in them is called."""

import json
import sys

from rdflib import Graph, Namespace, RDF
from rdflib.namespace import DCAT, DCTERMS, FOAF

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")


def read(text):
    graph = Graph().parse(data=text, format="turtle", publicID="https://example.org/base/")
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    listed = set(graph.objects(catalogue, DCAT.resource))
    resources = []
    for resource in listed:
        if (resource, RDF.type, DCAT.Resource) not in graph:
            raise SystemExit("%s is listed and not described" % resource)
        publisher = graph.value(resource, DCTERMS.publisher)
        contact = graph.value(resource, DCAT.contactPoint)
        resources.append(
            {
                "iri": str(resource),
                "identifier": str(graph.value(resource, DCTERMS.identifier)),
                "title": str(next(t for t in graph.objects(resource, DCTERMS.title) if t.language == "zh")),
                "publisher": str(next(graph.objects(publisher, FOAF.name))),
                "contact": str(graph.value(contact, VCARD.fn)) if contact else "",
                "mail": str(graph.value(contact, VCARD.hasEmail) or "") if contact else "",
            }
        )
    if len(set(graph.subjects(RDF.type, DCAT.Resource))) != len(listed):
        raise SystemExit("a resource that the catalogue does not list")
    for value in graph.objects():
        if hasattr(value, "ill_typed") and value.ill_typed:
            raise SystemExit("%r is not of its type" % value)
    return {
        "resources": sorted(resources, key=lambda resource: resource["identifier"]),
        "predicates": sorted({str(predicate) for predicate in graph.predicates()}),
        "publisher": str(next(graph.objects(graph.value(catalogue, DCTERMS.publisher), FOAF.name))),
    }


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout, ensure_ascii=False)

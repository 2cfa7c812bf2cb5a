"""Reads data packages as the Frictionless Data Package 2.0 standard and its Table Schema say, with the standard library.

Takes folders, one a line; gives for each a line of JSON: the list of what is wrong. What a package says of itself is
checked against the standard, and every row of every table against what the package says of it.
"""

import csv
import datetime as dt
import hashlib
import json
import pathlib
import re
import sys

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def day(text):
    return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else bad()


def bad():
    raise ValueError


CASTS = {
    "string": lambda text, field: text,
    "integer": lambda text, field: int(text) if re.fullmatch(r"[+-]?\d+", text) else bad(),
    "number": lambda text, field: float(text) if re.fullmatch(r"[+-]?\d+(\.\d+)?", text) else bad(),
    "date": lambda text, field: day(text),
    "datetime": lambda text, field: dt.datetime.strptime(text, field["format"]),
}


class Package:
    def __init__(self, folder):
        self.folder, self.faults, self.tables = pathlib.Path(folder), [], {}
        self.json = json.loads((self.folder / "datapackage.json").read_bytes().decode("utf-8"))
        self.metadata()
        for resource in self.json.get("resources", []):
            try:
                self.resource(resource)
            except (KeyError, OSError, UnicodeDecodeError, csv.Error) as error:
                self.fault(resource.get("name"), repr(error))
        for resource in self.json.get("resources", []):
            self.references(resource)

    def fault(self, *words):
        self.faults.append(" ".join(map(str, words)))

    def metadata(self):
        own = self.json
        if own.get("$schema") != SCHEMA:
            self.fault("$schema")
        if not re.fullmatch(r"[-a-z0-9._/]+", own.get("name", "")):
            self.fault("name")
        if not own.get("resources"):
            self.fault("resources: at least one is required")
        for text in ("title", "description", "version"):
            if not isinstance(own.get(text), str):
                self.fault(text)
        if dt.datetime.fromisoformat(own["created"]).tzinfo is None:
            self.fault("created: no offset")
        for license in own.get("licenses", [{}]):
            if not {"name", "path"} & license.keys():
                self.fault("licenses: name or path")
        for one in own.get("contributors", [{}]):
            roles = one.get("roles", [])
            if not one.get("title") or not roles or not all(isinstance(role, str) for role in roles):
                self.fault("contributors")
        names = [resource.get("name") for resource in own.get("resources", [])]
        if len(set(names)) != len(names):
            self.fault("resources: two of one name")

    def resource(self, resource):
        name, path = resource["name"], resource["path"]
        if pathlib.PurePosixPath(path).is_absolute() or ".." in pathlib.PurePosixPath(path).parts:
            self.fault(name, "path leads outside")
        content = (self.folder / path).read_bytes()
        if resource["bytes"] != len(content):
            self.fault(name, "bytes")
        algorithm, _, digest = resource["hash"].partition(":")
        if hashlib.new(algorithm, content).hexdigest() != digest:
            self.fault(name, "hash")
        for key, value in DIALECT.items():
            if resource["dialect"].get(key) != value:
                self.fault(name, "dialect", key)
        if resource["type"] != "table" or resource["encoding"] != "utf-8":
            self.fault(name, "type or encoding")
        text = content.decode("utf-8")
        if text.startswith("\ufeff"):
            self.fault(name, "byte order mark")
        rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
        self.table(name, resource["schema"], rows)

    def table(self, name, schema, rows):
        fields = schema["fields"]
        titles = [field["name"] for field in fields]
        if len(set(titles)) != len(titles) or rows[0] != titles:
            return self.fault(name, "the heading is not that of its fields")
        missing, values = schema["missingValues"], []
        for number, row in enumerate(rows[1:], 2):
            if len(row) != len(fields):
                self.fault(name, f"row {number} has {len(row)} cells")
                continue
            cells = []
            for field, text in zip(fields, row):
                cells.append(None if text in missing else self.cell(name, number, field, text))
            values.append(dict(zip(titles, cells)))
        self.tables[name] = values
        key = schema.get("primaryKey", [])
        seen = set()
        for number, row in enumerate(values, 2):
            own = tuple(row[column] for column in key)
            if key and (None in own or own in seen):
                self.fault(name, f"row {number}: primary key {own}")
            seen.add(own)

    def cell(self, name, number, field, text):
        pattern = field.get("constraints", {}).get("pattern")
        if pattern and not re.fullmatch(pattern, text):
            self.fault(name, f"row {number} {field['name']}: {text} is not {pattern}")
        try:
            return CASTS[field["type"]](text, field)
        except ValueError:
            self.fault(name, f"row {number} {field['name']}: {text} is no {field['type']}")
            return text

    def references(self, resource):
        for key in resource.get("schema", {}).get("foreignKeys", []):
            there = key["reference"]
            known = {tuple(row[f] for f in there["fields"]) for row in self.tables.get(there["resource"], [])}
            for number, row in enumerate(self.tables.get(resource["name"], []), 2):
                own = tuple(row[f] for f in key["fields"])
                if own not in known:
                    self.fault(resource["name"], f"row {number}: {own} is not in {there['resource']}")


for line in sys.stdin:
    print(json.dumps(Package(line.strip()).faults))

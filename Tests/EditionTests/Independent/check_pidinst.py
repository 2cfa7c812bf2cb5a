"""Validates records against the schema of PIDINST, read from the path that is given; prints what is wrong with each."""

import json
import sys

import jsonschema

asked = json.load(sys.stdin)
with open(asked["schema"], encoding="utf-8") as file:
    schema = json.load(file)
validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
json.dump(
    ["; ".join(error.message for error in validator.iter_errors(record)) for record in asked["records"]], sys.stdout,
    ensure_ascii=False,
)

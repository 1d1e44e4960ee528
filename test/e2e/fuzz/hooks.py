"""What the fuzzer may not choose: where CloudStack is (nothing leaves this machine), and tokens of the run itself.

Half of the time it meets what exists: a VM, a job, a network takes the place of what it made up, the same one for the
same text, so that a seed repeats a run.
"""

import json
import os
import zlib

import schemathesis

KNOWN = json.loads(os.environ["FUZZ_KNOWN"])
CONNECTION = KNOWN["connection"]
FIRST_FREE_TOKEN = 1000


def known(field, value):
    candidates = KNOWN["ids"].get(field, [])
    pick = zlib.crc32(f"{field}/{value}".encode("utf-8", "replace"))
    return candidates[pick // 2 % len(candidates)] if candidates and pick % 2 == 0 else value


def place(fields):
    for field, value in fields.items():
        if isinstance(value, dict):
            place(value)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    place(item)
        elif isinstance(value, str):
            fields[field] = CONNECTION.get(field) or known(field, value)


def number(text):
    try:
        return float(str(text))
    except ValueError:
        return FIRST_FREE_TOKEN


@schemathesis.hook
def before_call(context, case, kwargs):
    for part in (case.body, case.path_parameters, case.query):
        if isinstance(part, dict):
            place(part)
    # Without keys a new configuration is refused, and much that is about configurations would not be reached.
    if isinstance(case.body, dict) and "api_url" in case.body:
        case.body = {"api_key": CONNECTION["api_key"], "secret_key": CONNECTION["secret_key"], **case.body}
    path = case.path_parameters or {}
    if "token_id" in path and number(path["token_id"]) < FIRST_FREE_TOKEN:
        path["token_id"] = FIRST_FREE_TOKEN

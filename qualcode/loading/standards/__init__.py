"""The reporting standards that qualcode knows, and what a study can write down for them.

Their items are paraphrased in data files beside this one; nothing of them is in Python.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import TypeAdapter

from qualcode.model.standard import Aspect, Standard
from qualcode.source import read_document

STANDARDS = ("coreq", "srqr")
"""Their ids; each is the name of a file."""

_ASPECTS = TypeAdapter(dict[str, Aspect])


@cache
def aspects() -> Mapping[str, Aspect]:
    """What a report has to say of how its study was made, by id."""
    return MappingProxyType(_ASPECTS.validate_python(_data("aspects")))


@cache
def standard(name: str) -> Standard:
    """The standard with an id."""
    return Standard.model_validate(_data(name))


def _data(name: str) -> object:
    file = f"{name}.yaml"
    document, found = read_document(Path(__file__).with_name(file), file)
    assert document is not None, found  # it is a file of the package
    return document.data

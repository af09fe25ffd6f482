"""The words that templates give to the page, held against the names that the study has."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from qualcode.diagnostics import Diagnostic, did_you_mean, finding
from qualcode.loading.standards import STANDARDS
from qualcode.model.codebook import Codebook
from qualcode.model.study import Study
from qualcode.render.reading.asked import OWNER, Use, Word
from qualcode.render.rules import BAD_TEMPLATE

_FEW = 8
"""So many names are listed where none is near."""


@dataclass(frozen=True, slots=True)
class Names:
    """A kind of name: what it is called, and which a study has.

    `within` is the parameter that says what they are names in, such as the code that values are
    of. Where `known` gives nothing, that is not there itself, and its names cannot be judged.
    """

    what: str
    known: Callable[[Study, str], Iterable[str] | None]
    within: str = ""


def _cases(study: Study, _: str) -> Iterable[str] | None:
    return [case.id for case in study.cases] if study.has_all_cases else None


def _typologies(book: Codebook) -> tuple[str, ...]:
    aliases = (alias for typology in book.typologies.values() for alias in typology.aliases)
    return (*book.typologies, *aliases)


def _with_text(book: Codebook) -> tuple[str, ...]:
    return tuple(name for name, one in book.methods.items() if any(one.text.values()))


def _values(study: Study, code: str) -> Iterable[str] | None:
    known = study.codebook.codes.get(code)
    return known.value_ids or None if known is not None else None


def _attributes(study: Study, code: str) -> Iterable[str] | None:
    known = study.codebook.codes.get(code)
    return None if known is None else (name for value in known.values for name in value.attributes)


def _record_fields(study: Study, group: str) -> Iterable[str] | None:
    known = study.codebook.records.get(group)
    return None if known is None else known.fields


def _items(study: Study, facts: str) -> Iterable[str] | None:
    known = study.codebook.facts.get(facts)
    return None if known is None else known.items


def _fact_fields(study: Study, facts: str) -> Iterable[str] | None:
    known = study.codebook.facts.get(facts)
    return None if known is None else known.fields


_STANDARD = Names("standard", lambda study, _: STANDARDS)
_METHOD = Names("method", lambda study, _: _with_text(study.codebook))
_GROUP = Names("case group", lambda study, _: study.codebook.case_groups)
_CASE = Names("case", _cases)
_CODE = Names("code", lambda study, _: study.codebook.codes)
_COLUMN = Names("code", lambda study, _: (*study.codebook.codes, *_typologies(study.codebook)))
_TYPOLOGY = Names("typology", lambda study, _: _typologies(study.codebook))
_RECORDS = Names("record group", lambda study, _: study.codebook.records)
_FACTS = Names("list of facts", lambda study, _: study.codebook.facts)
_FIGURE = Names("figure", lambda study, _: study.codebook.figures)
_VALUE = Names("value", _values, within="code")
_ATTRIBUTE = Names("attribute of values", _attributes, within="code")
_RECORD_FIELD = Names("field", _record_fields, within="group")
_FACT = Names("item", _items, within=OWNER)
_FACT_FIELD = Names("field", _fact_fields, within=OWNER)

ARGUMENTS: Mapping[str, Mapping[str, Names]] = MappingProxyType(
    {
        "Page.group": {"name": _GROUP},
        "Page.cases": {"group": _GROUP},
        "Page.possible_duplicates": {"group": _GROUP},
        "Page.case": {"name": _CASE},
        "Page.code": {"name": _CODE},
        "Page.typology": {"name": _TYPOLOGY},
        "Page.count": {"code": _CODE, "value": _VALUE, "group": _GROUP},
        "Page.spread": {"code": _CODE, "group": _GROUP},
        "Page.overview": {"codes": _CODE, "groups": _GROUP},
        "Page.facts": {"name": _FACTS},
        "Page.checklist": {"name": _STANDARD},
        "Page.method": {"name": _METHOD},
        "Page.figure": {"name": _FIGURE, "case": _CASE},
        "Page.placement": {
            **{"group": _GROUP, "rows": _CODE, "columns": _CODE},
            **{"shows": _CODE, "mark": _CODE},
        },
        "Page.cross_table": {"rows": _CODE, "columns": _CODE, "group": _GROUP},
        "Page.cross_typologies": {"rows": _TYPOLOGY, "columns": _TYPOLOGY, "group": _GROUP},
        "Page.case_table": {"group": _GROUP, "columns": _COLUMN},
        "Page.grouped_values": {"code": _CODE, "by": _ATTRIBUTE},
        "Page.grouped_table": {"code": _CODE, "by": _ATTRIBUTE},
        "Page.quotations": {"codes": _CODE, "group": _GROUP},
        "CaseView.value": {"code": _CODE},
        "CaseView.members": {"group": _RECORDS, "field": _RECORD_FIELD},
        "TypologyView.verdicts": {"group": _GROUP},
        "FactsView.item": {"name": _FACT},
        "FactsView.table": {"fields": _FACT_FIELD},
        "FactView.has": {"field": _FACT_FIELD},
        "FactView.value": {"field": _FACT_FIELD},
        "FactView.items_of": {"field": _FACT_FIELD},
    }
)
"""What the words given to each method name, by its parameters."""


def words_of(use: Use, parameter: str) -> tuple[Word, ...]:
    """The words that are given for a parameter; the empty text counts as nothing given."""
    items = dict(use.arguments).get(parameter, ())
    return tuple(item for item in items if isinstance(item, Word) and item.value != "")


def unknown_words(use: Use, study: Study) -> Iterator[Diagnostic]:
    """A finding for each word of a use that names nothing in the study."""
    for parameter, names in ARGUMENTS.get(use.method, {}).items():
        within = [str(word.value) for word in words_of(use, names.within)]
        if names.within and len(within) != 1:
            continue
        place = within[0] if within else ""
        known = names.known(study, place)
        if known is not None:
            yield from _unknown(words_of(use, parameter), names.what, place, tuple(known))


def _unknown(
    words: Iterable[Word], what: str, within: str, known: Collection[str]
) -> Iterator[Diagnostic]:
    where = f" of '{within}'" if within else ""
    for word in words:
        if word.value not in known:
            message = f"the study has no {what} '{word.value}'{where}"
            hint = did_you_mean(str(word.value), known)
            if not hint and 0 < len(known) <= _FEW:
                hint = f"there are {', '.join(known)}"
            yield finding(BAD_TEMPLATE, word.location, message, hint)

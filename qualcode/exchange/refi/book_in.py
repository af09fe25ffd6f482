"""The codebook of a study from the codes, variables and users of a project."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from qualcode.exchange.refi.guids import code_of, variable_of
from qualcode.exchange.refi.model import Code, Project, Variable, VariableValue
from qualcode.exchange.refi.naming import ids_of
from qualcode.exchange.refi.scales import Measure, measure_of
from qualcode.exchange.refi.taking import flat
from qualcode.model.codebook import Scale
from qualcode.source.writing_yaml import in_flow

UNIT = "case"
LOOSE = "codes"
"""The theme of codes that have none in the file."""
_FACTS = "variables"

Entry = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Known:
    """What a study has already, by GUID: ids, measures and variables; and all ids in use."""

    codes: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    coders: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    valued: Mapping[str, str] = field(default_factory=dict)
    facts: frozenset[str] = frozenset()
    cases: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    case_ids: frozenset[str] = frozenset()
    coder_ids: frozenset[str] = frozenset()
    theme_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Book:
    """The codebook of an import: ids by GUID, and the entries of its files."""

    codes: Mapping[str, str]
    coders: Mapping[str, str]
    measures: Mapping[str, Measure]
    """How a code with values measures, by the GUID of its variable."""
    valued: Mapping[str, str]
    """The variable of a code that has values, by the GUID of the code."""
    facts: frozenset[str]
    """The variables that are attributes."""
    theme_entries: Mapping[str, Entry]
    code_entries: Mapping[str, Mapping[str, Entry]]
    """The codes of each theme that has any."""
    coder_entries: Mapping[str, Entry]
    noted: frozenset[str] = frozenset()
    """The notes that are memos of codes."""


def book_of(project: Project, known: Known) -> Book:
    """The codebook of a project, without what the study knows already."""
    codes = flat(project.codes)
    used = set(_used(project))
    headings = [one for one in project.codes if not one.is_codable and one.guid not in used]
    variables = {variable.guid: variable for variable in project.variables}
    twins = {code.guid: variable_of(code.guid) for code in codes}
    valued = {code: variable for code, variable in twins.items() if variable in variables}
    facts = frozenset(variables) - frozenset(valued.values())
    valued |= {code_of(one): one for one in facts if code_of(one) in twins}
    valued |= known.valued
    named = [(one.guid, one.name) for one in codes if one not in headings]
    named += [(one, variables[one].name) for one in variables if one not in valued.values()]
    fresh = [(guid, name) for guid, name in named if guid not in known.codes]
    ids = {**known.codes, **ids_of(fresh, "code", taken=known.taken)}
    ids |= {variable: ids[code] for code, variable in valued.items() if code in ids}
    measures = dict(known.measures) | {
        guid: known.measures.get(guid) or measure_of(variable, tuple(_values(project, guid)))
        for guid, variable in variables.items()
    }
    people = [(one.guid, one.name) for one in project.users if one.guid not in known.coders]
    coders = ids_of(people, "coder", taken=known.coder_ids)
    maker = _Maker(known, ids, measures, valued, facts, variables)
    themes, entries = maker.themes(project, headings)
    return Book(
        ids,
        {**known.coders, **coders},
        measures,
        valued,
        facts | known.facts,
        themes,
        entries,
        {coders[guid]: {"label": name or coders[guid], "refi": guid} for guid, name in people},
    )


def _used(project: Project) -> Iterator[str]:
    """The codes that are applied, also where they should only gather others."""
    for case in project.cases:
        yield from case.codes
    for source in project.sources:
        codings = (*source.codings, *(one for each in source.selections for one in each.codings))
        yield from (one.code for one in codings)


def _values(project: Project, variable: str) -> Iterator[VariableValue]:
    given = [one.values for one in project.cases] + [one.values for one in project.sources]
    yield from (value for values in given for value in values if value.variable == variable)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the entries of themes and codes."""

    known: Known
    ids: Mapping[str, str]
    measures: Mapping[str, Measure]
    valued: Mapping[str, str]
    facts: frozenset[str]
    variables: Mapping[str, Variable]

    def themes(
        self, project: Project, headings: list[Code]
    ) -> tuple[dict[str, Entry], dict[str, dict[str, Entry]]]:
        """The themes, and the codes of each; loose codes and variables have one of their own."""
        fresh = [(one.guid, one.name) for one in headings if one.guid not in self.known.themes]
        taken = {*self.known.theme_ids, LOOSE, _FACTS}
        ids = {**self.known.themes, **ids_of(fresh, "theme", taken=taken)}
        themes: dict[str, Entry] = {}
        entries: dict[str, dict[str, Entry]] = defaultdict(dict)
        for code in project.codes:
            if code in headings:
                if code.guid not in self.known.themes:
                    themes[ids[code.guid]] = _about(code)
                entries[ids[code.guid]] |= self._below(code.below, "")
            else:
                entries[LOOSE] |= self._below((code,), "")
        for guid, variable in self.variables.items():
            if guid in self.facts and guid not in {*self.valued.values(), *self.known.codes}:
                entries[_FACTS][self.ids[guid]] = self._fact(variable)
        kept = {theme: codes for theme, codes in entries.items() if codes}
        loose = (LOOSE, _FACTS)
        more: dict[str, Entry] = {
            name: {} for name in loose if name in kept and name not in self.known.theme_ids
        }
        return {**themes, **more}, {name: dict(codes) for name, codes in kept.items()}

    def _below(self, codes: Iterable[Code], parent: str) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for code in codes:
            id = self.ids[code.guid]
            if code.guid not in self.known.codes:
                entries[id] = self._code(code, parent)
            entries |= self._below(code.below, id)
        return entries

    def _code(self, code: Code, parent: str) -> Entry:
        variable = self.valued.get(code.guid, "")
        is_fact = variable in self.facts
        entry = {"label": code.name, **self._scale(variable)}
        if is_fact:
            entry |= {"role": "attribute"}
        if parent:
            entry["parent"] = parent
        if not code.is_codable:
            entry["only_groups"] = True
        about = _about(code)
        return entry | about | {"refi": variable if is_fact else code.guid}

    def _fact(self, variable: Variable) -> Entry:
        definition = self.measures[variable.guid].definition.strip()
        return {
            "label": variable.name,
            **self._scale(variable.guid),
            "role": "attribute",
            **({"definition": definition} if definition else {}),
            "refi": variable.guid,
        }

    def _scale(self, variable: str) -> dict[str, object]:
        if not variable:
            return {"scale": str(Scale.PRESENCE)}
        measure = self.measures[variable]
        values = {name: {"label": label} for name, label in measure.values.items()}
        said: dict[str, object] = {"scale": str(measure.scale)}
        if measure.may_not_apply:
            said["may_not_apply"] = True
        return said | ({"values": values} if values else {})


def _about(code: Code) -> dict[str, object]:
    said = {"label": code.name, "definition": code.description.strip(), "color": code.color}
    return {**{key: text for key, text in said.items() if text}, "refi": code.guid}


def theme_text(theme: str, codes: Mapping[str, Entry]) -> str:
    """The file of a theme."""
    return "\n".join((f"theme: {in_flow(theme)}", "codes:", *_entries(codes, "  "), ""))


def main_text(name: str, label: str, book: Book, language: str) -> str:
    """The main file of a codebook."""
    lines = [
        f"codebook: {in_flow(name)}",
        'version: "1"',
        f"languages: [{language}]",
        f"label: {in_flow(label)}",
        "units:",
        f"  {UNIT}: {{label: case, plural: cases}}",
    ]
    sections = (("themes", book.theme_entries), ("coders", book.coder_entries))
    for section, entries in sections:
        if entries:
            lines += [f"{section}:"]
            lines += [f"  {in_flow(key)}: {in_flow(entry)}" for key, entry in entries.items()]
    return "\n".join((*lines, ""))


def _entries(entries: Mapping[str, Entry], indent: str) -> Iterator[str]:
    for key, entry in entries.items():
        yield f"{indent}{in_flow(key)}:"
        yield from (f"{indent}  {name}: {in_flow(value)}" for name, value in entry.items())

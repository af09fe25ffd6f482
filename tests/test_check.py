"""What `check` says: for each mistake the rule, the place, the fact and what to do."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qualcode import pipeline
from qualcode.diagnostics import Diagnostic
from tests.wards import FILES, changed

MakeStudy = Callable[[Mapping[str, str]], Path]

NORTH = "cases/north.yaml"
BOOK = "codebooks/wards/codebook.yaml"
THEME = "codebooks/wards/themes/handover.yaml"
TYPES = "codebooks/wards/typologies/handover.yaml"


def said(found: Diagnostic) -> str:
    return f"{found.at} {found.rule} {found.message} | {found.hint}".rstrip(" |")


def check(root: Path) -> list[str]:
    return [said(one) for one in pipeline.check(pipeline.Place(root)).findings]


def test_the_small_study_is_clean(make_study: MakeStudy) -> None:
    assert check(make_study(FILES)) == []


MISTAKES = {
    "unknown code": (
        (NORTH, "  style: {value", "  stile: {value"),
        "cases/north.yaml:7:3 QC201 code 'stile' is not in the codebook | did you mean 'style'?",
    ),
    "value not allowed": (
        (NORTH, "value: written", "value: writen"),
        "cases/north.yaml:7:18 QC202 code 'style' cannot have the value 'writen' | "
        "did you mean 'written'? its values are oral, mixed, written",
    ),
    "not applicable where it always applies": (
        (NORTH, "value: written", "value: not_applicable"),
        "cases/north.yaml:7:18 QC202 code 'style' always applies, so 'not_applicable' cannot be its "
        "value | write 'unknown', or declare 'may_not_apply: true' for the code",
    ),
    "text for true or false": (
        (NORTH, "value: true", "value: nej"),
        "cases/north.yaml:8:22 QC204 code 'checklist' must be true or false, found the text 'nej' | "
        "write true or false",
    ),
    "number written as text": (
        (NORTH, "value: 24", 'value: "1.024"'),
        "cases/north.yaml:5:17 QC204 code 'beds' must be a whole number, 0 or more, found the text "
        "'1.024' | write 1024, without quotes, dots or spaces",
    ),
    "one value where a list is due": (
        (NORTH, "value: [board], complete: false", "value: board"),
        "cases/north.yaml:9:18 QC204 code 'tools' must be a list of its values | write it as [board]",
    ),
    "degree of a code without a calibration": (
        (TYPES, "- {style: {at_least: mixed}}", "- {degree_of: style}"),
        "codebooks/wards/typologies/handover.yaml:9:21 QC111 code 'style' has no degrees of "
        "membership | give each value a 'membership:' from 0 to 1, or a number three anchors under "
        "'calibration:'",
    ),
    "degree of an unknown code": (
        (TYPES, "- {style: {at_least: mixed}}", "- {degree_of: stile}"),
        "codebooks/wards/typologies/handover.yaml:9:21 QC101 there is no code 'stile' | "
        "did you mean 'style'?",
    ),
    "membership on some values only": (
        (THEME, "oral: {label: oral}", "oral: {label: oral, membership: 0.2}"),
        "codebooks/wards/themes/handover.yaml:8:52 QC111 code 'style' has no membership for the "
        "value 'mixed' | give each value a 'membership:' from 0 to 1, or a number three anchors "
        "under 'calibration:'",
    ),
    "anchors out of order": (
        (
            THEME,
            "beds: {label: beds, unit: ward, scale: count,",
            "beds: {label: beds, unit: ward, scale: count, "
            "calibration: {full_non_member: 5, crossover: 9, full_member: 7},",
        ),
        "codebooks/wards/themes/handover.yaml:3:62 QC111 code 'beds' has a calibration whose "
        "anchors neither rise nor fall | the crossover lies between full_non_member and full_member",
    ),
    "unknown field of a record": (
        (NORTH, "    after: morning", "    aftr: morning"),
        "cases/north.yaml:17:5 QC201 meetings have no field 'aftr' | did you mean 'after'?",
    ),
    "reference to an unknown record": (
        (NORTH, "after: morning", "after: mornig"),
        "cases/north.yaml:17:12 QC206 'noon' refers to 'mornig', which is not among the meetings | "
        "did you mean 'morning'?",
    ),
    "records in a circle": (
        (NORTH, "    kind: bedside", "    kind: bedside\n    after: noon"),
        "cases/north.yaml:18:12 QC208 'morning' comes back to itself: morning -> noon -> morning | "
        "take one of these steps out",
    ),
    "missing evidence": (
        (NORTH, "{value: true, evidence: [{document: notes, at: p. 2}]}", "true"),
        "cases/north.yaml:8:3 QC301 'checklist' has no evidence | "
        "add 'evidence: [{document: ..., at: ..., says: ...}]'",
    ),
    "unknown document": (
        (NORTH, "[{document: notes, at: p. 1}]", "[{document: nots, at: p. 1}]"),
        "cases/north.yaml:5:32 QC302 there is no document 'nots' | did you mean 'notes'?",
    ),
    "derived value written by hand": (
        (NORTH, "codes:\n", "codes:\n  size: {value: large, evidence: [{document: notes}]}\n"),
        "cases/north.yaml:7:3 QC209 code 'size' is computed and cannot be written in a case | "
        "delete this entry",
    ),
    "code among the attributes": (
        (NORTH, "codes:\n  style", "  style"),
        "cases/north.yaml:6:3 QC212 'style' belongs under 'codes:' | move it to 'codes:'",
    ),
    "identifying attribute": (
        (NORTH, "label: Ward North", "label: Ward A\nanonymous: true"),
        "cases/north.yaml:6:3 QC210 case 'north' is anonymous, but 'beds' would identify it | "
        "take it out of this case",
    ),
    "unknown unit": (
        (NORTH, "unit: ward", "unit: wart"),
        "cases/north.yaml:1:7 QC203 there is no unit 'wart' | did you mean 'ward'?",
    ),
    "duplicate case id": (
        ("cases/south.yaml", "case: south", "case: north"),
        "cases/south.yaml:1:7 QC205 there is another case 'north' | give one of the two another id",
    ),
    "case id with a space": (
        (NORTH, "case: north", "case: ward north"),
        "cases/north.yaml:1:7 QC023 'ward north' cannot be a case id | use letters, digits, '-', '_' "
        "and '.' only, and begin with a letter or digit",
    ),
    "case id with a path": (
        (NORTH, "case: north", "case: ../north"),
        "cases/north.yaml:1:7 QC023 '../north' cannot be a case id | use letters, digits, '-', '_' "
        "and '.' only, and begin with a letter or digit",
    ),
    "unknown key": (
        (NORTH, "label: Ward North", "labl: Ward North"),
        "cases/north.yaml:3:1 QC021 the key 'labl' has no meaning here | did you mean 'label'?",
    ),
    "missing key": (
        (NORTH, "unit: ward\n", ""),
        "cases/north.yaml:1:1 QC020 the key 'unit' is missing | add a line 'unit: ...'",
    ),
    "no value": (
        (NORTH, "{value: true, evidence: [{document: notes, at: p. 2}]}", ""),
        "cases/north.yaml:8:3 QC022 'checklist' has no value | write the value, or 'unknown' if it "
        "was looked for and not found",
    ),
    "a list where a mapping is due": (
        (NORTH, FILES[NORTH], "- case: north\n- unit: ward\n"),
        "cases/north.yaml:1:1 QC022 a case file must be a mapping, found a list | write a case file as "
        "'key: value' lines, indented",
    ),
    "condition on an unknown code": (
        (TYPES, "{checklist: true}\n  informal", "{cheklist: true}\n  informal"),
        "codebooks/wards/typologies/handover.yaml:10:10 QC101 there is no code 'cheklist' | did you "
        "mean 'checklist'?",
    ),
    "condition with an unknown value": (
        (TYPES, "{style: oral}", "{style: spoken}"),
        "codebooks/wards/typologies/handover.yaml:13:25 QC102 code 'style' cannot have the value "
        "'spoken' | its values are oral, mixed, written",
    ),
    "operator that does not fit": (
        (TYPES, "{style: oral}", "{tools: {at_least: board}}"),
        "codebooks/wards/typologies/handover.yaml:13:36 QC103 'at_least' does not fit code 'tools' "
        "with scale set | with this scale use equals, contains, contains_any, contains_all, excludes",
    ),
    "unknown operator": (
        (TYPES, "{style: oral}", "{tools: {contain: board}}"),
        "codebooks/wards/typologies/handover.yaml:13:26 QC024 there is no operator 'contain' | did you "
        "mean 'contains'?",
    ),
    "code computed from itself": (
        (
            THEME,
            "{some: meetings, where: {kind: bedside, present: {contains: doctor}}}",
            "{doctor_at_bedside: true}",
        ),
        "codebooks/wards/themes/handover.yaml:25:14 QC105 code 'doctor_at_bedside' is computed from "
        "itself: doctor_at_bedside -> doctor_at_bedside | take one of these steps out",
    ),
    "code without values": (
        (THEME, "    values: {board: {label: board}, form: {label: form}}\n", ""),
        "codebooks/wards/themes/handover.yaml:10:3 QC106 code 'tools' has scale set but no values | "
        "list them under 'values:'",
    ),
    "unknown theme": (
        (THEME, "theme: handover", "theme: handovr"),
        "codebooks/wards/themes/handover.yaml:3:3 QC107 there is no theme 'handovr' | did you mean "
        "'handover'?",
    ),
    "missing id of the case": (
        (NORTH, "case: north\n", ""),
        "cases/north.yaml:1:1 QC020 the key 'case' is missing | add a line 'case: ...'",
    ),
    "a key that qualcode fills in itself": (
        (NORTH, "label: Ward North", "label: Ward North\ngroup: wards"),
        "cases/north.yaml:4:1 QC021 the key 'group' has no meaning here",
    ),
    "missing id of the typology": (
        (TYPES, "typology: handover\n", ""),
        "codebooks/wards/typologies/handover.yaml:1:1 QC020 the key 'typology' is missing | add a line "
        "'typology: ...'",
    ),
    "an id inside a code": (
        (THEME, "  style:\n", "  style:\n    id: manner\n"),
        "codebooks/wards/themes/handover.yaml:5:5 QC021 the key 'id' has no meaning here",
    ),
    "impossible combination without a condition": (
        (BOOK, "evidence: required", "evidence: required\nimpossible: [{unit: ward}]"),
        "codebooks/wards/codebook.yaml:13:14 QC020 the key 'when' is missing | add a line 'when: ...' with "
        "a condition",
    ),
    "profile with an unknown value": (
        (TYPES, "    necessary: [{style: oral}]", "    profile: {style: orla}"),
        "codebooks/wards/typologies/handover.yaml:13:22 QC102 code 'style' cannot have the value 'orla' | "
        "did you mean 'oral'?",
    ),
    "profile without weight": (
        (TYPES, "    necessary: [{style: oral}]", "    profile: {style: {ideal: oral, weight: 0}}"),
        "codebooks/wards/typologies/handover.yaml:13:44 QC022 'weight' must be more than 0, found the "
        "number 0",
    ),
    "typology without types": (
        (TYPES, FILES[TYPES], "typology: handover\nunit: ward\n"),
        "codebooks/wards/typologies/handover.yaml:1:1 QC020 a typology needs at least one type | declare "
        "each type with its conditions under 'types:'",
    ),
    "unknown scale": (
        (THEME, "unit: ward, scale: boolean}", "unit: ward, scale: bolean}"),
        "codebooks/wards/themes/handover.yaml:9:52 QC022 'scale' must be one of 'presence', 'boolean', "
        "'nominal', 'ordinal', 'set', 'count', 'number', 'date', 'text', 'texts', 'reference', found "
        "the text 'bolean'",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_where_it_is(name: str, make_study: MakeStudy) -> None:
    change, expected = MISTAKES[name]
    found = check(make_study(changed(*change)))
    assert expected in found
    rule = expected.split(" ")[1]
    assert {other.split(" ")[1] for other in found} == {rule}


def test_all_mistakes_of_all_files_are_found_in_one_run(make_study: MakeStudy) -> None:
    files = {**FILES, "cases/east.yaml": "case: east\n\tunit: ward\n", "cases/west.yaml": "[]\n"}
    files["cases/south.yaml"] = files["cases/south.yaml"].replace("style: unknown", "style: loud")
    assert [one.rsplit(" | ")[0] for one in check(make_study(files))] == [
        "cases/east.yaml:2:1 QC004 the line is indented with a tab",
        "cases/south.yaml:5:3 QC301 'style' has no evidence",
        "cases/south.yaml:5:10 QC202 code 'style' cannot have the value 'loud'",
        "cases/west.yaml:1:1 QC022 a case file must be a mapping, found a list",
    ]


def test_codes_of_a_broken_theme_file_are_not_called_unknown(make_study: MakeStudy) -> None:
    files = {**FILES, THEME: FILES[THEME] + "  broken: [\n"}
    assert {one.split(" ")[1] for one in check(make_study(files))} <= {"QC003"}


def test_a_file_that_is_not_read_for_its_ending_is_named(make_study: MakeStudy) -> None:
    assert check(make_study({**FILES, "cases/east.yml": "case: east\n"})) == [
        "cases/east.yml:1:1 QC029 'east.yml' is not read, because its name does not end in .yaml | rename "
        "it to 'east.yaml'"
    ]


def test_a_study_without_cases_says_where_to_put_them(make_study: MakeStudy) -> None:
    files = {name: text for name, text in FILES.items() if not name.startswith("cases/")}
    assert check(make_study(files)) == [
        "qualcode.yaml:1:1 QC028 there are no case files in 'cases' | put case files (.yaml) into the "
        "folder 'cases'"
    ]


def test_a_code_declared_twice_names_both_places(make_study: MakeStudy) -> None:
    files = {
        **FILES,
        "codebooks/wards/themes/second.yaml": "theme: handover\ncodes:\n  style: {scale: boolean, unit: ward}\n",
    }
    (found,) = pipeline.check(pipeline.Place(make_study(files))).findings
    assert said(found) == (
        "codebooks/wards/themes/second.yaml:3:3 QC025 code 'style' is declared a second time | keep "
        "one of the two, or give one another id"
    )
    assert [(str(one.at), one.message) for one in found.related] == [
        ("codebooks/wards/themes/handover.yaml:4:3", "first declared here")
    ]


def test_values_that_cannot_be_true_together_are_found(make_study: MakeStudy) -> None:
    combination = """\
impossible:
  - when: {all: [{style: written}, {checklist: true}]}
    unit: ward
    why: nobody ticks off what is written
"""
    files = {**FILES, BOOK: FILES[BOOK] + combination}
    assert check(make_study(files)) == [
        "cases/north.yaml:1:7 QC211 the values of case 'north' cannot all be true together | the "
        "codebook rules out this combination of values; correct one of them: nobody ticks off what is "
        "written"
    ]


def test_an_accepted_finding_is_kept_apart_with_its_reason(make_study: MakeStudy) -> None:
    entry = "accept: [{rule: QC202, reason: the ward says so itself}]\n"
    change = changed(NORTH, "value: written", "value: writen")
    checked = pipeline.check(pipeline.Place(make_study({**change, NORTH: change[NORTH] + entry})))
    assert checked.findings == ()
    assert [one.rule for one in checked.accepted] == ["QC202"]


def test_accepting_nothing_or_an_unknown_rule_is_a_finding(make_study: MakeStudy) -> None:
    entry = "accept: [{rule: QC202, reason: x}, {rule: QC999, reason: x}]\n"
    assert check(make_study({**FILES, NORTH: FILES[NORTH] + entry})) == [
        "cases/north.yaml:19:10 QC216 QC202 is accepted here, but not found | take this entry out",
        "cases/north.yaml:19:36 QC215 there is no rule 'QC999'",
    ]


def test_an_acceptance_is_not_called_needless_while_its_case_cannot_be_judged(
    make_study: MakeStudy,
) -> None:
    entry = "accept: [{rule: QC211, reason: the ward says so itself}]\n"
    wrong = FILES[NORTH].replace("value: written", "value: writen")
    assert check(make_study({**FILES, NORTH: wrong + entry})) == [
        "cases/north.yaml:7:18 QC202 code 'style' cannot have the value 'writen' | did you mean "
        "'written'? its values are oral, mixed, written"
    ]
    unreadable = {"cases/south.yaml": "case: south\nunit: [\n"}
    found = check(make_study({**FILES, NORTH: FILES[NORTH] + entry, **unreadable}))
    assert [one.split(" ")[1] for one in found] == ["QC003"]
    assert check(make_study({**FILES, NORTH: FILES[NORTH] + entry})) == [
        "cases/north.yaml:19:10 QC216 QC211 is accepted here, but not found | take this entry out"
    ]


def test_a_derived_value_written_without_evidence_is_one_finding(make_study: MakeStudy) -> None:
    assert check(make_study(changed(NORTH, "codes:\n", "codes:\n  size: large\n"))) == [
        "cases/north.yaml:7:3 QC209 code 'size' is computed and cannot be written in a case | "
        "delete this entry"
    ]


def test_members_twice_or_in_another_order_than_the_codebooks(make_study: MakeStudy) -> None:
    twice = changed(NORTH, "present: [nurse, doctor]", "present: [nurse, doctor, nurse]")
    assert check(make_study(twice)) == [
        "cases/north.yaml:13:14 QC230 'nurse' is in the list of 'present' twice | "
        "take one of the two out"
    ]
    other = changed(NORTH, "present: [nurse, doctor]", "present: [doctor, nurse]")
    assert check(make_study(other)) == [
        "cases/north.yaml:13:14 QC231 the members of 'present' stand in another order than in the "
        "codebook | write [nurse, doctor]"
    ]


TRANSLATIONS = {
    "value": (
        "themes/t.yaml",
        "{label: {da: få, en: few}}",
        "{label: {da: få}}",
        "codebooks/k/themes/t.yaml:8:7 QC108 'label' has no text in language 'en' | "
        "add 'en: ...' beside 'da'",
    ),
    "definition of a type": (
        "typologies/y.yaml",
        "definition: {da: små, en: small}",
        "definition: {en: small}",
        "codebooks/k/typologies/y.yaml:6:3 QC108 'definition' has no text in language 'da' | "
        "add 'da: ...' beside 'en'",
    ),
    "message of a rule": (
        "rules.yaml",
        "message: {da: nej, en: no}",
        "message: {en: no}",
        "codebooks/k/rules.yaml:2:3 QC108 'message' has no text in language 'da' | "
        "add 'da: ...' beside 'en'",
    ),
}
KITCHENS = {
    "qualcode.yaml": "study: k\ncodebook: codebooks/k\nlanguage: en\n",
    "codebooks/k/codebook.yaml": (
        "codebook: k\nlanguages: [da, en]\nunits: {kitchen: {label: Køkken}}\n"
        "themes: {t: {label: {da: Tema, en: Theme}}}\ndocuments: {}\n"
    ),
    "codebooks/k/themes/t.yaml": (
        "theme: t\ncodes:\n  cooks:\n    label: {da: kokke, en: cooks}\n    unit: kitchen\n"
        "    scale: ordinal\n    values:\n      few: {label: {da: få, en: few}}\n"
        "      many: {label: {da: mange, en: many}}\n"
    ),
    "codebooks/k/typologies/y.yaml": (
        "typology: y\nunit: kitchen\nlabel: Y\nexclusive: no\ntypes:\n"
        "  a: {label: A, definition: {da: små, en: small}, necessary: [{cooks: few}]}\n"
    ),
    "codebooks/k/rules.yaml": (
        "rules:\n  one: {severity: info, unit: kitchen, refuse: {cooks: few}, "
        "message: {da: nej, en: no}}\n"
    ),
    "cases/a.yaml": "case: a\nunit: kitchen\nlabel: A\n",
}


def test_a_study_with_all_its_texts_is_clean(make_study: MakeStudy) -> None:
    assert check(make_study(KITCHENS)) == []


@pytest.mark.parametrize("name", TRANSLATIONS)
def test_a_missing_translation_is_named(name: str, make_study: MakeStudy) -> None:
    file, old, new, wanted = TRANSLATIONS[name]
    text = KITCHENS[f"codebooks/k/{file}"]
    assert text.count(old) == 1
    files = {**KITCHENS, f"codebooks/k/{file}": text.replace(old, new)}
    assert check(make_study(files)) == [wanted]

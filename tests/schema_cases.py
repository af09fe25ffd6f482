"""Small changes to the small study: the rule that `check` names, or none; and the schema's part.

The file is changed at one place. `""` is a change that stays right. A rule in `BEYOND` is one that
a schema of single files cannot express, with the reason.
"""

from tests.wards import FILES

NORTH = "cases/north.yaml"
BOOK = "codebooks/wards/codebook.yaml"
THEME = "codebooks/wards/themes/handover.yaml"
TYPES = "codebooks/wards/typologies/handover.yaml"
RULES = "codebooks/wards/rules.yaml"
FIGURES = "codebooks/wards/figures.yaml"
FACTS = "codebooks/wards/facts.yaml"
METHODS = "codebooks/wards/methods.yaml"
PROJECT = "qualcode.yaml"

BEYOND = {
    "QC014": "a schema sees no folders",
    "QC015": "what cannot be seen, or leads into a folder, is decided over all ids",
    "QC230": "an editor need not warn of a member that is twice in a list",
    "QC231": "and so is the order of the members",
    "QC101": "a code in a condition is declared in another file",
    "QC102": "and so are its values",
    "QC103": "and its scale",
    "QC105": "what a code is computed from goes through several entries",
    "QC107": "units and themes are declared in another file",
    "QC111": "the anchors of a calibration are compared with each other",
    "QC205": "the other case is another file",
    "QC206": "the names of the records are data of the same file",
    "QC380": "what a memo is about is elsewhere in the study",
    "QC302": "a document of the case may be a file that is not declared",
    "QC303": "the passages are data of the same file",
    "QC306": "ids are compared with each other",
    "QC307": "passages are compared with each other",
    "QC208": "the steps from record to record are data of the same file",
    "QC211": "what cannot be true together is decided over all codes of the case",
}

# Entries of the corpus `tests/bad` of which check alone can say what is wrong
UNSAID = {
    "The project file names a codebook folder that is not there": "a schema sees no folders",
    "The project file names a case folder that is not there": "nor does it here",
    "At least three of two conditions": "a number is compared with the length of a list",
    "A number without end compares with nothing": "JSON has no such number",
    "A slip in the family of rules that the project leaves out": "the rules may be the study's own",
    "A beginning that no rule has": "the same",
    "An impossible combination of hospitals asks for a code of wards": "codes are in another file",
    "A reference to records that are not there": "the names of the records are data of the file",
    "Bands of a code that is not there": "the names of the codes are data of the same file",
    "A slip in the value of a band": "and so are their values",
    "Bands that fall": "the bounds are compared with each other",
}

STYLE = "{value: written, evidence: [{document: notes, at: p. 2}]}"
TOOLS = "{value: [board], complete: false, evidence: [{document: notes, at: p. 3}]}"
BEDS = "{value: 24, evidence: [{document: notes, at: p. 1}]}"
SUMMARY = "summaries: {handover: {text: {en: Told at the bed.}, passages: [], date: 2012-03-01}}"
EVIDENCE = "evidence: [{document: notes}]"

# name: (file, what is replaced, by what, rules that `check` names)
CHANGES: dict[str, tuple[str, str, str, str]] = {
    # values
    "unknown in short form": (NORTH, STYLE, "unknown", ""),
    "unknown in long form": (NORTH, STYLE, "{value: unknown}", ""),
    "one of two values": (NORTH, STYLE, f"{{any_of: [oral, mixed], {EVIDENCE}}}", ""),
    "one of two, one not a value": (NORTH, STYLE, f"{{any_of: [oral, mix], {EVIDENCE}}}", "QC202"),
    "value and any_of": (NORTH, STYLE, f"{{value: oral, any_of: [oral], {EVIDENCE}}}", "QC022"),
    "neither value nor any_of": (NORTH, STYLE, f"{{{EVIDENCE}}}", "QC022"),
    "an empty any_of beside a value": (
        NORTH,
        STYLE,
        f"{{value: oral, any_of: [], {EVIDENCE}}}",
        "QC022",
    ),
    "any_of without evidence": (NORTH, STYLE, "{any_of: [oral, mixed]}", "QC301"),
    "empty evidence": (NORTH, STYLE, "{value: oral, evidence: []}", "QC301"),
    "evidence left empty": (NORTH, STYLE, "{value: unknown, evidence: }", ""),
    "evidence as a document's name": (NORTH, STYLE, "{value: oral, evidence: [notes]}", ""),
    "a list for one value": (NORTH, STYLE, f"{{value: [oral], {EVIDENCE}}}", "QC204"),
    "a number for a word": (NORTH, STYLE, f"{{value: 3, {EVIDENCE}}}", "QC204"),
    "a range on words": (NORTH, STYLE, f"{{at_least: 3, {EVIDENCE}}}", "QC204"),
    "not complete, on one value": (
        *(NORTH, STYLE, f"{{value: oral, complete: false, {EVIDENCE}}}"),
        "QC204",
    ),
    "complete, on one value": (NORTH, STYLE, f"{{value: oral, complete: true, {EVIDENCE}}}", ""),
    "inferred": (NORTH, STYLE, f"{{value: oral, basis: inferred, {EVIDENCE}}}", ""),
    "a basis that is none": (NORTH, STYLE, f"{{value: oral, basis: guessed, {EVIDENCE}}}", "QC022"),
    "a key that is none": (NORTH, STYLE, f"{{value: oral, sure: true, {EVIDENCE}}}", "QC021"),
    "a note in two languages": (
        *(NORTH, STYLE, f"{{value: oral, note: {{da: ja, en: yes}}, {EVIDENCE}}}"),
        "",
    ),
    "a note that is a number": (NORTH, STYLE, f"{{value: oral, note: 3, {EVIDENCE}}}", "QC022"),
    "a summary": (NORTH, "unit: ward", f"unit: ward\n{SUMMARY}", ""),
    "a summary about a code": (
        *(NORTH, "unit: ward", f"unit: ward\n{SUMMARY.replace('handover', 'style')}"),
        "",
    ),
    "a summary about nothing": (
        *(NORTH, "unit: ward", f"unit: ward\n{SUMMARY.replace('handover', 'handovr')}"),
        "QC360",
    ),
    "a summary without text": (
        *(NORTH, "unit: ward", "unit: ward\nsummaries: {handover: {coder: hn}}"),
        "QC020",
    ),
    "an empty list": (NORTH, TOOLS, f"{{value: [], {EVIDENCE}}}", ""),
    "a member that is none": (NORTH, TOOLS, f"{{value: [board, bord], {EVIDENCE}}}", "QC202"),
    "a number as a member": (NORTH, TOOLS, f"{{value: [board, 1], {EVIDENCE}}}", "QC204"),
    "unknown as a member": (NORTH, TOOLS, f"{{value: [unknown], {EVIDENCE}}}", "QC202"),
    "an unknown list": (NORTH, TOOLS, "unknown", ""),
    "any_of on a list": (NORTH, TOOLS, f"{{any_of: [board], {EVIDENCE}}}", "QC204"),
    "a negative count": (NORTH, BEDS, f"{{value: -1, {EVIDENCE}}}", "QC204"),
    "no beds": (NORTH, BEDS, f"{{value: 0, {EVIDENCE}}}", ""),
    "a count with a fraction": (NORTH, BEDS, f"{{value: 2.5, {EVIDENCE}}}", "QC204"),
    "a count from and to": (NORTH, BEDS, f"{{at_least: 20, at_most: 30, {EVIDENCE}}}", ""),
    "a count from a text": (NORTH, BEDS, f"{{at_least: many, {EVIDENCE}}}", "QC022"),
    "true for a count": (NORTH, BEDS, f"{{value: true, {EVIDENCE}}}", "QC204"),
    "yes for true": (NORTH, "value: true", "value: yes", "QC204"),
    "one for true": (NORTH, "value: true", "value: 1", "QC204"),
    # the case around them
    "codes left empty": (NORTH, FILES[NORTH], "case: north\nunit: ward\ncodes:\n", ""),
    "a case of two lines": (NORTH, FILES[NORTH], "case: north\nunit: ward\n", ""),
    "codes as a list": (NORTH, FILES[NORTH], "case: north\nunit: ward\ncodes: [style]\n", "QC022"),
    "a case id with letters of the language": (NORTH, "case: north", "case: nørre-1.å_b", ""),
    "a case id that begins with a dash": (NORTH, "case: north", "case: -north", "QC023"),
    "a case id that is a number": (NORTH, "case: north", "case: 12", "QC022"),
    "an empty case id": (NORTH, "case: north", 'case: ""', "QC023"),
    "a duplicate of no case": (
        NORTH,
        "unit: ward",
        "unit: ward\npossible_duplicate_of: x",
        "QC206",
    ),
    "anonymous and unknown": (
        *(NORTH, f"unit: ward\nlabel: Ward North\nattributes:\n  beds: {BEDS}"),
        "unit: ward\nanonymous: true\nattributes:\n  beds: unknown",
        "",
    ),
    "anonymous as a word": (NORTH, "unit: ward", "unit: ward\nanonymous: ja", "QC022"),
    "a memo without text": (NORTH, "unit: ward", "unit: ward\nmemos: [{coder: hn}]", "QC020"),
    "a memo": (NORTH, "unit: ward", "unit: ward\nmemos: [{coder: hn, text: look}]", ""),
    "an alias": (NORTH, "unit: ward", "unit: ward\naliases: [Nord]", ""),
    "an alias that is no list": (NORTH, "unit: ward", "unit: ward\naliases: Nord", "QC022"),
    # named types
    "a declared type": (NORTH, "unit: ward", "unit: ward\ndeclared_types: {handover: formal}", ""),
    "a declared type with its evidence": (
        *(NORTH, "unit: ward"),
        "unit: ward\nprinted_labels: {handover: {type: formal, evidence: [notes]}}",
        "",
    ),
    "no such type": (
        *(NORTH, "unit: ward", "unit: ward\ndeclared_types: {handover: formel}"),
        "QC401",
    ),
    "no such typology": (
        *(NORTH, "unit: ward", "unit: ward\ndeclared_types: {handovr: formal}"),
        "QC401",
    ),
    "a fixture of no such type": (
        *(NORTH, "unit: ward", "unit: ward\nfixture: true\ndefines: {handover: formel}"),
        "QC401",
    ),
    # records
    "records left open": (NORTH, "meetings:\n", "meetings:\n  complete: false\n", ""),
    "records neither open nor closed": (
        NORTH,
        "meetings:\n",
        "meetings:\n  complete: no\n",
        "QC022",
    ),
    "a record without evidence": (
        *(NORTH, "    after: morning\n    evidence: [{document: notes, at: p. 4}]\n"),
        "    after: morning\n",
        "QC301",
    ),
    "evidence at each field of a record": (
        *(
            NORTH,
            "    kind: office\n    after: morning\n    evidence: [{document: notes, at: p. 4}]\n",
        ),
        f"    kind: {{value: office, {EVIDENCE}}}\n",
        "",
    ),
    "an empty record": (NORTH, "    kind: office\n    after: morning\n", "    label: Noon\n", ""),
    "a record that is a word": (NORTH, "meetings:\n", "meetings:\n  night: bedside\n", "QC022"),
    "a value of a field that is none": (NORTH, "kind: office", "kind: ofice", "QC202"),
    # the codebook's files
    "a project without language": (PROJECT, "language: en\n", "", "QC020"),
    "a rule left out": (PROJECT, "language: en", "language: en\nchecks: {ignore: [QC207]}", ""),
    "rules left out that are no list": (
        *(PROJECT, "language: en", "language: en\nchecks: {ignore: QC207}"),
        "QC022",
    ),
    "a rule that weighs less": (
        *(PROJECT, "language: en", "language: en\nchecks: {severity: {QC207: info}}"),
        "",
    ),
    "a rule that weighs nothing known": (
        *(PROJECT, "language: en", "language: en\nchecks: {severity: {QC207: low}}"),
        "QC022",
    ),
    "fewer warnings than none": (
        *(PROJECT, "language: en", "language: en\nchecks: {max_warnings: -1}"),
        "QC022",
    ),
    "figures as a picture": (PROJECT, "language: en", "language: en\nfigures: png", "QC022"),
    "a codebook without languages": (BOOK, "languages: [en]\n", "", "QC020"),
    "languages as a word": (BOOK, "languages: [en]", "languages: en", "QC022"),
    "a change of a name": (
        BOOK,
        "languages: [en]",
        "languages: [en]\nmigrations: [{date: 2031-03-01, change: rename, kind: code, "
        "name: places, to: [beds]}]",
        "",
    ),
    "a change that is none": (
        BOOK,
        "languages: [en]",
        "languages: [en]\nmigrations: [{date: 2031-03-01, change: lose, kind: code, "
        "name: beds, to: [setting]}]",
        "QC022",
    ),
    "a change without a date": (
        BOOK,
        "languages: [en]",
        "languages: [en]\nmigrations: [{change: move, kind: code, name: beds, to: [setting]}]",
        "QC020",
    ),
    "a version that is a number": (BOOK, 'version: "1"', "version: 1", "QC022"),
    "units left empty": (
        BOOK,
        "documents:\n  notes: {label: Field notes}",
        "documents:\n  notes: {}",
        "",
    ),
    "a unit that is a word": (
        BOOK,
        "ward: {label: ward, plural: wards}",
        "ward: ward",
        "QC022 QC203",
    ),
    "a quantity word": (
        BOOK,
        "evidence: required",
        "evidence: required\nquantity_words: [{word: one, count: 1}]",
        "",
    ),
    "a quantity word that counts in words": (
        *(
            BOOK,
            "evidence: required",
            "evidence: required\nquantity_words: [{word: one, count: one}]",
        ),
        "QC022",
    ),
    "a code without a scale": (THEME, "unit: ward, scale: boolean}", "unit: ward}", "QC020"),
    "a code for two units": (
        THEME,
        "unit: ward, scale: boolean}",
        "unit: [ward], scale: boolean}",
        "",
    ),
    "a code that is a word of conditions": (
        THEME,
        "codes:\n",
        "codes:\n  all: {scale: boolean}\n",
        "QC026",
    ),
    "bounds of a word": (
        THEME,
        "unit: ward, scale: boolean}",
        "unit: ward, scale: boolean, minimum: 1}",
        "QC106 QC202",
    ),
    "a value called unknown": (THEME, "form: {label: form}", "unknown: {label: form}", "QC106"),
    "a reference to nothing": (BOOK, "scale: reference, to: meetings", "scale: reference", "QC106"),
    "a code computed in no way": (
        THEME,
        "derived: {bands: {of: beds, limits: [{below: 20, value: small}, {value: large}]}}",
        "derived: {}",
        "QC106",
    ),
    "a union without a field": (
        THEME,
        "derived: {bands: {of: beds, limits: [{below: 20, value: small}, {value: large}]}}",
        "derived: {union: meetings}",
        "QC106",
    ),
    "a condition that is a word": (TYPES, "{style: oral}", "oral", "QC024"),
    "a condition without an end": (TYPES, "{style: oral}", "{style: }", "QC024"),
    "a comparison with nothing": (TYPES, "{style: oral}", "{style: {}}", "QC024"),
    "one of no conditions": (TYPES, "{style: oral}", "{any: []}", "QC024"),
    "one of two conditions": (
        TYPES,
        "{style: oral}",
        "{at_least: 1, of: [{style: oral}, {style: mixed}]}",
        "",
    ),
    "a list operator with a word": (TYPES, "{style: oral}", "{style: {in: oral}}", "QC024"),
    "some records": (TYPES, "{style: oral}", "{some: meetings, where: {kind: office}}", ""),
    "some records, and a slip": (
        TYPES,
        "{style: oral}",
        "{some: meetings, were: {kind: office}}",
        "QC024",
    ),
    "a word of conditions alone": (TYPES, "{style: oral}", "{where: {style: oral}}", "QC024"),
    "a condition with its source": (
        TYPES,
        "{style: oral}",
        "{when: {style: oral}, source: {document: notes}}",
        "",
    ),
    "a condition with a slip beside it": (
        TYPES,
        "{style: oral}",
        "{when: {style: oral}, sorce: x}",
        "QC021",
    ),
    "a trait in words": (
        TYPES,
        "necessary: [{style: oral}]",
        "necessary: [{style: oral}]\n    typical: [{text: quiet}]",
        "",
    ),
    "a trait by a condition": (
        TYPES,
        "necessary: [{style: oral}]",
        "necessary: [{style: oral}]\n    typical: [{style: oral, weight: 2}]",
        "",
    ),
    "a trait of weight alone": (
        TYPES,
        "necessary: [{style: oral}]",
        "necessary: [{style: oral}]\n    typical: [{weight: 2}]",
        "QC024",
    ),
    "a trait in words with a slip": (
        TYPES,
        "necessary: [{style: oral}]",
        "necessary: [{style: oral}]\n    typical: [{text: quiet, wight: 2}]",
        "QC021",
    ),
    "a threshold too low": (
        TYPES,
        "exclusive: required",
        "exclusive: required\nthresholds: {pure: 0.4}",
        "QC022",
    ),
    "exclusive as yes": (TYPES, "exclusive: required", "exclusive: yes", "QC022"),
}

# Also beyond a schema, of rules that it expresses for the rest: two data are compared.
COMPARED: dict[str, tuple[str, str, str, str]] = {
    "a minimum above the maximum": (
        *(THEME, "scale: count,", "scale: count, minimum: 3, maximum: 2,"),
        "QC102 QC106 QC202",
    ),
    "two of one condition": (
        *(TYPES, "{style: oral}", "{at_least: 2, of: [{style: oral}]}"),
        "QC024",
    ),
    "a whole number with a point": (NORTH, BEDS, f"{{value: 24.0, {EVIDENCE}}}", "QC204"),
    "an id with a dash that is no ASCII": (NORTH, "case: north", "case: north–east", "QC023"),
    "a key twice": (NORTH, "unit: ward", "unit: ward\nunit: ward", "QC005"),
}

FULL = {
    **FILES,
    RULES: (
        "rules:\n  one:\n    severity: error\n    unit: ward\n    refuse: {style: oral, beds: 1}\n"
        "    message: odd\n"
    ),
    FACTS: (
        "facts:\n  phases:\n    label: Phases\n    fields: {year: {label: Year, scale: year}}\n"
        "    items: {first: {label: First, year: 2010}}\n"
    ),
    METHODS: "methods:\n  setting: {text: A room., stated_in: {part: 1}}\n",
    FIGURES: (
        "figures:\n  chart:\n    kind: network\n    label: Chart\n    bands: {top: {label: Top}}\n"
        "    nodes: {a: {label: A, band: top}, b: {label: B, band: top}}\n"
        "    relations: {tells: {label: tells}}\n    edges: [{from: a, to: b, relation: tells}]\n"
    ),
}

OF_THE_OTHERS: dict[str, tuple[str, str, str, str]] = {
    "a rule that says nothing": (RULES, "    refuse: {style: oral, beds: 1}\n", "", "QC501"),
    "a rule that says two things": (
        RULES,
        "    message",
        "    known: [style]\n    message",
        "QC501",
    ),
    "a rule by a number": (RULES, "  one:", "  QC9:", "QC501"),
    "a rule without a message": (RULES, "    message: odd\n", "", "QC020"),
    "a rule of no such weight": (RULES, "severity: error", "severity: fatal", "QC022"),
    "a fact without a label": (FACTS, "first: {label: First, ", "first: {", "QC133"),
    "a fact that is true": (FACTS, "year: 2010}", "year: true}", "QC132"),
    "a fact in a list": (FACTS, "year: 2010}", "year: [a, {en: b}]}", ""),
    "a field of facts without a label": (
        FACTS,
        "{label: Year, scale: year}",
        "{scale: year}",
        "QC131",
    ),
    "a field called label": (FACTS, "{year: {label", "{label: {label: L}, year: {label", "QC130"),
    "a method in two languages": (METHODS, "text: A room.", "text: {da: Her., en: Here.}", ""),
    "a method of a part by its name": (METHODS, "part: 1", "part: summary, section: Room", ""),
    "a method that is a number": (METHODS, "text: A room.", "text: 3", "QC022"),
    "a method of no such name": (METHODS, "setting:", "settings:", "QC021"),
    "a method that says nothing": (METHODS, "{text: A room., stated_in: {part: 1}}", "{}", "QC022"),
    "a method that is excused": (
        *(METHODS, "{text: A room., stated_in: {part: 1}}", "{not_applicable: Nobody met.}"),
        "",
    ),
    "a method both said and excused": (METHODS, "text: A", "not_applicable: No, text: A", "QC022"),
    "a method without a part": (METHODS, "{part: 1}", "{section: Room}", "QC020"),
    "a figure of no such kind": (FIGURES, "kind: network", "kind: net", "QC120"),
    "a figure without a kind": (FIGURES, "    kind: network\n", "", "QC020"),
    "a line to nowhere": (
        FIGURES,
        "{from: a, to: b, relation: tells}",
        "{from: a, relation: tells}",
        "QC020",
    ),
    "a box in two bands": (FIGURES, "b: {label: B, band: top}", "b: {label: B, band: [top]}", ""),
    "a box with a slip": (FIGURES, "b: {label: B, band: top}", "b: {label: B, bnd: top}", "QC021"),
}

"""A small fictional study of how school kitchens are run, for figures. All of it is invented."""

KITCHENS = {
    "qualcode.yaml": """\
study: kitchens
title: School kitchens
codebook: codebooks/kitchens
language: en
""",
    "codebooks/kitchens/codebook.yaml": """\
# Fictional.
codebook: kitchens
languages: [en]
units: {kitchen: {label: kitchen, plural: kitchens}}
themes: {running: {label: Running}}
documents: {notes: {label: Field notes}}
vocabularies:
  tools: {values: {pan: {label: pan}, oven: {label: oven}}}
records:
  bodies:
    label: bodies
    units: [kitchen]
    fields:
      kind: {label: kind, scale: nominal, values: {board: {label: board}, crew: {label: crew}}}
      level:
        label: level
        scale: set
        values: {top: {label: top}, middle: {label: middle}, floor: {label: floor}}
      present: {label: present, scale: set, values: {cook: {label: cook}, pupil: {label: pupil}}}
      meetings: {label: meetings a year, scale: count}
      answers_to: {label: answers to, scale: reference, to: bodies}
      meets: {label: meets, scale: reference, to: bodies}
      now_and_then: {label: only now and then, scale: boolean}
case_groups:
  seen: {label: Seen kitchens, unit: kitchen}
  heard: {label: Kitchens heard of, unit: kitchen, listed: false}
""",
    "codebooks/kitchens/themes/running.yaml": """\
theme: running
codes:
  say:
    label: say of the pupils
    unit: kitchen
    scale: ordinal
    values: {none: {label: none}, some: {label: some, examples: [a box for notes]}, full: {label: full}}
  smell: {label: smell, unit: kitchen, scale: nominal, values: {good: {label: good}}}
""",
    "codebooks/kitchens/figures.yaml": """\
figures:
  chart:
    kind: organisation
    label: Who answers to whom
    source: {document: notes, at: p. 1}
    records: bodies
    named_by: kind
    level: level
    reports_to: answers_to
    linked_to: meets
    dashed: now_and_then
    shows: [present, meetings]
    cases:
      oak: {label: The kitchen at Oak Road, note: One body was hard to see.}
  net:
    kind: network
    label: How food moves
    bands: {out: {label: Outside}, in: {label: Inside, values_of: tools}}
    nodes:
      farm: {label: farm, band: out}
      cellar: {label: cellar, dashed: true, basis: inferred}
    relations: {feeds: {label: feeds}}
    edges:
      - {from: farm, to: pan, relation: feeds}
      - {from: cellar, to: farm, relation: feeds, basis: inferred}
    dashed: not seen
  steps:
    kind: ladder
    label: What pupils may say
    code: say
    examples: {full: [they choose the food, they cook]}
  theory:
    kind: rows
    label: Why it works
    columns: {deed: {label: Deed}, effect: {label: Effect}}
    items:
      garden: {deed: a garden, effect: [fresh food, pride]}
      lunch: {deed: a long lunch}
""",
    "cases/seen/oak.yaml": """\
case: oak
unit: kitchen
label: Oak Road
bodies:
  complete: false
  board: {kind: board, level: [top], present: [cook, pupil], meetings: 4}
  crew: {kind: crew, level: [middle, floor], answers_to: board}
  tasters:
    label: Tasters <and> "friends"
    kind: crew
    level: unknown
    meets: crew
    now_and_then: true
    basis: inferred
""",
    "cases/seen/elm.yaml": """\
case: elm
unit: kitchen
label: Elm Lane
""",
    "cases/heard/yew.yaml": """\
case: yew
unit: kitchen
label: Yew Street
bodies:
  board: {kind: board, level: [top]}
""",
}

Change = tuple[str, str, str]


def kitchens_with(*changes: Change) -> dict[str, str]:
    """The study's files with texts replaced: each change is a file, a text in it, and the new one."""
    files = dict(KITCHENS)
    for file, old, new in changes:
        assert files[file].count(old) == 1, f"{file} has {files[file].count(old)} times {old!r}"
        files[file] = files[file].replace(old, new)
    return files

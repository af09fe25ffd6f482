"""A small fictional study from another field: how hospital wards hand over their patients.

All of it is invented. It has one language, its own unit and codes, and stands for every study that
is not about housing.
"""

FILES = {
    "qualcode.yaml": """\
study: wards
title: Handovers
codebook: codebooks/wards
language: en
""",
    "codebooks/wards/codebook.yaml": """\
# Fictional.
codebook: wards
version: "1"
languages: [en]
label: Handovers
units:
  ward: {label: ward, plural: wards}
themes:
  handover: {label: Handover}
documents:
  notes: {label: Field notes}
evidence: required
records:
  meetings:
    label: meetings
    units: [ward]
    fields:
      kind: {label: kind, scale: nominal, values: {bedside: {label: bedside}, office: {label: office}}}
      present: {label: present, scale: set, values: {nurse: {label: nurse}, doctor: {label: doctor}}}
      after: {label: after, scale: reference, to: meetings, acyclic: true}
""",
    "codebooks/wards/themes/handover.yaml": """\
theme: handover
codes:
  beds: {label: beds, unit: ward, scale: count, role: attribute, identifying: true}
  style:
    label: style
    unit: ward
    scale: ordinal
    values: {oral: {label: oral}, mixed: {label: mixed}, written: {label: written}}
  checklist: {label: checklist, unit: ward, scale: boolean}
  tools:
    label: tools
    unit: ward
    scale: set
    values: {board: {label: board}, form: {label: form}}
  size:
    label: size
    unit: ward
    scale: ordinal
    values: {small: {label: small}, large: {label: large}}
    derived: {bands: {of: beds, limits: [{below: 20, value: small}, {value: large}]}}
  doctor_at_bedside:
    label: doctor at the bedside
    unit: ward
    scale: boolean
    derived: {condition: {some: meetings, where: {kind: bedside, present: {contains: doctor}}}}
""",
    "codebooks/wards/typologies/handover.yaml": """\
typology: handover
unit: ward
label: handover
exclusive: required
types:
  formal:
    label: formal
    necessary:
      - {style: {at_least: mixed}}
      - {checklist: true}
  informal:
    label: informal
    necessary: [{style: oral}]
    excluded_by: [{checklist: true}]
""",
    "cases/north.yaml": """\
case: north
unit: ward
label: Ward North
attributes:
  beds: {value: 24, evidence: [{document: notes, at: p. 1}]}
codes:
  style: {value: written, evidence: [{document: notes, at: p. 2}]}
  checklist: {value: true, evidence: [{document: notes, at: p. 2}]}
  tools: {value: [board], complete: false, evidence: [{document: notes, at: p. 3}]}
meetings:
  morning:
    kind: bedside
    present: [nurse, doctor]
    evidence: [{document: notes, at: p. 4}]
  noon:
    kind: office
    after: morning
    evidence: [{document: notes, at: p. 4}]
""",
    "cases/south.yaml": """\
case: south
unit: ward
label: Ward South
codes:
  style: unknown
  checklist: {value: false, evidence: [{document: notes, at: p. 9}]}
""",
    "templates/en/chapter-1.md.j2": '{% set title = "Wards" %}\n# {{ title }}\n',
}


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """The study's files with one text replaced in one of them; it must be there, once."""
    assert FILES[file].count(old) == 1, f"{file} has {FILES[file].count(old)} times {old!r}"
    return {**FILES, file: FILES[file].replace(old, new)}

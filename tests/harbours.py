"""A small fictional study of harbours with labels in two languages, aliases and a derived code."""

FILES = {
    "qualcode.yaml": "study: havne\ncodebook: codebooks/havne\nlanguage: da\n",
    "codebooks/havne/codebook.yaml": """\
# Fictional.
codebook: havne
languages: [da, en]
units:
  harbour: {label: {da: havn, en: harbour}}
themes:
  drift: {label: {da: Drift, en: Running}}
documents:
  report: {label: {da: Årsberetning, en: Annual report}}
case_groups: {}
records:
  quays:
    units: [harbour]
    fields:
      users:
        label: {da: brugere, en: users}
        scale: set
        values:
          fishers: {label: {da: fiskere, en: fishers}}
          sailors: {label: {da: sejlere, en: sailors}}
          ferries: {label: {da: færger, en: ferries}}
      beside: {label: {da: ved siden af, en: beside}, scale: reference, to: quays}
""",
    "codebooks/havne/themes/drift.yaml": """\
theme: drift
codes:
  berths:
    {label: {da: pladser, en: berths}, unit: harbour, scale: count, role: attribute}
  depth:
    {label: {da: dybde, en: depth}, unit: harbour, scale: number, role: attribute}
  board:
    label: {da: Havnebestyrelsens karakter, en: Character of the board}
    unit: harbour
    scale: nominal
    values:
      political: {label: {da: politisk, en: of politicians}, aliases: [byrådet]}
      of_users: {label: {da: brugernes egen, en: of the users}, aliases: [byrådet eller brugerne]}
  open_all_year: {label: {da: åben hele året, en: open all year}, unit: harbour, scale: boolean}
  users:
    label: {da: brugere, en: users}
    unit: harbour
    scale: set
    values:
      fishers: {label: {da: fiskere, en: fishers}}
      sailors: {label: {da: sejlere, en: sailors}}
      ferries: {label: {da: færger, en: ferries}}
  size:
    label: {da: størrelse, en: size}
    unit: harbour
    scale: ordinal
    values: {small: {label: {da: lille, en: small}}, large: {label: {da: stor, en: large}}}
    derived: {bands: {of: berths, limits: [{below: 100, value: small}, {value: large}]}}
""",
    "codebooks/havne/typologies/liveliness.yaml": """\
typology: liveliness
aliases: [T1]
unit: harbour
label: {da: Livlighed, en: Liveliness}
exclusive: no
types:
  busy:
    label: {da: Den travle havn, en: The busy harbour}
    necessary:
      - {open_all_year: true}
      - {board: {in: [political, of_users]}}  # anybody
  quiet:
    label: {da: Den stille havn, en: The quiet harbour}
    necessary: [{open_all_year: false}]
""",
    "cases/ærø.yaml": """\
# Opdigtet havn.
case: ærø
unit: harbour
label: {da: Ærø havn, en: Ærø harbour}
attributes:
  berths: 120  # talt på stedet
  depth: 3.5
codes:
  board: political   # så siger årsberetningen

  # Åben, også om vinteren.
  open_all_year:
    value: true
    evidence:
      - {document: report, at: s. 4}  # nederst
  users: [fishers, sailors]
quays:
  nordre:
    users:
      - fishers  # flest
      - ferries
  søndre:
    users: {value: [sailors], complete: false}
    beside: nordre
declared_types:
  liveliness:
    type: busy
""",
}

CASE = "cases/ærø.yaml"
TYPES = "codebooks/havne/typologies/liveliness.yaml"


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """The study's files with one text replaced in one of them; it must be there, once."""
    assert FILES[file].count(old) == 1, f"{file} has {FILES[file].count(old)} times {old!r}"
    return {**FILES, file: FILES[file].replace(old, new)}

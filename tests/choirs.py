"""A small fictional study from another field, for rendering: how choirs are led.

All of it is invented. It has one language, its own unit, case groups and typology.
"""

CHOIRS = {
    "qualcode.yaml": """\
        study: choirs
        title: How choirs are led
        codebook: codebooks/choirs
        language: en
        """,
    "codebooks/choirs/codebook.yaml": """\
        codebook: choirs
        version: "2"
        languages: [en]
        units:
          choir: {label: choir, plural: choirs}
        themes:
          leading: {label: Leading}
        documents:
          notes: {label: Field notes}
        vocabularies:
          virtues:
            values: {calm: {label: calm}, reach: {label: reach}}
          marks:
            values: {good: {label: good}, poor: {label: poor}}
        records:
          meetings:
            label: meetings
            units: [choir]
            fields:
              kind: {label: kind, scale: nominal, values: {board: {label: board}, all: {label: all}}}
              present: {label: present, scale: set, values: {singer: {label: singer}, leader: {label: leader}}}
        case_groups:
          registered: {label: Registered choirs, unit: choir, listed: false}
          visits: {label: Visits, unit: choir, drawn_from: registered}
        quantity_words:
          - {word: none, count: 0}
          - {word: all, share: 1}
          - {word: some, up_to_share: 0.5}
          - {word: most, below_share: 1}
        number_words_up_to: 3
        known_share: 0.75
        """,
    "codebooks/choirs/themes/leading.yaml": """\
        theme: leading
        codes:
          town:
            label: town
            unit: choir
            scale: nominal
            role: attribute
            identifying: true
            values: {ry: {label: Ry Mølle}, hov: {label: Hov}}
          members: {label: members, unit: choir, scale: count, role: attribute}
          size:
            label: size
            unit: choir
            scale: ordinal
            values: {small: {label: small}, large: {label: large}}
            derived: {bands: {of: members, limits: [{below: 30, value: small}, {value: large}]}}
          leader:
            label: who leads
            unit: choir
            scale: nominal
            values: {hired: {label: hired *leader*}, member: {label: a member}}
          plan: {label: yearly plan, unit: choir, scale: boolean, may_not_apply: true}
          songs: {label: songs, unit: choir, scale: set, values: {old: {label: old songs}, new: {label: new songs}}}
        """,
    "codebooks/choirs/typologies/leading.yaml": """\
        typology: leading
        aliases: [L1]
        unit: choir
        label: kinds of leading
        exclusive: required
        assessment: {criteria: virtues, ratings: marks}
        types:
          professional:
            label: professional leading
            short: professional
            definition: Somebody is paid for it.
            necessary: [{leader: hired}]
            excluded_by: [{plan: false}]
            strengths: [{text: it lasts, criteria: [reach], basis: inferred}]
            assessment:
              reach: {rating: good, leaning: negative, basis: presumed, note: seldom seen}
          shared:
            label: shared leading
            short: shared
            necessary: [{leader: member}]
        """,
    "cases/registered/alt.yaml": """\
        case: alt
        unit: choir
        label: Altkoret
        aliases: [Alt og Co]
        attributes: {town: ry, members: 41}
        """,
    "cases/registered/bas.yaml": """\
        case: bas
        unit: choir
        label: Baskoret
        attributes: {town: hov, members: 1200}
        """,
    "cases/visits/v1.yaml": """\
        case: v1
        unit: choir
        label: First visit
        anonymous: true
        source: {document: notes, at: p. 3}
        attributes: {members: 1200}
        codes:
          leader: {value: hired, basis: inferred, evidence: [{document: notes, says: "a bill <was> seen"}]}
          songs: {value: [old], complete: false}
        meetings:
          m1: {kind: board, present: [leader]}
        """,
    "cases/visits/v2.yaml": """\
        case: v2
        unit: choir
        label: Second visit
        anonymous: true
        possible_duplicate_of: v1
        codes: {leader: member, plan: not_applicable}
        """,
    "cases/visits/v3.yaml": """\
        case: v3
        unit: choir
        label: Third visit
        anonymous: true
        codes: {leader: unknown, plan: true, songs: [old, new]}
        """,
    "cases/pure/paid.yaml": """\
        case: paid
        unit: choir
        label: A paid leader
        fixture: true
        defines: {leading: professional}
        codes: {leader: hired, plan: true}
        """,
}

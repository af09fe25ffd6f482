"""A small fictional study in two languages, for whole reports: how allotment gardens are kept.

All of it is invented. `gardens` only count, except in chapter 2, where they may be named; `walks`
are shown one by one.
"""

GARDENS = {
    "qualcode.yaml": """\
        study: gardens
        title: {da: Kolonihaver, en: Allotment gardens}
        codebook: codebooks/gardens
        language: en
        """,
    "codebooks/gardens/codebook.yaml": """\
        # Fictional.
        codebook: gardens
        version: "1"
        languages: [da, en]
        units:
          garden: {label: {da: haveforening, en: garden}, plural: {da: haveforeninger, en: gardens}}
        themes:
          keeping: {label: {da: Drift, en: Keeping}}
        documents:
          notes: {label: {da: Feltnoter, en: Field notes}}
        vocabularies:
          people:
            values: {keeper: {label: {da: havemand, en: keeper}}}
        case_groups:
          gardens: {label: {da: Haver, en: Gardens}, unit: garden, listed: false, named_in: ["2"]}
          walks: {label: {da: Rundgange, en: Walks}, unit: garden, drawn_from: gardens}
        """,
    "codebooks/gardens/themes/keeping.yaml": """\
        theme: keeping
        codes:
          town:
            label: {da: by, en: town}
            unit: garden
            scale: nominal
            role: attribute
            identifying: true
            values: {ry: {label: Ry Mølle}, hov: {label: Hov}}
          plots: {label: {da: lodder, en: plots}, unit: garden, scale: count, role: attribute, identifying: true}
          size:
            label: {da: størrelse, en: size}
            unit: garden
            scale: ordinal
            role: attribute
            values: {small: {label: {da: lille, en: small}}, large: {label: {da: stor, en: large}}}
            derived: {bands: {of: plots, limits: [{below: 1000, value: small}, {value: large}]}}
          rent:
            label: {da: leje, en: rent}
            unit: garden
            scale: ordinal
            role: attribute
            values: {low: {label: {da: lav, en: low}}, high: {label: {da: høj, en: high}}}
          well: {label: {da: brønd, en: well}, unit: garden, scale: boolean, role: attribute}
          keeper:
            label: {da: havemand, en: keeper}
            unit: garden
            scale: nominal
            values: {elected: {label: {da: valgt, en: elected}}, hired: {label: {da: ansat, en: hired}}}
          gate: {label: {da: åben låge, en: open gate}, unit: garden, scale: boolean}
          level:
            label: {da: niveau, en: level}
            unit: garden
            scale: ordinal
            values: {doing: {label: {da: udførende, en: doing}}, planning: {label: {da: planlæggende, en: planning}}}
          tasks:
            label: {da: opgaver, en: tasks}
            unit: garden
            scale: set
            values:
              budget: {label: {da: budget, en: budget}, attributes: {level: planning}}
              hedges: {label: {da: hække, en: hedges}, attributes: {level: doing}}
              paths: {label: {da: stier, en: paths}, attributes: {level: doing}}
          meetings: {label: {da: møder, en: meetings}, unit: garden, scale: count}
          stories: {label: {da: historier, en: stories}, unit: garden, scale: texts}
        """,
    "codebooks/gardens/typologies/keeping.yaml": """\
        typology: keeping
        aliases: [K1]
        unit: garden
        label: {da: driftsformer, en: ways of keeping}
        exclusive: required
        types:
          club: {label: {da: forening, en: club}, necessary: [{keeper: elected}]}
          service: {label: {da: service, en: service}, necessary: [{keeper: hired}]}
        """,
    "codebooks/gardens/typologies/access.yaml": """\
        typology: access
        unit: garden
        label: {da: adgang, en: access}
        exclusive: required
        types:
          public: {label: {da: åben, en: public}, necessary: [{gate: true}]}
          private: {label: {da: lukket, en: private}, necessary: [{gate: false}]}
        """,
    "codebooks/gardens/facts.yaml": """\
        facts:
          visits:
            label: {da: Besøg, en: Visits}
            definition: {da: Da vi var ude., en: When we were out.}
            source: {document: notes, at: p. 1}
            fields:
              year: {label: {da: År, en: Year}, scale: year}
              talks: {label: {da: Samtaler, en: Talks}}
              with: {label: {da: Med, en: With}}
            items:
              spring:
                label: {da: Forår, en: Spring}
                definition: {da: "Fra marts, da *alt* spirer.", en: "From March, when *all* sprouts."}
                source: {document: notes, at: p. 2}
                year: 2012
                talks: 1200
                with: [{da: havemænd, en: keepers}, {da: naboer, en: neighbours}]
              autumn: {label: {da: Efterår, en: Autumn}, year: 2012, with: Bo}
        """,
    "cases/gardens/alro.yaml": """\
        case: alro
        unit: garden
        label: Alrohaven
        attributes: {town: ry, plots: 1674, rent: low, well: true}
        """,
    "cases/gardens/bro.yaml": """\
        case: bro
        unit: garden
        label: Brohaven
        attributes: {town: hov, plots: 168, rent: high, well: false}
        """,
    "cases/gardens/ca.yaml": """\
        case: ca
        unit: garden
        label: Cahaven
        attributes: {town: hov, plots: 1200, rent: low}
        """,
    "cases/gardens/do.yaml": """\
        case: do
        unit: garden
        label: Dohaven
        attributes: {plots: 90}
        codes: {keeper: hired}
        """,
    "cases/walks/w1.yaml": """\
        case: w1
        unit: garden
        label: {da: Første rundgang, en: First walk}
        anonymous: true
        attributes: {rent: low}
        codes:
          keeper: {value: hired, evidence: [{document: notes, quote: "I am *paid* for it", role: keeper}]}
          gate: true
          tasks: {value: [hedges], complete: false}
          meetings: 4
          stories: [the flood, the fire]
        printed_labels: {keeping: club}
        accept: [{rule: QC404, reason: the printed label is wrong}]
        """,
    "cases/walks/w2.yaml": """\
        case: w2
        unit: garden
        label: {da: Anden rundgang, en: Second walk}
        anonymous: true
        codes:
          keeper: {value: elected, evidence: [{document: notes, says: {da: valgt i maj, en: elected in May}}]}
          gate: unknown
          meetings: {at_least: 7}
          stories: {value: [the flood], complete: false}
        """,
    "cases/walks/w3.yaml": """\
        case: w3
        unit: garden
        label: {da: Tredje rundgang, en: Third walk}
        anonymous: true
        codes: {gate: {any_of: [true, false]}, level: {any_of: [doing, planning]}, tasks: [budget, paths]}
        """,
    "templates/en/chapter-1.md.j2": """\
        {% set title = "How gardens are kept" %}
        # {{ page.heading(title) }}
        """,
    "templates/da/chapter-1.md.j2": """\
        {% set title = "Hvordan haver drives" %}
        # {{ page.heading(title) }}
        """,
}

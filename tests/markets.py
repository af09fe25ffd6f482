"""A small fictional study with a code on every scale: how street markets are run."""

MARKETS = {
    "qualcode.yaml": """\
        study: markets
        title: Street markets
        codebook: codebooks/markets
        language: en
        """,
    "codebooks/markets/codebook.yaml": """\
        # Fictional.
        codebook: markets
        version: "1"
        languages: [en, da]
        label: {en: Street markets, da: Torvedage}
        units:
          market: {label: {en: market, da: marked}}
        themes:
          running: {label: {en: Running it, da: Drift}}
        documents:
          notes: {label: {en: Field notes, da: Feltnoter}}
        case_groups:
          towns: {label: {en: Towns, da: Byer}, unit: market}
        """,
    "codebooks/markets/themes/running.yaml": """\
        theme: running
        codes:
          stalls: {label: {en: stalls, da: boder}, unit: market, scale: count, role: attribute, may_not_apply: true}
          fee: {label: {en: fee, da: stadeleje}, unit: market, scale: number}
          roofed: {label: {en: roofed, da: overdækket}, unit: market, scale: boolean, may_not_apply: true}
          day:
            label: {en: day, da: dag}
            unit: market
            scale: nominal
            values:
              saturday: {label: {en: Saturday, da: lørdag}}
              "on": {label: {en: every day, da: hver dag}}
          noise:
            label: {en: noise, da: støj}
            unit: market
            scale: ordinal
            values: {low: {label: {en: low, da: lav}}, high: {label: {en: high, da: høj}}}
          wares:
            label: {en: wares, da: varer}
            unit: market
            scale: set
            may_not_apply: true
            values: {fish: {label: {en: fish, da: fisk}}, bread: {label: {en: bread, da: brød}}}
          opened: {label: {en: opened, da: åbnet}, unit: market, scale: date}
          motto: {label: {en: motto, da: motto}, unit: market, scale: text}
          nicknames: {label: {en: nicknames, da: øgenavne}, unit: market, scale: texts}
          size:
            label: {en: size, da: størrelse}
            unit: market
            scale: ordinal
            values: {small: {label: {en: small, da: lille}}, large: {label: {en: large, da: stor}}}
            derived: {bands: {of: stalls, limits: [{below: 10, value: small}, {value: large}]}}
        """,
    "cases/towns/aaby.yaml": """\
        # Fictional.
        case: aaby
        unit: market
        label: Åby, torvet
        attributes:
          stalls: 12   # counted twice
        codes:
          fee: 1.5
          roofed: false
          day: "on"
          noise: {any_of: [low, high]}
          wares: [fish]
          opened: "1998-05-02"
          motto: "=2+3"
          nicknames: [Ål, "a, b"]
        """,
    "cases/towns/skov.yaml": """\
        # Fictional.
        case: skov
        unit: market
        attributes:
          stalls: {at_least: 3}
        codes:
          fee: unknown
          roofed: not_applicable
          wares: {value: [bread], complete: false}
          motto: "'quoted'"
        """,
    "cases/towns/tom.yaml": """\
        # Fictional.
        case: tom
        unit: market
        """,
}

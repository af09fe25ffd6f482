"""Which aspects of a study its data say something of."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qualcode.render.checklists import coding, findings, participants
from qualcode.render.checklists.fact import Fact
from qualcode.render.edition import Edition

FACTS: Mapping[str, Callable[[Edition], Fact | None]] = MappingProxyType(
    {
        "title": participants.title,
        "sample_size": participants.sample_size,
        "sample": participants.sample,
        "ethics": participants.ethics,
        "confidentiality": participants.confidentiality,
        "data_collection": participants.data_collection,
        "repeat_interviews": participants.repeat_interviews,
        "saturation": participants.saturation,
        "data_processing": coding.data_processing,
        "coders": coding.coders,
        "coding_tree": coding.tree,
        "theme_derivation": coding.theme_derivation,
        "software": coding.software,
        "trustworthiness": coding.trustworthiness,
        "quotations": findings.quotations,
        "consistency": findings.consistency,
        "major_themes": findings.major_themes,
        "minor_themes": findings.minor_themes,
    }
)
"""By aspect; the others are for a person to write down."""

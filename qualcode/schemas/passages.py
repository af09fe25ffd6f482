"""The schemas of a case's documents, passages, summaries, and the evidence that cites them."""

from collections.abc import Mapping

from qualcode.model.base import in_language
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook, Scale
from qualcode.rules.document_words import KINDS, ROLES
from qualcode.schemas.codings import DATE, one_of
from qualcode.schemas.shapes import (
    NEVER,
    TEXT,
    Definitions,
    Schema,
    either,
    entries,
    items,
    nullable,
    ref,
    shapes_of,
)

_ANCHOR = ("document", "quote", "prefix", "suffix", "position")
_SOME = {"pattern": r"\S"}

PASSAGES: Schema = items(ref("Passage"))
DOCUMENTS: Schema = entries(ref("CaseDocument"))


def passage_definitions(book: Codebook, language: str) -> Definitions:
    """What a case says of its documents and passages, and what evidence may be."""
    shapes = shapes_of(Case)
    evidence = shapes["Evidence"]
    from_document = evidence.without("passage").having({"document": ref("Document")})
    from_passage = evidence.without(*_ANCHOR).having({"passage": TEXT}, ["passage"])
    return {
        "Document": _document(book, language),
        "EvidenceOrDocument": either(
            ref("Document"), from_document.schema(), from_passage.schema()
        ),
        "Passage": _passage(book, language),
        "Summary": shapes_of(Case)["Summary"].without("id").schema(),
        "CaseDocument": _case_document(book, language),
    }


def _document(book: Codebook, language: str) -> Schema:
    """A document of the study, or one of the case, which another file may name as it likes."""
    labels = {
        name: in_language(document.label, language) or name
        for name, document in book.documents.items()
    }
    return {
        "description": "A document of the case or of the study.",
        **either(one_of(labels), TEXT),
    }


def _passage(book: Codebook, language: str) -> Schema:
    applied = {
        code.id: in_language(code.label, language) or code.id
        for code in book.codes.values()
        if code.scale is Scale.PRESENCE
    }
    codes = either(one_of(applied), {**items(one_of(applied))})
    shape = shapes_of(Case)["Passage"].having({"document": ref("Document"), "codes": codes})
    coded = {"required": ["codes"], "properties": {"codes": {"type": ["string", "array"]}}}
    return shape.having({"quote": {**TEXT, **_SOME}}, ["quote"]).schema(
        anyOf=[
            {**coded, "not": {"properties": {"codes": {"maxItems": 0, "type": "array"}}}},
            {"required": ["id"], "properties": {"id": {"minLength": 1}}},
        ]
    )


def _case_document(book: Codebook, language: str) -> Schema:
    keys: Mapping[str, object] = {
        "date": {**TEXT, "pattern": f"^$|{DATE}"},
        "kind": either({"const": ""}, _word(book, KINDS, language)),
        "respondents": items(_word(book, ROLES, language)),
    }
    return nullable(shapes_of(Case)["CaseDocument"].without("id").having(keys).schema())


def summaries(book: Codebook) -> Schema:
    """The summaries of a case, by the themes and codes that they may be about."""
    about = (*book.themes, *book.codes)
    return entries(NEVER, properties=dict.fromkeys(about, ref("Summary")))


def _word(book: Codebook, vocabulary: str, language: str) -> Schema:
    if vocabulary not in book.vocabularies:
        return TEXT
    values = book.vocabularies[vocabulary].values
    return one_of({value.id: in_language(value.label, language) or value.id for value in values})

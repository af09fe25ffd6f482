"""The commands about documents of cases."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from qualcode.cli.exits import Exit
from qualcode.cli.options import Paths
from qualcode.cli.saying import checked_study, say, show_written

document = typer.Typer(
    no_args_is_help=True,
    help="Documents of cases: transcripts and papers. Example: qualcode document list",
)


class ListFormat(StrEnum):
    """How the list of documents is written."""

    TABLE = "table"
    MD = "md"
    CSV = "csv"


@document.command()
def add(
    case: Annotated[str, typer.Argument(help="The id of the case.")],
    file: Annotated[Path, typer.Argument(help="md, txt, docx, pdf, vtt or srt.")],
    id: Annotated[
        str, typer.Option("--id", help="The id of the document; from the file's name if not given.")
    ] = "",
    encoding: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--encoding", help="What a text file is saved in, such as cp1252."),
    ] = None,
    copy_original: Annotated[
        bool, typer.Option("--copy-original", help="Keep a copy of the file with the case.")
    ] = False,
) -> None:
    """Convert a file once to stored text, beside its case.

    Writes the text and a record with the SHA-256 of the original; nothing is overwritten. Says what
    is not in the text: deletions of tracked changes, footnotes, pages without text.

    Example: qualcode document add aeblerod "Interview 3.docx" --id interview-3
    """
    from qualcode.pipeline.documents import Wish, add_document

    wish = Wish(file, id, encoding or "", copy_original)
    added = add_document(checked_study([]), case, wish)
    show_written(added.files)
    for remark in added.remarks:
        say(f"note: {remark}")
    say(f"cite it as 'document: {added.id}'")
    say(f"say what it is under 'documents:' in {added.case_file}")


@document.command(name="list")
def list_documents(
    paths: Paths = None,
    output_format: Annotated[ListFormat, typer.Option("--format")] = ListFormat.TABLE,
) -> None:
    """List the documents of the cases.

    One row a document: kind and date, who speaks, words, passages coded in it.

    Example: qualcode document list cases/ --format csv
    """
    from qualcode.console.tables import draw
    from qualcode.pipeline.documents import documents_of
    from qualcode.tables.table import to_csv, to_markdown

    checked = checked_study(paths or [])
    table = documents_of(checked)
    if output_format is ListFormat.TABLE:
        draw(table)
    else:
        as_text = to_csv if output_format is ListFormat.CSV else to_markdown
        say(as_text(table).rstrip("\n"))
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)

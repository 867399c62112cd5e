"""What the files of python-docx and python-pptx have in common."""

from __future__ import annotations


def drop_preview(package: object) -> None:
    """Take out the picture of the empty template, which a file manager would show for the document."""
    relations = package._rels if hasattr(package, "_rels") else package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(key)

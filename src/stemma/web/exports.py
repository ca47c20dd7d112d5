"""The forms of export, on the desk.

Enters: a view and the name of a form. Leaves: the list, or the form with the case in it. Refuses: a form that is not in
the table of ``export.forms``.
"""

from __future__ import annotations

from stemma.errors import NotFoundError
from stemma.export.forms import FORMS, Form
from stemma.store import View
from stemma.web.pages import ExportItem, ExportPage


def export_page() -> ExportPage:
    """Return the list of forms."""
    return ExportPage(
        items=tuple(
            ExportItem(name=form.file, href=f"/export/{name}", purpose=form.purpose) for name, form in FORMS.items()
        )
    )


def export(view: View, name: str) -> tuple[Form, bytes]:
    """Return a form and the case in it.

    Raises:
        NotFoundError: there is no such form.
    """
    if name not in FORMS:
        raise NotFoundError(f"no form of that name; there are: {', '.join(FORMS)}")
    from stemma.pipeline.judged import judged_case  # the models are loaded when they are first needed

    return FORMS[name], FORMS[name].make(judged_case(view))

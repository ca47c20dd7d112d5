"""Make decoded text uniform: line ends, invisible characters, control characters.

Enters: decoded text. Leaves: text of visible characters, blanks, tabs and line feeds, in Unicode's composed form (NFC).
Refuses: nothing.

Terminal escapes and control characters go; the marks that order mixed left-to-right and right-to-left text stay, since
Arabic and Hebrew need them: who displays a text has to isolate it.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"  # control sequences: colours, cursor
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,512}(?:\x07|\x1b\\\\|\x9c)"  # titles, links, strings
    "|\x1b[ -/]{0,4}[0-~]"  # the short ones
)

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
"""Controls, soft hyphen, zero-width blank, word joiner, byte order mark, annotation marks, language tags: they cut
words in two without being seen. The joiners U+200C and U+200D stay: Persian and Hindi are spelt with them."""


def normalise(text: str) -> str:
    """Return ``text`` with line feeds for line ends and without what cannot be seen."""
    text = _LINE_ENDS.sub("\n", text)
    if not text.isprintable():
        text = _INVISIBLE.sub("", _ESCAPES.sub("", text))
    return unicodedata.normalize("NFC", text)


def kept_indices(text: str) -> list[int]:
    """Return, for each code point that ``normalise`` keeps, its index in ``text`` (composition left aside).

    Both runs take the same steps; a line end of two characters stands at the first of them.
    """
    kept = list(range(len(text)))
    for form, stays in ((_LINE_ENDS, 1), (_ESCAPES, 0), (_INVISIBLE, 0)):
        shown = "".join("\n" if _LINE_ENDS.match(text[i]) else text[i] for i in kept) if stays == 0 else text
        gone = {i for m in form.finditer(shown) for i in range(m.start() + stays, m.end())}
        kept = [index for place, index in enumerate(kept) if place not in gone]
    return kept


def one_line(text: str | None, *, longest: int = 500) -> str | None:
    """Return a value of metadata as one clean line of at most ``longest`` code points; nothing left is ``None``.

    500 code points hold any headline or address; a longer value is a text in the wrong field.
    """
    if text is None:
        return None
    return " ".join(normalise(text[: 4 * longest]).split())[:longest].strip() or None

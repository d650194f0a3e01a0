"""One kind of personal data as a pattern, and how what it finds is replaced."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

CAPITALS = re.RegexFlag(0)

CAPITAL = r"[A-Z][\w'’-]+"
# A further word of a name: not one that begins a sentence where somebody left out the full stop.
MORE = (
    r"(?!(?:It|It's|I|I'm|The|My|Not|No|Please|Good|This|That|They|We|You|He|She|And|But|Thanks|Waited|Still|Can|Why|When|"
    rf"What|How|There|Is|Was|Has|Have|Never|Nobody|Very|Poor)\b){CAPITAL}"
)


@dataclass(frozen=True)
class Pattern:
    """One kind of personal data: the word that stands for it, its form, and a test that a match must also pass.

    Only `group` of a match is replaced.
    """

    word: str
    form: re.Pattern[str]
    passes: Callable[[re.Match[str]], bool] = field(default=lambda match: True)
    group: int = 0

    def replace(self, text: str, counts: Counter[str]) -> str:
        """The text with every match replaced; what was found is counted."""

        def stand_in(match: re.Match[str]) -> str:
            if not self.passes(match):
                return match[0]
            counts[self.word] += 1
            start, end = match.span(self.group)
            return f"{match[0][: start - match.start()]}[{self.word}]{match[0][end - match.start() :]}"

        return self.form.sub(stand_in, text)


def form(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """A compiled expression, blind to case unless said otherwise."""
    return re.compile(pattern, flags)

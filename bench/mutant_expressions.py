"""Changes of a CEL expression, one at a time: (operator, expression, what was changed)."""

import re

TOKEN = re.compile(r"""'(?:[^'\\]|\\.)*'|[0-9]+(?:\.[0-9]+)?|[A-Za-z_][A-Za-z_0-9]*|==|!=|<=|>=|&&|\|\||[^\s]""")
COMPARED = {"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">"}
JOINED = {"&&": "||", "||": "&&"}
CALLED = {"all": "exists", "exists": "all", "done": "ever", "ever": "done", "max": "min", "min": "max"}
SPAN = re.compile(r"'(\d+)([hmsd])'")


class Tokens:
    def __init__(self, source):
        self.source = source
        self.found = list(TOKEN.finditer(source))

    def with_(self, index, text):
        match = self.found[index]
        return self.source[:match.start()] + text + self.source[match.end():]

    def depths(self):
        depth = 0
        for index, match in enumerate(self.found):
            token = match.group()
            depth -= token in ")]}"
            yield index, token, depth
            depth += token in "([{"


def mutants(source, boolean, alternatives):
    """`alternatives(text)`: what else could stand where that literal or name stands, of the same sort."""
    tokens = Tokens(source)
    if boolean:
        yield "condition_negated", f"!({source})", "negated"
    yield from _parts(tokens)
    for index, match in enumerate(tokens.found):
        token = match.group()
        if token in COMPARED:
            yield "comparison", tokens.with_(index, COMPARED[token]), f"`{token}` is `{COMPARED[token]}`"
        elif token in JOINED:
            yield "and_or", tokens.with_(index, JOINED[token]), f"`{token}` is `{JOINED[token]}`"
        elif token == "!" and not source[match.end():].startswith("="):
            yield "condition_negated", tokens.with_(index, ""), "a `!` is gone"
        elif token[0] == "'":
            for other in _other_texts(token, alternatives):
                yield "literal", tokens.with_(index, other), f"{token} is {other}"
        elif token[0].isdigit():
            yield "literal", tokens.with_(index, str(int(float(token)) + 1)), f"{token} is {int(float(token)) + 1}"
        elif token in ("true", "false"):
            other = "false" if token == "true" else "true"
            yield "literal", tokens.with_(index, other), f"{token} is {other}"
        elif token in CALLED and index > 0 and source[match.end():match.end() + 1] == "(":
            yield "literal", tokens.with_(index, CALLED[token]), f"`{token}` is `{CALLED[token]}`"
        elif token[0].isalpha():
            for other in alternatives(token):
                yield "name_in_expression", tokens.with_(index, other), f"`{token}` is `{other}`"


def _other_texts(token, alternatives):
    span = SPAN.fullmatch(token)
    if span:
        yield f"'{int(span[1]) * 2}{span[2]}'"
        return
    found = [f"'{other}'" for other in alternatives(token)]
    yield from found or ["'something else'" if token != "'something else'" else "''"]


def _parts(tokens):
    """One side of a top `&&` or `||` alone, and a choice with its two ends exchanged."""
    source, question, colon = tokens.source, None, None
    for index, token, depth in tokens.depths():
        match = tokens.found[index]
        if depth == 0 and token in JOINED:
            yield "part_dropped", source[:match.start()].strip(), f"what follows `{token}` is gone"
            yield "part_dropped", source[match.end():].strip(), f"what comes before `{token}` is gone"
        elif depth == 0 and token == "?":
            question = match
        elif depth == 0 and token == ":" and question:
            colon = match
    if colon:
        yes, no = source[question.end():colon.start()].strip(), source[colon.end():].strip()
        yield "choice_swapped", f"{source[:question.start()]}? {no} : {yes}", "its two values have changed places"


def quoted(source):
    """As a scalar that YAML takes for this text wherever it stands."""
    if '"' in source or "\\" in source:
        return "'" + source.replace("'", "''") + "'"
    return f'"{source}"'

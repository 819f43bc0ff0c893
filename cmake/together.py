"""Groups source files that may be compiled as one translation unit, which costs a third of compiling each alone.

usage: python3 cmake/together.py SOURCE_ROOT OUTPUT.cmake

Writes one `set_source_files_properties(… UNITY_GROUP …)` line per group. Tests stay alone: their helpers have short names. Files of one folder share a group unless
 - one says a word that the other defines in an anonymous namespace, or both define the same macro, or
 - one hides in its anonymous namespace a name that a header of its module or of base declares, or
 - they open namespaces (`using namespace`) that the other does not.
Groups are limited by size, so that both cores have work. The check is by names, hence cautious: nobody has to choose names
for its sake. What it cannot see (a clash through argument-dependent lookup, say) the compiler reports.
"""
import re
import sys
from pathlib import Path

LARGEST_GROUP_BYTES = 45_000
LARGEST_GROUP_FILES = 8

BLANKED = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.S)
TYPE_NAME = re.compile(r"\b(?:struct|class|enum|union|concept|using)\s+(?:class\s+|struct\s+)?([A-Za-z_]\w*)")
NAME_BEFORE_PARENTHESIS = re.compile(r"([A-Za-z_]\w*)\s*\(")
NOT_A_NAME = {"decltype", "noexcept", "alignas", "requires", "operator", "static_assert", "if", "while", "for", "return", "TEST_CASE"}


def without_comments(text):
    return BLANKED.sub(lambda m: '""' if m.group(0)[0] in "\"R'" else " ", text)


def declared_name(statement):
    """The name that a statement at namespace level declares, or None."""
    statement = re.sub(r"\[\[.*?\]\]|^\s*template\s*<.*?>\s*(?=\w)", " ", statement, flags=re.S)
    found = TYPE_NAME.search(statement)
    if found and "(" not in statement[: found.start()]:
        return found.group(1)
    for name in NAME_BEFORE_PARENTHESIS.findall(re.split(r"[={]", statement)[0]):
        if name not in NOT_A_NAME:
            return name
    names = re.findall(r"[A-Za-z_]\w*", re.split(r"[={\[]", statement)[0])
    return names[-1] if names else None


def names_by_namespace(text):
    """Two sets: names declared in anonymous namespaces, and in named ones."""
    hidden, shared, stack, statement = set(), set(), [], ""
    for part in re.findall(r"[{};]|[^{};]+", re.sub(r"^\s*#[^\n]*(\\\n[^\n]*)*", "", text, flags=re.M)):
        if part not in "{};":
            statement += part
            continue
        at_namespace_level = all(kind in ("named", "hidden") for kind in stack)
        space = re.search(r"\bnamespace\b\s*([\w:]*)\s*$", statement)
        if at_namespace_level and part in "{;" and not space and not statement.lstrip().startswith("using namespace"):
            name = declared_name(statement + part)
            if name:
                (hidden if "hidden" in stack else shared).add(name)
        if part == "{":
            stack.append(("named" if space.group(1) else "hidden") if at_namespace_level and space else "other")
        elif part == "}" and stack:
            stack.pop()
        statement = ""
    return hidden, shared


class Source:
    def __init__(self, path, header_names):
        text = without_comments(path.read_text(encoding="utf-8"))
        self.path, self.size = path, path.stat().st_size
        self.hidden, shared = names_by_namespace(text)
        self.words = set(re.findall(r"(?<![\w.>:])[A-Za-z_]\w*", text))  # not members, not names of other namespaces
        self.macros = set(re.findall(r"^\s*#\s*define\s+(\w+)", text, re.M))
        self.opened = frozenset(re.findall(r"^using namespace\s+([\w:]+)", text, re.M))
        self.alone = bool(self.hidden & header_names) or bool(self.hidden & shared)

    def clashes(self, other):
        return bool(self.hidden & other.words) or bool(other.hidden & self.words) or bool(self.macros & other.macros) or self.opened != other.opened


def grouped(sources):
    groups = []
    for source in sources:
        if source.alone:
            continue
        for group in groups:
            fits = len(group) < LARGEST_GROUP_FILES and sum(s.size for s in group) + source.size <= LARGEST_GROUP_BYTES
            if fits and not any(source.clashes(other) for other in group):
                group.append(source)
                break
        else:
            groups.append([source])
    return [group for group in groups if len(group) > 1]


def declared_in_headers(headers):
    return set().union(*(names_by_namespace(without_comments(h.read_text(encoding="utf-8")))[1] for h in headers))


def main():
    root, output = Path(sys.argv[1]), Path(sys.argv[2])
    folders = []
    for module in sorted(p for p in (root / "src").iterdir() if p.is_dir()):
        folders += [module, module / "io"]
    lines = []
    for folder in (f for f in folders if f.is_dir()):
        module = folder.parent if folder.name == "io" else folder
        header_names = declared_in_headers([*module.rglob("*.h"), *(root / "src/base").glob("*.h")])
        paths = [p for p in sorted(folder.glob("*.cpp")) if not p.name.endswith("_test.cpp") and p.name != "main.cpp"]
        for group in grouped([Source(p, header_names) for p in paths]):
            files = " ".join(f'"{s.path}"' for s in group)
            lines.append(f'set_source_files_properties({files} PROPERTIES UNITY_GROUP "{group[0].path.stem}_and_more")')
    text = "\n".join(lines) + "\n"
    if not output.exists() or output.read_text(encoding="utf-8") != text:
        output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

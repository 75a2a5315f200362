"""Each check of tidy finds what was planted, and says nothing of what is right."""

import unittest

import cpp
import documents
import layers
import names
import sizes
import text
from tree import Tree


def found_in(check, path, body):
    return [finding.line for finding in check(Tree({path: body}))]


class Cpp(unittest.TestCase):
    def test_third_parties_stay_at_home(self):
        check = cpp.third_parties
        self.assertEqual(found_in(check, "src/desk/loop.cpp", "#include <boost/asio.hpp>\n"), [1])
        self.assertEqual(found_in(check, "src/http/server.cpp", "#include <boost/beast/http.hpp>\n"), [])
        self.assertEqual(found_in(check, "src/store/store.cpp", "\n#include <sqlite3.h>\n"), [2])
        self.assertEqual(found_in(check, "src/store/sqlite/journal.cpp", "#include <sqlite3.h>\n"), [])
        self.assertEqual(found_in(check, "src/records/decide.cpp", "#include <yaml-cpp/yaml.h>\n"), [1])
        self.assertEqual(found_in(check, "src/base/json.cpp", "#include <boost/json.hpp>\n"), [1])
        self.assertEqual(
            found_in(check, "src/base/json_parse.cpp", "#include <boost/json/basic_parser_impl.hpp>\n"), []
        )
        self.assertEqual(found_in(check, "src/desk/loop.cpp", "// <boost/asio.hpp> has no place here\n"), [])

    def test_only_app_asks_the_world(self):
        check = cpp.asks_the_world
        for line in (
            "auto t = std::chrono::system_clock::now();",
            "std::random_device chance;",
            'getenv("HOME")',
        ):
            self.assertEqual(found_in(check, "src/desk/loop.cpp", line), [1], line)
            self.assertEqual(found_in(check, "src/app/main.cpp", line), [], line)
            self.assertEqual(found_in(check, "src/desk/loop.cpp", "// never " + line), [], line)
        sleep = "std::this_thread::sleep_for(1s);"
        self.assertEqual(found_in(check, "src/app/main.cpp", sleep), [1])
        self.assertEqual(found_in(check, "src/desk/loop_test.cpp", sleep), [1])
        self.assertEqual(found_in(check, "src/desk/loop.cpp", "int operand(3);"), [])
        self.assertEqual(found_in(check, "src/store/a_test.cpp", "::usleep(random() % 3000);"), [])
        self.assertEqual(found_in(check, "src/store/a.cpp", "::usleep(random() % 3000);"), [1])

    def test_hiding_names(self):
        check = cpp.hiding_names
        for path in (
            "src/desk/utils.hpp",
            "src/helpers/a.cpp",
            "src/desk/record_manager.cpp",
            "web/src/lib/misc.ts",
        ):
            self.assertEqual(found_in(check, path, ""), [0], path)
        self.assertEqual(found_in(check, "src/desk/maintain.cpp", ""), [])
        self.assertEqual(found_in(check, "src/desk/a.hpp", "class RecordManager {"), [1])
        self.assertEqual(found_in(check, "src/desk/a.hpp", "struct FieldInfo;"), [1])
        self.assertEqual(found_in(check, "src/desk/a.hpp", "struct Information;"), [])

    def test_includes_do_not_climb(self):
        self.assertEqual(found_in(cpp.includes, "src/desk/a.cpp", '#include "../store/store.hpp"\n'), [1])
        self.assertEqual(found_in(cpp.includes, "src/desk/a.cpp", '#include "store/store.hpp"\n'), [])

    def test_coroutines_are_named_functions(self):
        check = cpp.coroutine_lambdas
        for body in (
            "spawn([this]() -> awaitable<void> { co_return; });",
            "spawn([=, &x](tcp::socket s) mutable -> boost::asio::awaitable<int> { co_return 1; });",
            "spawn([] -> net::awaitable<void> { co_return; });",
            "auto f = [this](int a,\n   std::function<void(int)> b)\n   -> awaitable<void> {",
        ):
            self.assertTrue(found_in(check, "src/http/a.cpp", body), body)
        self.assertEqual(
            found_in(check, "src/http/a.cpp", "awaitable<void> serve(Socket socket) {\n  a[0](1);\n}"), []
        )
        self.assertEqual(
            found_in(check, "src/http/a.cpp", "auto read(int x[]) -> int; awaitable<void> f();"), []
        )

    def test_headers(self):
        check = cpp.headers
        self.assertEqual(found_in(check, "src/desk/a.hpp", "struct A {};\n"), [1])
        self.assertEqual(found_in(check, "src/desk/a.hpp", "#pragma once\nusing namespace std;\n"), [2])
        self.assertEqual(found_in(check, "src/desk/a.hpp", "#pragma once\n"), [])
        internal = '#include "base/json_internal.hpp"\n'
        self.assertEqual(found_in(check, "src/cel/a.cpp", internal), [1])
        self.assertEqual(found_in(check, "src/base/json_write.cpp", internal), [])

    def test_no_silent_tests(self):
        self.assertEqual(found_in(cpp.silent_tests, "src/a/a_test.cpp", "TEST(A, DISABLED_b) {}"), [1])
        self.assertEqual(found_in(cpp.silent_tests, "src/a/a_test.cpp", "GTEST_SKIP();"), [1])
        self.assertEqual(found_in(cpp.silent_tests, "web/src/a.test.ts", "it.skip('x', () => {});"), [1])
        self.assertEqual(found_in(cpp.silent_tests, "web/src/a.test.ts", "it('x', () => {});"), [])


class Layers(unittest.TestCase):
    def test_nobody_sees_upwards_or_sideways(self):
        check = layers.sees
        self.assertEqual(
            found_in(check, "src/cel/CMakeLists.txt", "reeve_library(cel SEES base USES PkgConfig::re2)"), []
        )
        self.assertEqual(
            found_in(check, "src/cel/CMakeLists.txt", "reeve_library(cel SEES base calendar)"), [1]
        )
        self.assertEqual(
            found_in(check, "src/records/CMakeLists.txt", "reeve_library(records SEES\n  store base\n)"), [1]
        )
        self.assertEqual(
            found_in(
                check,
                "src/records/CMakeLists.txt",
                "reeve_library(records SEES process)\n"
                "target_link_libraries(reeve_records PUBLIC reeve_store)",
            ),
            [1],
        )
        self.assertEqual(
            found_in(
                check, "src/records/CMakeLists.txt", "# SEES store\nreeve_library(records SEES process)"
            ),
            [],
        )
        self.assertEqual(found_in(check, "src/attic/CMakeLists.txt", "reeve_library(attic SEES base)"), [1])

    def test_the_table_points_one_way(self):
        for folder, seen in layers.LAYERS.items():
            for below in seen:
                self.assertNotIn(folder, layers.LAYERS[below], f"{folder} and {below} see each other")


PROCESS = """\
process: demo
roles:
  keeper: { title: Keeper }
records:
  parcel:
    fields:
      weight: { number: true }
    states: { stranded: { open: true }, home: { end: true } }
    acts:
      return:
        to: home
"""


class Names(unittest.TestCase):
    def test_names_of_a_process(self):
        self.assertEqual(
            [name for name, _ in names.names_in(PROCESS)], ["keeper", "parcel", "weight", "stranded", "home"]
        )

    def test_they_do_not_stand_in_the_engine(self):
        planted = {
            "processes/demo/process.yaml": PROCESS,
            "src/desk/a.cpp": 'if (state == "stranded") return;\n// "stranded" as an example\nauto b = "return";\n',
            "src/desk/a_test.cpp": 'EXPECT_EQ(state, "stranded");\n',
        }
        self.assertEqual(
            [(f.path, f.line) for f in names.process_names(Tree(planted))], [("src/desk/a.cpp", 1)]
        )

    def test_a_header_for_tests_alone_may_name_them(self):
        header = {"src/cel/example.hpp": '#pragma once\nauto state = "stranded";\n', "processes/demo/process.yaml": PROCESS}
        by_a_test = Tree({**header, "src/cel/a_test.cpp": '#include "cel/example.hpp"\n'})
        by_the_engine = Tree({**header, "src/cel/a.cpp": '#include "cel/example.hpp"\n'})
        self.assertEqual(list(names.process_names(by_a_test)), [])
        self.assertEqual(len(list(names.process_names(by_the_engine))), 1)

    def test_an_exception_has_a_reason_and_a_use(self):
        allowed = "tools/tidy/allowed_names.txt"
        tree = Tree(
            {
                "processes/demo/process.yaml": PROCESS,
                allowed: "home: the engine has it\nweight:\nghost: why not\n",
            }
        )
        self.assertEqual(len(list(names.allowed_names(tree))), 2)


class Sizes(unittest.TestCase):
    def test_files(self):
        self.assertEqual(found_in(sizes.sizes, "src/a/a.cpp", "\n" * 500), [])
        self.assertEqual(found_in(sizes.sizes, "src/a/a.cpp", "\n" * 501), [0])
        self.assertEqual(found_in(sizes.sizes, "src/a/a.hpp", "\n" * 151), [0])
        self.assertEqual(found_in(sizes.sizes, "web/src/a.svelte", "\n" * 301), [0])

    def test_functions(self):
        def function(lines):
            return "int f(int a) {\n" + "    a += 1;\n" * (lines - 2) + "}\n"

        self.assertEqual(found_in(sizes.sizes, "src/a/a.cpp", function(60)), [])
        self.assertEqual(found_in(sizes.sizes, "src/a/a.cpp", "\n" + function(61)), [2])
        self.assertEqual(
            found_in(sizes.sizes, "src/a/a.cpp", "namespace a {\n" + function(30) * 3 + "}\n"), []
        )

    def test_the_ratchet_only_tightens(self):
        def with_limits(limits, lines):
            return [f.message for f in sizes.sizes(Tree({"src/a/a.cpp": "\n" * lines, sizes.LIMITS: limits}))]

        self.assertEqual(with_limits("src/a/a.cpp 600\n", 600), [])
        self.assertIn("may only shrink", with_limits("src/a/a.cpp 600\n", 601)[0])
        self.assertIn("lower the 600", with_limits("src/a/a.cpp 600\n", 599)[0])
        self.assertIn("take it out", with_limits("src/a/a.cpp 600\n", 500)[0])


class Text(unittest.TestCase):
    def test_leftovers(self):
        for word in ("TODO", "FIXME"):
            self.assertEqual(found_in(text.leftovers, "src/a/a.cpp", f"// {word}: later"), [1])
        self.assertEqual(found_in(text.leftovers, "src/a/a.cpp", "todos"), [])

    def test_paths_in_documents(self):
        def lines(body):
            return [
                f.line
                for f in text.document_paths(Tree({"docs/inside/tour.md": body, "src/desk/loop.cpp": ""}))
            ]

        self.assertEqual(
            lines("see `src/desk/loop.cpp`, `src/desk/loop.cpp:12`, `src/desk/`, `src/*/loop.cpp`"), []
        )
        self.assertEqual(lines("see `src/desk/gone.cpp`"), [1])
        self.assertEqual(lines("see [it](../../src/desk/loop.cpp) and [that](https://example.org/x)"), [])
        self.assertEqual(lines("\nsee [it](loop.cpp)"), [2])

    def test_links_arrive_at_headings(self):
        def lines(body):
            page = "# The page\n## What `x` is, and [why](a.md)\n```\n# no heading\n```\n"
            tree = Tree({"docs/use/a.md": body, "docs/use/b.md": page})
            return [finding.line for finding in documents.document_anchors(tree)]

        self.assertEqual(lines("[it](b.md#the-page) and [that](b.md#what-x-is-and-why)"), [])
        self.assertEqual(lines("\n[it](b.md#no-heading) [that](https://example.org/#x)"), [2])
        self.assertEqual(lines("# Here\n[up](#here)\n[down](#there)"), [3])

    def test_commands_in_documents_exist(self):
        def said(body):
            dev = "    test) test_verb ;;\n"
            serve = 'verb->add_option("--data", x); verb->add_flag("--demo", y);'
            tree = Tree({"README.md": body, "dev": dev, "src/cli/serve.cpp": serve})
            return [(finding.line, finding.message) for finding in documents.commands(tree)]

        self.assertEqual(said("`./dev test fast`, `reeve serve --data DIR --demo`, `--demo`, reeve flies"), [])
        self.assertEqual(said("```sh\nbuild/src/app/reeve serve --data DIR # --gone\n```"), [])
        self.assertEqual([line for line, _ in said("`./dev fly`\n`reeve fly`\n```sh\nreeve serve --fly\n```")], [1, 2, 4])
        self.assertIn("--gone", said("`--gone`")[0][1])

    def test_excerpts_are_what_they_say(self):
        def lines(shown):
            readme = f"# X\n\nFrom `processes/a/process.yaml`, an example:\n\n```yaml\n{shown}```\n"
            tree = Tree({"README.md": readme, "processes/a/process.yaml": "a:\n  b: 1\n  c: 2\n"})
            return [finding.line for finding in text.excerpts(tree)]

        self.assertEqual(lines("a:\n  c: 2\n"), [])
        self.assertEqual(lines("a:\n  c: 3\n"), [7])

    def test_documents_have_their_folders(self):
        self.assertEqual(found_in(text.documents, "docs/use/queue.md", ""), [])
        self.assertEqual(found_in(text.documents, "docs/plans/next.md", ""), [0])
        self.assertEqual(found_in(text.documents, "docs/decisions/notes.md", ""), [0])
        self.assertEqual(found_in(text.documents, "docs/pictures/queue.png", ""), [])
        self.assertEqual(found_in(text.documents, "docs/pictures/queue.md", ""), [0])
        self.assertEqual(found_in(text.documents, "docs/use/queue.png", ""), [0])
        twice = Tree({"docs/decisions/0001-a.md": "", "docs/decisions/0001-b.md": ""})
        self.assertEqual(len(list(text.documents(twice))), 1)

    def test_migrations_say_what_they_hold(self):
        def lines(**files):
            tree = Tree({f"schema/sqlite/{name[1:]}.sql": body for name, body in files.items()})
            return [(f.path, f.line) for f in text.migrations(tree)]

        self.assertEqual(
            lines(_0001_journal="-- 0001: journal: every event\n", _0002_people="-- 0002: derived: people\n"),
            [],
        )
        self.assertEqual(len(lines(_0001_journal="CREATE TABLE a (b);\n")), 1)
        self.assertEqual(len(lines(_0001_journal="-- 0001: the events\n")), 1)
        self.assertEqual(len(lines(_0002_journal="-- 0002: journal: every event\n")), 1)

    def test_nothing_of_this_machine(self):
        self.assertEqual(found_in(text.machine_paths, "docs/use/a.md", "see /home/ann/reeve/x"), [1])
        self.assertEqual(found_in(text.machine_paths, "src/a/a.cpp", '"/api/v1/work/x" "/var/lib/reeve"'), [])
        self.assertEqual(found_in(text.registries, "web/package-lock.json", '"resolved": "x"'), [1])
        self.assertEqual(found_in(text.registries, "docs/use/a.md", "from registry." + "npmjs.org"), [1])


if __name__ == "__main__":
    unittest.main()

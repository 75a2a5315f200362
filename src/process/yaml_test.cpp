#include "process/yaml.hpp"

#include <gmock/gmock.h>

#include <chrono>

namespace reeve::process {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string shown(const YamlNode& node) {
    if (node.is_null()) return "~";
    if (node.is_scalar()) return node.quoted ? "'" + node.text + "'" : node.text;
    std::string out;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        if (i > 0) out += ", ";
        if (node.is_map()) out += node.keys[i].name + ": ";
        out += shown(node.items[i]);
    }
    return node.is_map() ? "{" + out + "}" : "[" + out + "]";
}

std::string read(std::string_view text, YamlLimits limits = {}) {
    std::vector<Problem> problems;
    const auto root = read_yaml("f.yaml", text, problems, limits);
    if (problems.empty()) return root ? shown(*root) : "nothing and no problem";
    std::string out;
    for (const Problem& problem : problems) out += (out.empty() ? "" : "\n") + reeve::text(problem);
    return out;
}

TEST(Yaml, ReadsMapsListsAndScalars) {
    EXPECT_EQ(read("a: 1\nb: [x, 'y', \"z\"]\nc:\n  - d: e\n  - ~\n"),
              "{a: 1, b: [x, 'y', 'z'], c: [{d: e}, ~]}");
}

TEST(Yaml, OnYesAndNoArePlainWords) {
    EXPECT_EQ(read("on: yes\nno: off"), "{on: yes, no: off}");
    std::vector<Problem> problems;
    const auto root = read_yaml("f", "{a: yes, b: true, c: 'true', d: 12, e: '12', f: 1.5, g: -7}", problems);
    ASSERT_TRUE(root);
    EXPECT_EQ(yaml_boolean(*root->find("a")), std::nullopt);
    EXPECT_EQ(yaml_boolean(*root->find("b")), true);
    EXPECT_EQ(yaml_boolean(*root->find("c")), std::nullopt);
    EXPECT_EQ(yaml_integer(*root->find("d")), 12);
    EXPECT_EQ(yaml_integer(*root->find("e")), std::nullopt);
    EXPECT_EQ(yaml_integer(*root->find("f")), std::nullopt);
    EXPECT_EQ(yaml_integer(*root->find("g")), -7);
}

TEST(Yaml, PlacesCountCharactersNotBytes) {
    std::vector<Problem> problems;
    const auto root = read_yaml("f", "é: ü\nà: [é, x]\nb: |\n   é\n   y\nc: 'q'\n", problems);
    ASSERT_TRUE(root);
    const auto place = [](const YamlNode& node) { return std::pair(node.line, node.column); };
    EXPECT_EQ(place(*root->find("é")), std::pair(1, 4));
    EXPECT_EQ(place(root->find("à")->items[1]), std::pair(2, 8));
    const YamlNode& block = *root->find("b");
    EXPECT_EQ(place(block), std::pair(3, 4));
    EXPECT_EQ(std::tuple(block.text_line, block.text_column, block.text_indent), std::tuple(4, 4, 3));
    EXPECT_EQ(root->find("c")->text_column, 5);
}

TEST(Yaml, ARepeatedKeyIsAProblemAndTheFirstStays) {
    std::vector<Problem> problems;
    const auto root = read_yaml("f.yaml", "a: 1\nb: {c: 1, c: {x: y}}\na: 2\n", problems);
    ASSERT_TRUE(root);
    EXPECT_EQ(shown(*root), "{a: 1, b: {c: 1}}");
    ASSERT_EQ(problems.size(), 2u);
    EXPECT_EQ(reeve::text(problems[0]),
              "f.yaml:2:11: 'c' is given twice; the first is in line 2 (expected one)");
    EXPECT_EQ(reeve::text(problems[1]),
              "f.yaml:3:1: 'a' is given twice; the first is in line 1 (expected one)");
}

TEST(Yaml, RefusesWhatMakesAFileCostMoreThanItsLength) {
    EXPECT_THAT(read("a: &x 1\nb: *x"), HasSubstr("f.yaml:1:4: anchors ('&x') are not supported"));
    EXPECT_THAT(read("b: *x"), HasSubstr("f.yaml:1:4: "));
    EXPECT_THAT(read("a: !!str 1"), HasSubstr("tags ('tag:yaml.org,2002:str') are not supported"));
    EXPECT_THAT(read("a: !thing {b: c}"), HasSubstr("tags ('!thing') are not supported"));
    EXPECT_THAT(read("a: 1\n---\nb: 2"), HasSubstr("a second document in one file is not supported"));
    EXPECT_THAT(read("? [a, b]\n: c"), HasSubstr("a key is a list or a map"));
    EXPECT_THAT(read(": c"), HasSubstr("a key is empty"));
}

TEST(Yaml, ABombCostsNothing) {
    std::string bomb = "a0: &a0 [x, x]\n";
    for (int i = 1; i < 60; ++i) {
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int j = 0; j < 9; ++j) bomb += (j > 0 ? ", *a" : "*a") + std::to_string(i - 1);
        bomb += "]\n";
    }
    const auto before = std::chrono::steady_clock::now();
    EXPECT_THAT(read(bomb), HasSubstr("f.yaml:1:5: anchors ('&a0') are not supported"));
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(2));
}

TEST(Yaml, LimitsAreSaidWithTheirFigure) {
    EXPECT_THAT(read(std::string(2'000'000, 'a')), HasSubstr("more than 1048576 bytes"));
    EXPECT_THAT(read(std::string(21, '[') + std::string(21, ']')), HasSubstr("nested more than 20 deep"));
    EXPECT_EQ(read(std::string(20, '[') + std::string(20, ']')), std::string(20, '[') + std::string(20, ']'));
    EXPECT_THAT(read("[a, b, c]", {100, 3, 20}), HasSubstr("more than 3 values"));
    EXPECT_EQ(read("[a, b]", {100, 3, 20}), "[a, b]");
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += std::string(static_cast<std::size_t>(i % 100), ' ') + "- \n";
    EXPECT_FALSE(read(std::string(500'000, '[')).empty());
    EXPECT_FALSE(read(std::string(500'000, '{')).empty());
    EXPECT_FALSE(read(deep).empty());
}

TEST(Yaml, BadBytesAreRefusedWithTheirPlace) {
    EXPECT_EQ(read("é: b\nc: é\xff"),
              "f.yaml:2:5: what stands here is not UTF-8 (expected the file saved as UTF-8)");
    EXPECT_THAT(read("a: \xc3"), HasSubstr("f.yaml:1:4: what stands here is not UTF-8"));
    EXPECT_EQ(read(std::string_view("a: b\nc: é\0", 11)), "f.yaml:2:5: control character 0 (expected text)");
    EXPECT_EQ(read("a: \x1b"), "f.yaml:1:4: control character 27 (expected text)");
    EXPECT_EQ(read(""), "f.yaml:1:1: the file is empty (expected a map)");
    EXPECT_EQ(read("# only a comment\n"), "f.yaml:1:1: the file is empty (expected a map)");
}

TEST(Yaml, AMistakeOfSyntaxEndsTheFileWithItsPlace) {
    EXPECT_THAT(read("a: b\nc: [d, e\nf: g\n"), HasSubstr("a '[' is never closed (expected ']')"));
    EXPECT_THAT(
        read("a: b: c\n"),
        HasSubstr("f.yaml:1:5: a colon stands where none can (expected a text with a colon in quotes"));
    EXPECT_THAT(read("a: 1\n b: 2\n"), HasSubstr("a colon stands where none can"));
    EXPECT_THAT(read("a:\n  b: 1\n c: 2\n"), HasSubstr("f.yaml:3:2: this fits no map that is open here"));
    EXPECT_THAT(read("a: @b\n"),
                HasSubstr("f.yaml:1:4: this character begins nothing in YAML (expected the text in quotes)"));
    EXPECT_EQ(read("a: { b: Is it?, c: d }\n"),
              "f.yaml:1:14: a question mark stands in a text within brackets (expected the text in quotes)");
    EXPECT_EQ(read("a: { b: Is it? }\n"),
              "f.yaml:1:14: a question mark stands in a text within brackets (expected the text in quotes)");
    EXPECT_EQ(read("a: [ b, Is it? ]\n"),
              "f.yaml:1:14: a question mark stands in a text within brackets (expected the text in quotes)");
    EXPECT_THAT(read("a: *b\n"), HasSubstr("aliases ('*name') are not supported"));
    EXPECT_THAT(read("a: \"\\q\"\n"), HasSubstr("this is not YAML: "));
    EXPECT_THAT(read("a: b\n\tc: d\n"), HasSubstr("f.yaml:2:"));
    EXPECT_THAT(read("- a\nb: c\n"), HasSubstr("f.yaml:2:1: "));
    EXPECT_EQ(read("é: \"é\n"), "f.yaml:1:4: a text in quotes never ends (expected the closing quote)");
    EXPECT_THAT(read("a: 'it''s\n"), HasSubstr("f.yaml:1:4: a text in quotes never ends"));
    EXPECT_EQ(read("a: 'it''s'\nb: \"x\\\"y\""), "{a: 'it's', b: 'x\"y'}");
}

}  // namespace
}  // namespace reeve::process

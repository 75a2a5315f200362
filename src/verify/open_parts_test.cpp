// What the samples of a field need not show is no error: an act, a state or a need that rests on it may be.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "verify/small_test.hpp"

namespace reeve::verify {
namespace {

bool is_told_roughly(const Checked& checked) {
    return std::ranges::any_of(checked.findings,
                               [](const Finding& finding) { return finding.kind == "told_roughly"; });
}

// Small with fields of every kind, and tables of texts and numbers.
Small with_fields() {
    Small small;
    small.after("      note: { text: long }", R"(      at: { instant: true }
      who: { person: true }
      lasts: { duration: true }
      other: { integer: true })");
    small.after("tables:", R"(  word:
    hit: first
    in: { t: text }
    out: { c: level }
    rows:
      - [ bar, low ]
      - [ any, high ]
  least:
    in: { c: level }
    out: { x: integer }
    rows:
      - [ high, 3 ]
      - [ low, 40 ])");
    small.with("form: [note]", "form: [note, count, at, who, lasts, other]");
    return small;
}

std::string act_when(std::string_view condition) {
    return "      tried:\n        from: done\n        by: agent\n        when: \"" + std::string(condition) +
           "\"\n        why: It must be so.";
}

TEST(OpenParts, WhatSamplesNeedNotShowMayBe) {
    constexpr std::array conditions{
        "note != null && note.matches('^[A-Z]{3}-[0-9]+$')",
        "note != null && note.startsWith('http') && note.size() > 10",
        "note != null && !note.contains('a')",
        "at != null && at.getFullYear() == 2030",
        "at != null && at.getDayOfWeek() == 6",
        "at != null && string(at).startsWith('2031')",
        "at != null && at > timestamp('2030-01-01T00:00:00Z') && at < timestamp('2030-02-01T00:00:00Z')",
        "lasts != null && lasts.getHours() == 5",
        "lasts != null && lasts.getMinutes() > 100",
        "record.title.contains('abc')",
        "record.title.size() > 60",
        "record.description.size() > 60",
        "record.number != null && record.number.endsWith('7')",
        "reporter.organisation.name == 'north'",
        "who != null && who.name == 'una'",
        "count != null && string(count) == '42'",
        "note != null && int(note) == 42",
        "count != null && double(count) / 3.0 > 12.5",
        "count != null && count * count == 144",
        "count != null && count % 7 == 2",
        "count != null && other != null && count > other && other > 7",
        "count != null && count > tables.least(level).x",
        "note != null && tables.word(note).c == 'low'",
        "note != null && tables.word(note.lowerAscii()).c == 'low'",
        "by('begin').size() > 4",
        "times('begin') + times('ask') == 31",
        "links.notes.exists(s, s.number == 'MEM-00002')",
    };
    for (const char* condition : conditions) {
        const Small small =
            with_fields().after("      begin: { from: new, to: work, by: holder }", act_when(condition));
        for (const Finding& finding : small.checked().findings)
            EXPECT_NE(finding.severity, Severity::error) << condition << "\n" << finding.sentence;
    }
}

TEST(OpenParts, ManyLinkedRecordsMayBeOpen) {
    const Small small = with_fields()
                            .with("max: 5", "max: 20")
                            .after("      begin: { from: new, to: work, by: holder }",
                                   act_when("links.notes.filter(n, n.open).size() >= 10"));
    EXPECT_FALSE(small.checked().has_errors());
}

TEST(OpenParts, IsToldOnce) {
    const std::string act = act_when("note != null && note.matches('^[A-Z]+$')");
    const Checked checked =
        with_fields().after("      begin: { from: new, to: work, by: holder }", act).checked();
    EXPECT_EQ(std::ranges::count(checked.findings, "told_roughly", &Finding::kind), 1);
}

TEST(OpenParts, WhatSamplesShowIsExact) {
    constexpr std::array conditions{
        "count != null && count > 5 && count < 6",
        "note != null && note.size() > 5 && note.size() < 6",
        "note != null && note == 'abc' && note.size() == 4",
        "count != null && count == 5 && count > tables.least(level).x + 40",
        "times('begin') + 1 == 0",
        "actor.id in by('begin') && by('begin').size() == 0",
    };
    for (const char* condition : conditions) {
        const Checked checked =
            with_fields()
                .after("      begin: { from: new, to: work, by: holder }", act_when(condition))
                .checked();
        const Finding* never = finding_of(checked, "act_never_possible:issue.acts.tried");
        const bool rough = std::string_view(condition).contains("+ 40");
        EXPECT_EQ(never != nullptr, !rough) << condition;
        EXPECT_EQ(is_told_roughly(checked), rough) << condition;
    }
}

// People are refused late, and are told so: perhaps, for nobody knows a text that matches.
TEST(OpenParts, ARuleOfWhatIsOnlySampledCanBeBroken) {
    for (const char* rule : {"never: \"note != null && note.matches('^[0-9]+$')\"",
                             "never: \"at != null && at.getFullYear() == 2030\"",
                             "never: \"count != null && count * count == 144\""}) {
        const Checked checked = with_fields().with_rule(rule).checked();
        const Finding* broken = finding_of(checked, "rule_broken:issue.rules.noted.finish");
        ASSERT_NE(broken, nullptr) << rule;
        EXPECT_EQ(broken->severity, Severity::note);
    }
}

TEST(OpenParts, WhatAnEffectMakesOfAValueMayBeAny) {
    Small small = with_fields().with("        form: [note, count, at, who, lasts, other]",
                                     "        form: [note, count]\n"
                                     "        then: [ set: { other: \"count != null ? count * 2 : 0\" } ]");
    small.after("      begin: { from: new, to: work, by: holder }", act_when("other != null && other == 84"));
    EXPECT_EQ(finding_of(small.checked(), "act_never_possible:issue.acts.tried"), nullptr);
}

// What a dossier asks for counts as what its act asks for.
TEST(OpenParts, NumbersOfADossierAreTold) {
    Small small = with_fields();
    small.after(
        "    custody:\n      holders: [agent, expert]\n      first: \"'agent'\"\n      arrives: new",
        "    dossiers:\n      file:\n        owner: agent\n        needs:\n"
        "          - { name: counted, condition: \"count != null && count > 50\", why: Over fifty. }\n"
        "          - { field: note, min: 30, why: Say it. }");
    small.with("          - { field: note, min: 5, why: Say it. }",
               "          - { dossier: file, why: The file. }");
    small.with("      jot:\n", "      tell: { from: work, by: holder, form: [note, count] }\n      jot:\n");
    EXPECT_FALSE(small.checked().has_errors());
}

}  // namespace
}  // namespace reeve::verify

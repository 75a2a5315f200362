#include "process/describe.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "process/bpmn.hpp"
#include "process/draft_test.hpp"
#include "process/number.hpp"
#include "process/span.hpp"

namespace reeve::process {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Json& at(const Json& json, std::string_view list, std::string_view name) {
    static const Json none;
    const Json* found = json.find(list);
    if (!found) return none;
    for (const Json& entry : found->array())
        if (entry.string_or_empty("name") == name) return entry;
    return none;
}

TEST(Describe, TellsWhatIsMadeAndWhereItEndsOnceItIsNotOwed) {
    const ProcessPtr process =
        Draft()
            .after(
                "          - create: { type: memo, link: notes, title: \"'Memo: ' + record.title\", fields: "
                "{ "
                "text: \"'x'\" } }",
                "          - for_each: { rows: links.notes, as: n, key: n.number, superfluous: shut, create: "
                "{ "
                "type: memo, link: notes, title: n.number, fields: { text: \"'y'\" } } }")
            .process();
    const Json json = describe(*process, "en");
    EXPECT_THAT(
        write_json(at(json, "types", "issue")),
        HasSubstr(
            R"({"what":"for_each","rows":"links.notes","as":"n","key":"n.number","type":"memo","link":"notes",)"
            R"("title":"n.number","fields":{"text":"'y'"},"superfluous":"shut"})"));
    EXPECT_EQ(write_json(*at(json, "types", "memo").find("put_aside")),
              R"([{"to":"shut","from":["open"],"by":[{"name":"issue","title":"Issue"}]}])");
    EXPECT_EQ(at(json, "types", "issue").find("put_aside"), nullptr);
    EXPECT_THAT(bpmn_of(*process, process->types[*process->type("memo")], "en"),
                HasSubstr(R"(name="Issue: for_each" sourceRef="state_open" targetRef="state_shut")"));
}

TEST(Describe, SaysWhatAFormAPictureAndAListNeed) {
    const Json json = describe(*Draft().process(), "en");
    EXPECT_EQ(json.string_or_empty("id"), "draft");
    EXPECT_EQ(write_json(at(json, "roles", "caller")),
              R"({"name":"caller","title":"Caller","sees":"own","reads_internal":false,"is":"reporter"})");
    EXPECT_EQ(
        write_json(at(json, "tables", "next")),
        R"({"name":"next","title":"Next","hit":"unique","in":[{"name":"holder","title":"Holder","type":"role"}],)"
        R"("out":[{"name":"to","title":"To","type":"maybe role"}],"rows":[["agent","expert"],["any but agent","none"]],)"
        R"("shown":[[{"is":"of","values":[{"value":"agent","title":"Agent"}]},{"is":"of","values":[{"value":"expert",)"
        R"("title":"Expert"}]}],[{"is":"but","values":[{"value":"agent","title":"Agent"}]},{"is":"none"}]]})");
    EXPECT_EQ(write_json(*at(json, "tables", "limits").find("rows")),
              R"([["high","1h","none"],["low","2h","4h"]])");
    const Json& issue = at(json, "types", "issue");
    EXPECT_EQ(
        write_json(at(issue, "fields", "level")),
        R"({"name":"level","title":"Level","type":"choice","choice":"level","choices":[{"value":"high",)"
        R"("title":"High"},{"value":"low","title":"Low"}],"required":true,"computed":false})");
    EXPECT_EQ(write_json(at(issue, "states", "wait")),
              R"({"name":"wait","title":"Wait","open":true,"start":false,"end":false,"waiting":"reporter"})");
    EXPECT_EQ(
        write_json(at(issue, "acts", "ask")),
        R"({"name":"ask","title":"Ask","from":["work"],"to":"wait","by":["holder"],"form":[],"needs":[{"name":"comment",)"
        R"("what":"comment","audience":"public","why":"Ask."}],"effects":[],"creates":false,"hand_over":false,"comment":"public"})");
    EXPECT_EQ(write_json(*at(issue, "acts", "lapse").find("automatic")), R"({"after":"14d"})");
    EXPECT_EQ(
        write_json(at(issue, "clocks", "late")),
        R"({"name":"late","title":"Late","starts":"once","stops":[{"what":"state","name":"done"}],)"
        R"("pauses":[{"what":"state","name":"wait"},{"what":"link_open","name":"notes"}],"calendar":"always","limit":"tables.limits(level).more","breach":"refer"})");
    EXPECT_EQ(at(issue, "clocks", "answer").string_or_empty("calendar"), "place.hours");
    EXPECT_EQ(
        write_json(at(issue, "rules", "noted")),
        R"({"name":"noted","title":"Noted","answers":["R1"],"kind":"always","text":"state != 'done' || note != null",)"
        R"("why":"Say what was done."})");
    EXPECT_EQ(write_json(at(issue, "links", "notes")),
              R"({"name":"notes","title":"Notes","to":"memo","inverse":"issue","max":200})");
}

TEST(Describe, AnActSaysWhatFollowsAndAHandOverToWhom) {
    const Json json = describe(*Draft().process(), "en");
    const Json& issue = at(json, "types", "issue");
    EXPECT_EQ(
        write_json(*at(issue, "acts", "refer").find("hands")),
        R"({"text":"tables.next(holder).to","to":[{"from":"agent","to":"expert"},{"from":"expert","to":null}]})");
    EXPECT_EQ(at(issue, "acts", "ask").find("hands"), nullptr);
    EXPECT_EQ(write_json(*at(issue, "acts", "begin").find("effects")), R"([{"what":"assign"}])");
    EXPECT_EQ(write_json(*at(issue, "acts", "jot").find("effects")),
              R"([{"what":"create","type":"memo","link":"notes","title":"'Memo: ' + record.title","fields":{"text":"'x'"}}])");
}

TEST(Describe, WhatIsSaidOfActsThatEveryRecordHasIsTold) {
    const Json plain = describe(*Draft().process(), "en");
    EXPECT_EQ(at(plain, "types", "issue").find("restrictions"), nullptr);
    const auto process = Draft()
                             .with("      begin: {",
                                   "      edit: { when: \"level == 'low'\", why: { en: Not now. } }\n"
                                   "      assign: { by: [expert, administrator] }\n      begin: {")
                             .process();
    EXPECT_EQ(write_json(*at(describe(*process, "en"), "types", "issue").find("restrictions")),
              R"([{"name":"edit","by":[],"when":{"text":"level == 'low'","why":"Not now."}},)"
              R"({"name":"assign","by":["expert","administrator"]}])");
}

TEST(Describe, ATypeSaysWhichTablesDecideWhatOfIt) {
    const Json json = describe(*Draft().process(), "en");
    EXPECT_EQ(write_json(*at(json, "types", "issue").find("decided_by")),
              R"([{"table":"limits","what":"clock","name":"answer","inputs":["level"]},)"
              R"({"table":"limits","what":"clock","name":"late","inputs":["level"]},)"
              R"({"table":"next","what":"act","name":"refer","inputs":["holder"]}])");
    EXPECT_EQ(write_json(*at(json, "types", "memo").find("decided_by")), "[]");
}

TEST(Describe, AColumnIsCalledAsTheFieldThatPeopleKnow) {
    const auto process =
        Draft()
            .with("level: { choice: level", "level: { title: { en: Level of need }, choice: level")
            .process();
    const Json json = describe(*process, "en");
    EXPECT_EQ(write_json(*at(json, "tables", "limits").find("in")),
              R"([{"name":"level","title":"Level of need","type":"level"}])");
}

TEST(Describe, TheFormSaysWhatIsRequired) {
    const auto process =
        Draft()
            .with("needs:\n          - { comment: public, why: Ask. }",
                  "form: [count, note]\n        needs:\n          - { field: count, why: x }\n"
                  "          - { field: note, when: \"level == 'high'\", why: y }")
            .process();
    const Json json = describe(*process, "en");
    const auto required = [&](std::string_view act) {
        std::string out;
        for (const Json& item : at(at(json, "types", "issue"), "acts", act).find("form")->array())
            out +=
                std::string(item.string_or_empty("name")) + (item.find("required")->boolean() ? "! " : " ");
        return out;
    };
    EXPECT_EQ(required("log"), "title! description level! place note ");
    EXPECT_EQ(required("ask"), "count! note ");
}

TEST(Describe, ThePictureShowsWhereAHandOverArrives) {
    const Json json = describe(*Draft().process(), "en");
    std::vector<std::string> edges;
    for (const Json& edge : at(json, "types", "issue").find("diagram")->find("edges")->array())
        edges.push_back(std::string(edge.string_or_empty("act")) + ": " + write_json(*edge.find("from")) +
                        " -> " + write_json(*edge.find("to")));
    EXPECT_THAT(
        edges, ElementsAre(R"(log: [] -> "new")", R"(begin: ["new"] -> "work")", R"(ask: ["work"] -> "wait")",
                           R"(answer: ["wait"] -> "work")", R"(lapse: ["wait"] -> "done")",
                           R"(refer: ["new","work"] -> "new")", R"(finish: ["work"] -> "done")",
                           R"(close: ["done"] -> "closed")", R"(jot: ["work"] -> null)"));
}

TEST(Describe, ThePictureOfManyStatesIsNoLargerThanWhatIsSaidOfThem) {
    constexpr int many = 40;
    std::string states =
        "      new: { open: true, start: true }\n      busy:\n        open: true\n        states:\n";
    std::string acts;
    for (int i = 0; i < many; ++i) {
        states += fmt::format("          state_{}: {{}}\n", i);
        acts += fmt::format("      go_{}: {{ from: new, to: state_{}, by: holder }}\n", i, i);
        acts += fmt::format("      stop_{}: {{ from: [busy, new], to: done, by: holder }}\n", i);
    }
    const auto process = Draft()
                             .with("      new: { open: true, start: true }\n", states)
                             .after("      close: { from: done, to: closed, by: caller }", acts)
                             .process();
    ASSERT_TRUE(process);
    const Json described = describe(*process, "en");
    const Json& edges = *at(described, "types", "issue").find("diagram")->find("edges");
    EXPECT_EQ(edges.array().size(), process->types[0].acts.size());
    EXPECT_THAT(write_json(edges), HasSubstr(R"("from":["busy","new"],"to":"done")"));
    EXPECT_LT(write_json(edges).size(), 20'000U);
}

TEST(Describe, ThePictureMarksWhatTheDeskDoesAlone) {
    const Json json = describe(*Draft().process(), "en");
    for (const Json& edge : at(json, "types", "issue").find("diagram")->find("edges")->array())
        EXPECT_EQ(edge.find("by_desk")->boolean(), edge.string_or_empty("act") == "lapse")
            << edge.string_or_empty("act");
}

TEST(Describe, TitlesAreInTheAskedLanguageOrTheNearest) {
    const auto process =
        Draft().with("expert: {}", "expert: { title: { en: Expert, pt: Perito } }").process();
    const auto title = [&](std::string_view language) {
        return std::string(at(describe(*process, language), "roles", "expert").string_or_empty("title"));
    };
    EXPECT_EQ(title("pt"), "Perito");
    EXPECT_EQ(title("da"), "Expert");
    EXPECT_EQ(shown({}, "set_planned", "en"), "Set planned");
}

TEST(Describe, TheReportNamesWhatWasChecked) {
    EXPECT_THAT(
        check_report(*Draft().process()),
        ElementsAre("draft version 1: 2 record types, 3 roles, 1 choice, 2 tables",
                    "table limits: 2 rows, no gap, no overlap", "table next: 2 rows, no gap, no overlap",
                    "issue (incident): 6 fields, 5 states, 9 acts, 2 clocks, 1 rule",
                    "rule issue.noted answers R1",
                    "memo (task): 1 field, 2 states, 2 acts, 0 clocks, 0 rules"));
}

TEST(Span, IsTimeAndWorkingDays) {
    EXPECT_EQ(parse_span("4h"), (Span{Duration::hours(4), 0}));
    EXPECT_EQ(parse_span("14d"), (Span{Duration::days(14), 0}));
    EXPECT_EQ(parse_span("1wd"), (Span{{}, 1}));
    EXPECT_EQ(parse_span("2wd4h"), (Span{Duration::hours(4), 2}));
    for (const char* wrong : {"", "wd", "1", "-1h", "-1wd", "1wd 4h", "4h1wd", "99999wd", "1wdx"})
        EXPECT_EQ(parse_span(wrong), std::nullopt) << wrong;
    for (const char* said : {"4h", "1wd", "2wd4h", "1h30m", "0s"}) EXPECT_EQ(text(*parse_span(said)), said);
    EXPECT_EQ(span_of(span_value(Span{Duration::hours(4), 2})), (Span{Duration::hours(4), 2}));
    EXPECT_EQ(span_of(cel::Value(Duration::hours(1))), (Span{Duration::hours(1), 0}));
    EXPECT_EQ(span_of(cel::Value()), std::nullopt);
}

TEST(Number, IsASeriesAndACount) {
    const auto format = parse_number_format("EPTS-{seq:5}");
    ASSERT_TRUE(format);
    EXPECT_EQ(format->before, "EPTS-");
    EXPECT_EQ(text(*format, 42), "EPTS-00042");
    EXPECT_EQ(text(*format, 1234567), "EPTS-1234567");
    for (const char* wrong : {"", "{seq:5}", "EPTS{seq:5}", "epts-{seq:5}", "EPTS-{seq}", "EPTS-{seq:0}",
                              "EPTS-{seq:13}", "EPTS-{seq:5}x", "EPTS-", "E PTS-{seq:5}", "-{seq:5}"})
        EXPECT_EQ(parse_number_format(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace reeve::process

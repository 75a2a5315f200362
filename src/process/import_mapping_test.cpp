// Import mappings: what they mean, and that every mistake is said with its line and the nearest name.
#include "process/import_mapping.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr std::string_view mapping = R"(import: other
type: issue
source: other_desk
reading:
  nulls: ["-", ""]
  labels: " - "
  dates: D/M/YYYY H:mm
  zone: Europe/Lisbon
organisation: { name: other, title: The other desk, kind: customer, calendar: { name: o, zone: UTC, days: mon-fri, hours: "08:00-18:00" } }
key: ticket
at: [changed, touched]
born: opened
title: ["{subject}", "{kind}: {place}"]
channel: { column: via, values: { Call: phone }, otherwise: other }
reporter: { column: caller, role: caller }
assignee: owner
state:
  column: status
  values:
    1 - Open: new
    2 - Hold: { state: wait, set: { note: Held. } }
    9 - Done: done
  otherwise: reject
fields:
  level: { column: urgency, values: { 1 - Top: high, 2 - Rest: low } }
  count: { column: moves, compare: { changes: crew } }
  crew: group
  seen: { column: closed, in: [done, closed], compare: { entered: done } }
  place: company
ignore: [colour]
)";

std::string changed(std::string_view old_text, std::string_view new_text) {
    std::string text(mapping);
    const std::size_t at = text.find(old_text);
    EXPECT_NE(at, std::string::npos) << old_text;
    return text.replace(at, old_text.size(), new_text);
}

std::vector<std::string> problems(const std::string& text) {
    const auto loaded = load_import(*Draft().process(), {"imports/other.yaml", text});
    std::vector<std::string> found;
    if (loaded) return {"loaded"};
    for (const Problem& problem : loaded.error()) found.push_back(reeve::text(problem));
    return found;
}

TEST(ImportMapping, ResolvesEveryName) {
    const ProcessPtr process = Draft().process();
    const RecordType& type = process->types.at(*process->type("issue"));
    const auto loaded = load_import(*process, {"imports/other.yaml", std::string(mapping)});
    ASSERT_TRUE(loaded) << text(loaded.error().front());
    EXPECT_EQ(loaded->source, "other_desk");
    EXPECT_EQ(loaded->zone.name(), "Europe/Lisbon");
    EXPECT_EQ(loaded->organisation->calendar, "o");
    EXPECT_EQ(loaded->organisation->hours.find("week")->object().size(), 5u);
    EXPECT_THAT(loaded->at.names, ElementsAre("changed", "touched"));
    ASSERT_EQ(loaded->record_title.alternatives.size(), 2u);
    EXPECT_EQ(loaded->record_title.alternatives[1][1].text, ": ");
    ASSERT_TRUE(loaded->state.words.find("hold"));
    const ImportedState& held = loaded->state.targets[*loaded->state.words.find("2")];
    EXPECT_EQ(held.state, type.state("wait"));
    EXPECT_THAT(held.sets, ElementsAre(Pair(*type.field("note"), Json("Held."))));
    EXPECT_EQ(loaded->state.otherwise, Otherwise::reject);
    const FieldFrom& level = loaded->fields.front();
    EXPECT_EQ(level.values.targets[*level.values.words.find(" top ")], "high");
    EXPECT_THAT(loaded->fields[3].in, ElementsAre(*type.state("done"), *type.state("closed")));
    EXPECT_THAT(
        loaded->known_columns(),
        ElementsAre("caller", "changed", "closed", "colour", "company", "group", "kind", "moves", "opened",
                    "owner", "place", "status", "subject", "ticket", "touched", "urgency", "via"));
}

TEST(ImportMapping, ValuesAreTheirOwnWordsWhereNoneAreGiven) {
    const auto loaded =
        load_import(*Draft().process(), {"imports/other.yaml",
                                         "import: other\ntype: issue\nkey: k\nat: t\ntitle: x\nstate: "
                                         "status\nfields: { level: urgency }\n"});
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->state.targets[*loaded->state.words.find("Work")].state, 1u);
    EXPECT_EQ(loaded->fields[0].values.targets[*loaded->fields[0].values.words.find("LOW")], "low");
    EXPECT_EQ(loaded->source, "other");
    EXPECT_EQ(loaded->dates.front().text(), "ISO 8601");
}

TEST(ImportMapping, EveryMistakeHasItsLineAndTheNearestName) {
    const std::tuple<std::string_view, std::string_view, std::string_view> cases[] = {
        {"1 - Open: new", "1 - Open: nwe",
         "imports/other.yaml:20:15: unknown state 'nwe' (expected one of new, work, wait, done and closed; "
         "did you "
         "mean 'new'?)"},
        {"set: { note: Held. }", "set: { nota: Held. }",
         "imports/other.yaml:21:37: unknown field 'nota' (expected one of level, place, crew, seen, count "
         "and note; did "
         "you mean 'note'?)"},
        {"2 - Rest: low", "2 - Rest: lo",
         "imports/other.yaml:25:64: unknown value of level 'lo' (expected one of high and low; did you mean "
         "'low'?)"},
        {"role: caller", "role: callr",
         "imports/other.yaml:15:35: unknown role 'callr' (expected one of caller, agent and expert; did you "
         "mean "
         "'caller'?)"},
        {"  crew: group", "  crow: group",
         "imports/other.yaml:27:3: unknown field 'crow' (expected one of level, place, crew, seen, count and "
         "note; did "
         "you mean 'crew'?)"},
        {"9 - Done: done", "1 - Over: done",
         "imports/other.yaml:22:5: '1 - Over' already stands for another state (expected each once)"},
        {"type: issue", "type: isue",
         "imports/other.yaml:2:7: unknown record type 'isue' (expected one of issue and memo; did you mean "
         "'issue'?)"},
        {"import: other", "import: another",
         "imports/other.yaml:1:9: the mapping calls itself 'another' (expected its file's name, other)"},
        {"D/M/YYYY H:mm", "D/M/JJ H:mm",
         "imports/other.yaml:7:10: 'J' means nothing in the date form 'D/M/JJ H:mm'. (expected such as "
         "\"D-M-YYYY "
         "H:mm\", or ISO 8601)"},
        {"{kind}: {place}", "{kind}: {place",
         "imports/other.yaml:13:22: '{kind}: {place' has a brace without a column's name (expected columns "
         "in braces, "
         "such as \"{category}, {subcategory}\")"},
        {"ignore: [colour]", "ignore: [owner]",
         "imports/other.yaml:30:10: the column 'owner' is used and ignored (expected one of the two)"},
        {"reporter:", "reportr:",
         "imports/other.yaml:15:1: unknown key 'reportr' in a mapping (expected one of import, type, form, "
         "source, "
         "reading, organisation, teams, key, at, born, title, description and 10 more; did you mean "
         "'reporter'?)"},
        {"days: mon-fri", "days: mon-frid",
         "imports/other.yaml:9:79: these are no working hours (expected such as { name: office, zone: UTC, "
         "days: "
         "mon-fri, hours: \"08:00-18:00\" })"},
        {"changes: crew", "changes: crow",
         "imports/other.yaml:26:47: unknown field 'crow' (expected one of level, place, crew, seen, count "
         "and note; did "
         "you mean 'crew'?)"},
        {"compare: { entered: done }", "compare: reopenings",
         "imports/other.yaml:28:56: the field 'seen' cannot be compared with this (expected a field of the "
         "kind "
         "`integer`)"},
        {"key: ticket\n", "",
         "imports/other.yaml:1:1: the mapping does not say `key`, by which rows belong to one record "
         "(expected `key: "
         "COLUMN`)"},
        {"  level: { column: urgency, values: { 1 - Top: high, 2 - Rest: low } }\n", "",
         "imports/other.yaml:25:3: nothing is imported into the field 'level', which is required (expected "
         "`level: "
         "COLUMN` in `fields`)"},
        {"ignore: [colour]", "priority: urgencies\nlinks: {}",
         "imports/other.yaml:31:1: `links` is not supported by this release"},
    };
    for (const auto& [old_text, new_text, expected] : cases)
        EXPECT_THAT(problems(changed(old_text, new_text)), ElementsAre(expected)) << new_text;
}

TEST(ImportMapping, AComputedFieldTakesNothing) {
    Draft draft;
    draft.with("count: { integer: true }", "count: { integer: true, is: \"1\" }");
    draft.with("form: [note, count]", "form: [note]");
    const auto loaded = load_import(*draft.process(), {"imports/other.yaml", std::string(mapping)});
    ASSERT_FALSE(loaded);
    EXPECT_EQ(text(loaded.error().front()),
              "imports/other.yaml:26:3: the field 'count' is computed, so nothing can be imported into it "
              "(expected a "
              "field that can be set)");
}

TEST(ImportMapping, OnlyFilesOfTheFolderAreMappings) {
    EXPECT_TRUE(is_import_file("imports/servicenow.yaml"));
    for (const std::string_view path :
         {"servicenow.yaml", "imports/.yaml", "imports/x/y.yaml", "imports/x.yml", "x/imports/y.yaml"})
        EXPECT_FALSE(is_import_file(path)) << path;
}

TEST(SourceWords, ACodeAndItsWordsStandForTheWhole) {
    SourceWords words(" - ");
    EXPECT_TRUE(words.add("2 - Medium", 7));
    EXPECT_TRUE(words.add("3 - Low", 8));
    EXPECT_TRUE(words.add("4 - Low", 9));
    EXPECT_FALSE(words.add("2", 8));
    for (const std::string_view text :
         {"2", "Medium", " medium ", "2 - Medium", "2 -medium", "2- MEDIUM", "2 - Mittel", "II - medium"})
        EXPECT_EQ(words.find(text), 7u) << text;
    EXPECT_EQ(words.find("4 - Low"), 9u);
    for (const std::string_view text : {"low", "5", "", "-", "2-medium"})
        EXPECT_EQ(words.find(text), std::nullopt) << text;
}

TEST(ImportMapping, TheShippedOnesLoad) {
    for (const std::string id : {"itil-starter"}) {
        const auto folder = std::filesystem::path(REEVE_ROOT) / "processes" / id;
        const auto read = [](const std::filesystem::path& path) {
            std::ostringstream text;
            text << std::ifstream(path, std::ios::binary).rdbuf();
            return text.str();
        };
        const auto process = load_process(id, {{"process.yaml", read(folder / "process.yaml")}});
        ASSERT_TRUE(process);
        for (const auto& entry : std::filesystem::directory_iterator(folder / "imports")) {
            const auto loaded = load_import(
                *process->process, {"imports/" + entry.path().filename().string(), read(entry.path())});
            if (!loaded)
                for (const Problem& problem : loaded.error()) ADD_FAILURE() << text(problem);
        }
    }
}

}  // namespace
}  // namespace reeve::process

// A file in, lives out: every quirk of other desks' files, and that no row is lost.
#include "import/run.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "import/byte_source.hpp"
#include "import/cast.hpp"
#include "import/example_test.hpp"

namespace reeve::import {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view head =
    "number,incident_state,sys_updated_at,opened_at,caller_id,impact,urgency,priority,assignment_group,"
    "assigned_to,"
    "reassignment_count,reopen_count,category,subcategory,closed_at\n";

struct Imported {
    ImportTotals totals;
    std::vector<records::ImportedLife> lives;
    std::vector<desk::Import> batches;
    std::vector<std::string> said;
    std::string accident;
};

Imported import(const std::string& text, std::vector<std::pair<std::string, std::string>> changes = {},
                const std::string& organisation = "", const process::ProcessPtr& process = itil()) {
    const Folder folder;
    const process::ImportMapping how = mapping(*process, "servicenow", std::move(changes));
    Imported found;
    KeepingSink sink;
    ImportOrder order{
        {folder.write("log.csv", text)}, organisation, folder.path(), {}, {}, [&](std::string_view line) {
            std::string said(line);
            if (const std::size_t at = said.find(folder.path()); at != std::string::npos)
                said.erase(at, folder.path().size() + 1);
            found.said.push_back(std::move(said));
        }};
    try {
        found.totals = run_import(how, *process, order, sink);
    } catch (const std::runtime_error& accident) {
        found.accident = accident.what();
    }
    EXPECT_EQ(folder.count(), 1u) << "nothing stays behind";
    found.lives = std::move(sink.lives);
    found.batches = std::move(sink.batches);
    return found;
}

std::string flags_of(const Imported& found) {
    std::string all;
    for (const auto& life : found.lives)
        for (const auto& row : life.rows)
            for (const std::string& flag : row.flags) all += fmt::format("{}: {}\n", row.line, flag);
    return all;
}

TEST(RunImport, RowsOfARecordBecomeItsLifeInTheOrderOfTime) {
    const Imported found = import(
        std::string(head) +
        "I2,New,2-3-2016 9:00,2-3-2016 8:59,Ann,2 - Medium,1 - High,2 - High,Group 1,?,0,0,Category 1,Sub "
        "2,?\n"
        "I1,Active,01-03-2016 10:30,01-03-2016 09:00,Bo,1 - High,1 - High,1 - Critical,Group 2,Res "
        "4,1,0,?,?,?\n"
        "I1,New,01-03-2016 09:30,01-03-2016 09:00,Bo,1 - High,1 - High,1 - Critical,Group 1,?,0,0,?,?,?\n");
    ASSERT_EQ(found.accident, "");
    ASSERT_EQ(found.lives.size(), 2u);
    const records::ImportedLife& one = found.lives.front();
    EXPECT_EQ(one.key, "I1");
    EXPECT_EQ(one.type, "incident");
    EXPECT_EQ(one.reporter, "bo");
    EXPECT_EQ(text(one.born.value()), "2016-03-01T09:00:00Z");
    ASSERT_EQ(one.rows.size(), 2u);
    EXPECT_EQ(one.rows[0].state, "new");
    EXPECT_EQ(one.rows[0].line, 4);
    EXPECT_EQ(one.rows[1].state, "active");
    EXPECT_EQ(one.rows[1].fields.find("assignment_group")->string(), "group_2");
    EXPECT_EQ(one.rows[1].fields.find("impact")->string(), "high");
    EXPECT_EQ(one.rows[1].assignee, "res_4");
    EXPECT_EQ(one.rows[0].assignee, "");
    EXPECT_EQ(one.rows[1].priority, "critical");
    EXPECT_EQ(one.rows[1].title, "Incident I1");
    EXPECT_EQ(found.lives[1].rows[0].title, "Category 1, Sub 2");
    EXPECT_EQ(found.totals.rows, 3);
    EXPECT_EQ(found.totals.records, 2);
    EXPECT_EQ(found.totals.rejected, 0);
    ASSERT_EQ(found.batches.size(), 1u);
    EXPECT_EQ(found.batches[0].organisations.front().name, "servicenow");
    EXPECT_EQ(found.batches[0].teams.size(), 2u);
    EXPECT_EQ(found.batches[0].people.size(), 3u);
}

// Days are days of 24 hours, which hours of work are not.
TEST(RunImport, LengthsOfTimeAreGivenOnAsTheyWereWritten) {
    const Imported found = import(
        "number,incident_state,sys_updated_at,opened_at,subcategory\n"
        "I1,New,2-3-2016 9:00,2-3-2016 8:59,144000\n"
        "I2,New,2-3-2016 9:00,2-3-2016 8:59,40h\n"
        "I3,New,2-3-2016 9:00,2-3-2016 8:59,1d16h\n"
        "I4,New,2-3-2016 9:00,2-3-2016 8:59,a while\n"
        "I5,New,2-3-2016 9:00,2-3-2016 8:59,3wd\n",
        {}, "", itil({"subcategory:        { text: short", "subcategory:        { duration: true"}));
    ASSERT_EQ(found.lives.size(), 5u) << found.accident;
    std::string said;
    for (const auto& life : found.lives) {
        const Json* length = life.rows.front().fields.find("subcategory");
        said += (length != nullptr ? length->string() : "none") + " ";
    }
    EXPECT_EQ(said, "144000s 40h 1d16h none 3wd ");
    EXPECT_THAT(flags_of(found), HasSubstr("'a while' is no length of time for subcategory"));
}

TEST(RunImport, LabelsDatesAndLineEndsMayBeWrittenOtherwise) {
    const Imported found = import(
        "\xEF\xBB\xBFNumber;State;Sys Updated At;Opened At;Impact;Urgency;Priority\r\n"
        "I1;1;1/3/2016 9:05;1/3/2016;2;3 -Low;4\r\n"
        "I1;\"RESOLVED\";2016-03-02 10:00:01;1/3/2016;Medium;3;Low\r\n\r\n");
    ASSERT_EQ(found.lives.size(), 1u) << found.accident;
    const auto& rows = found.lives[0].rows;
    EXPECT_EQ(text(rows[0].at), "2016-03-01T09:05:00Z");
    EXPECT_EQ(text(rows[1].at), "2016-03-02T10:00:01Z");
    EXPECT_EQ(rows[0].fields.find("impact")->string(), "medium");
    EXPECT_EQ(rows[0].fields.find("urgency")->string(), "low");
    EXPECT_EQ(rows[0].priority, "low");
    EXPECT_EQ(rows[1].priority, "low");
    EXPECT_EQ(rows[1].state, "resolved");
    EXPECT_EQ(flags_of(found), "");
    EXPECT_THAT(found.said, Contains(testing::StartsWith(
                                "log.csv: columns that the mapping uses and the file does not have: "
                                "assigned_to, assignment_group, caller_id, ")));
}

TEST(RunImport, OfColumnsWithOneNameTheFirstCounts) {
    const std::string text =
        "number,incident_state,sys_updated_at,impact,urgency,impact,colour\n"
        "I1,New,01-03-2016 10:30,1,1,3,red\n";
    const Imported first = import(text);
    EXPECT_EQ(first.lives.at(0).rows[0].fields.find("impact")->string(), "high");
    EXPECT_THAT(first.said,
                Contains("log.csv: columns that the mapping neither uses nor ignores: impact#2, colour"));
    const Imported second =
        import(text, {{"impact:  { column: impact,", "impact:  { column: \"impact#2\","}});
    EXPECT_EQ(second.lives.at(0).rows[0].fields.find("impact")->string(), "low");
}

TEST(RunImport, WhatCannotBeReadIsRejectedWithItsLine) {
    const Imported found = import(
        "number,incident_state,sys_updated_at,impact,urgency\n"
        "?,New,01-03-2016 10:30,1,1\n"
        "I2,New,31-02-2016 10:30,1,1\n"
        "I3,New,?,1,1\n"
        "I4,New,01-03-2016 10:30,1\n"
        "I5,\"New,01-03-2016 10:30,1,1\n"
        "I6,New,01-03-2016 10:30,1,1\n");
    EXPECT_EQ(found.totals.rows, 6);
    EXPECT_EQ(found.totals.rejected, 5);
    ASSERT_EQ(found.lives.size(), 1u);
    EXPECT_EQ(found.lives[0].key, "I6");
    EXPECT_THAT(
        found.said,
        testing::IsSupersetOf(
            {"log.csv:2: rejected: number is empty, so it is not known which record the row belongs to",
             "log.csv:3: rejected: sys_updated_at is '31-02-2016 10:30', which is no date of the mapping's "
             "forms",
             "log.csv:4: rejected: sys_updated_at is empty, so it is not known when the row held",
             "log.csv:5: rejected: the row has 4 cells where the first row has 5",
             "log.csv:6: rejected: cell 2 begins with a quote that does not end"}));
}

TEST(RunImport, AStateOutsideTheListIsKeptAndFlagged) {
    const std::string text =
        "number,incident_state,sys_updated_at,impact,urgency\n"
        "I1,-100,01-03-2016 10:30,1,1\n"
        "I1,Active,01-03-2016 10:31,1,1\n"
        "I1,-100,01-03-2016 10:32,7,1\n";
    const Imported kept = import(text);
    ASSERT_EQ(kept.lives.at(0).rows.size(), 3u);
    EXPECT_EQ(kept.lives[0].rows[2].state, "");
    EXPECT_EQ(flags_of(kept),
              "2: the state '-100' is not one of the mapping's: the record begins as a new one\n"
              "4: the state '-100' is not one of the mapping's: the record stays as it was\n"
              "4: '7' is not one of the mapping's values for impact: what stood there stays\n");
    const Imported rejected = import(text, {{"otherwise: keep  ", "otherwise: reject  "}});
    EXPECT_EQ(rejected.totals.rejected, 2);
    EXPECT_EQ(rejected.lives.at(0).rows.size(), 1u);
    EXPECT_THAT(rejected.said, Contains("log.csv:2: rejected: the state '-100' is not one of the mapping's"));
}

TEST(RunImport, WhatTheFileContradictsItselfInIsFlagged) {
    const Imported found =
        import(std::string(head) +
               "I1,New,01-03-2016 10:30,01-03-2016 09:00,Bo,1,1,1,Group 1,?,0,0,?,?,?\n"
               "I1,Active,01-03-2016 10:20,01-03-2016 09:00,Bo,1,1,1,Group 2,?,0,0,?,?,?\n"
               "I1,Resolved,01-03-2016 11:00,01-03-2016 09:00,Bo,1,1,1,Group 1,?,0,0,?,?,?\n"
               "I1,Active,01-03-2016 11:10,01-03-2016 09:00,Bo,1,1,1,Group 1,?,0,0,?,?,?\n"
               "I1,Closed,01-03-2016 11:20,01-03-2016 09:00,Bo,1,1,1,Group 1,?,3,2,?,?,01-03-2016 12:00\n");
    EXPECT_EQ(flags_of(found),
              "3: the row goes back in time: 2016-03-01T10:20:00Z, behind line 2 with 2016-03-01T10:30:00Z\n"
              "6: closed_at says 2016-03-01T12:00:00Z, the rows 2016-03-01T11:20:00Z\n"
              "6: reassignment_count says 3, the rows show 1\n"
              "6: reopen_count says 2, the rows show 1\n");
    EXPECT_EQ(found.totals.flagged, 4);
}

TEST(RunImport, WhatAStateSetsIsEmptiedByTheOthers) {
    const Imported found = import(
        "number,incident_state,sys_updated_at,impact,urgency,resolved_by,closed_code\n"
        "I1,Awaiting Vendor,01-03-2016 10:30,1,1,Res 9,code 7\n"
        "I1,Resolved,01-03-2016 10:31,1,1,Res 9,code 7\n");
    const auto& rows = found.lives.at(0).rows;
    EXPECT_EQ(rows[0].fields.find("waiting_for")->string(), "supplier");
    EXPECT_TRUE(rows[1].fields.find("waiting_for")->is_null());
    EXPECT_EQ(rows[0].fields.find("close_code"), nullptr) << "it is known only at the end";
    EXPECT_EQ(rows[1].fields.find("close_code")->string(), "code 7");
    EXPECT_EQ(rows[1].fields.find("solution")->string(), "Closed with code 7");
    EXPECT_EQ(rows[1].fields.find("resolved_by")->string(), "res_9");
}

TEST(RunImport, ALongLifeIsHandedOnInParts) {
    std::string text = "number,incident_state,sys_updated_at,impact,urgency\n";
    for (int i = 0; i < 4500; ++i)
        text += fmt::format("I1,Active,{}-3-2016 {}:{},1,1\n", 1 + i / 1440, i / 60 % 24, i % 60);
    const Imported found = import(text);
    EXPECT_EQ(found.totals.rows, 4500);
    EXPECT_EQ(found.totals.records, 1);
    EXPECT_EQ(found.totals.created, 1);
    std::size_t rows = 0;
    for (const auto& life : found.lives) rows += life.rows.size();
    EXPECT_EQ(rows, 4500u);
    EXPECT_EQ(flags_of(found), "");
}

TEST(RunImport, AFileThatIsNoneSaysWhy) {
    EXPECT_THAT(import("").accident, HasSubstr("the file has no first row with the columns' names"));
    EXPECT_THAT(import("a,b\n1,2\n").accident, HasSubstr("has no column number, which the mapping needs"));
    EXPECT_THAT(import("number,state\n1,2\n").accident,
                HasSubstr("has no column sys_updated_at or sys_updated_on"));
}

TEST(RunImport, OldEncodingsAreReadWhereTheMappingSaysSo) {
    const std::string text =
        "number,incident_state,sys_updated_at,impact,urgency,caller_id,short_description\n"
        "I1,New,01-03-2016 10:30,1,1,Jos\xE9,\x80 5\n";
    const Imported found = import(text);
    EXPECT_EQ(found.lives.at(0).rows[0].title, "€ 5");
    EXPECT_EQ(found.batches[0].people.front().display, "José");
    const Imported strict = import(text, {{"encoding: windows-1252", "encoding: utf-8"}});
    EXPECT_THAT(strict.said, Contains("log.csv:2: rejected: the cell 'caller_id' is no UTF-8"));
}

TEST(RunImport, TheOrganisationIsTheOneThatIsNamed) {
    const Imported found = import(
        "number,incident_state,sys_updated_at,impact,urgency,caller_id\n"
        "I1,New,01-03-2016 10:30,1,1,Ann\n",
        {}, "Boane Hospital");
    EXPECT_EQ(found.batches[0].organisations.front().name, "boane_hospital");
    EXPECT_EQ(found.batches[0].organisations.front().display, "Boane Hospital");
    EXPECT_EQ(found.batches[0].people.front().organisation, "boane_hospital");
}

TEST(HandleOf, KeepsNamesApart) {
    EXPECT_EQ(handle_of("", "Beth Anglin"), "beth_anglin");
    EXPECT_EQ(handle_of("sn_", "Opened by  8"), "sn_opened_by_8");
    EXPECT_NE(handle_of("", "José"), handle_of("", "Josè"));
    EXPECT_NE(handle_of("", "a@b"), handle_of("", "a b"));
    EXPECT_EQ(handle_of("", "JOHN"), handle_of("", " john "));
    EXPECT_NE(handle_of("", "北京"), handle_of("", "上海"));
    EXPECT_EQ(handle_of("", std::string(100, 'x')).size(), 63u);
    EXPECT_NE(handle_of("", std::string(32, 'a')), std::string(32, 'a')) << "that would be an id";
}

}  // namespace
}  // namespace reeve::import

// Tables whose rows are entries of a register: what fits, and what is refused.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view entries = R"YAML(  agreed:
    kind: task
    number: "AGR-{seq:3}"
    register: true
    fields:
      level: { choice: level }
      answer: { duration: true, required: true, default: "duration('1h')" }
      more: { duration: true }
    states: { listed: { open: true, start: true }, gone: { end: true } }
    acts:
      log: { by: agent, form: [title, level, answer, more] }
      strike: { from: listed, to: gone, by: agent })YAML";

Draft agreed() {
    return Draft().after("records:", entries).after("  limits:", "    rows_from: agreed");
}

TEST(RowsFrom, ARegistersEntriesStandBesideTheRows) {
    const ProcessPtr process = agreed().process();
    const Table& table = process->tables[0];
    ASSERT_TRUE(table.from.has_value());
    EXPECT_EQ(process->types[table.from->type].name, "agreed");
    EXPECT_THAT(table.from->in, ElementsAre(0U));
    EXPECT_THAT(table.from->out, ElementsAre(1U, 2U));
    EXPECT_EQ(table.rows.size(), 2U);
}

TEST(RowsFrom, WarnsOfATextThatWouldHaveToBeAnOrganisationsHandle) {
    const auto warnings = [](std::string_view asked, std::string_view kind) {
        return agreed()
            .with("in: { level: level }", "in: { site: text, level: level }")
            .with("[ high, 1h, none ]", "[ any, high, 1h, none ]")
            .with("[ low, 2h, 4h ]", "[ any, low, 2h, 4h ]")
            .with("answer: { duration: true,",
                  fmt::format("site: {}\n      answer: {{ duration: true,", kind))
            .with("limit: tables.limits(level).answer",
                  fmt::format("limit: tables.limits({}, level).answer", asked))
            .with("limit: tables.limits(level).more", "limit: tables.limits('x', level).more")
            .warnings();
    };
    EXPECT_THAT(
        warnings("place.name", "{ text: short }"),
        Contains(HasSubstr("the table 'limits' is asked for an organisation by its handle, and 'site' "
                           "is a text (expected `organisation: true`")));
    EXPECT_THAT(warnings("reporter.organisation.name", "{ text: short }"),
                Contains(HasSubstr("an organisation by its handle")));
    EXPECT_THAT(warnings("place.name", "{ organisation: true }"), Not(Contains(HasSubstr("handle"))));
    EXPECT_THAT(warnings("note", "{ text: short }"), Not(Contains(HasSubstr("handle"))));
}

TEST(RowsFrom, NamesARegister) {
    EXPECT_THAT(agreed().with("rows_from: agreed", "rows_from: agred").problems(),
                Contains(HasSubstr("unknown record type 'agred'")));
    EXPECT_THAT(agreed().with("rows_from: agreed", "rows_from: memo").problems(),
                Contains(HasSubstr("'memo' is no register")));
}

TEST(RowsFrom, EachColumnIsAFieldOfItsKind) {
    EXPECT_THAT(agreed().with("      more: { duration: true }", "      mor: { duration: true }").problems(),
                Contains(HasSubstr("unknown field of 'agreed' 'more'")));
    EXPECT_THAT(agreed().with("      more: { duration: true }", "      more: { integer: true }").problems(),
                Contains(HasSubstr("the field 'more' of 'agreed' does not fit the column")));
    EXPECT_THAT(agreed()
                    .with("      answer: { duration: true, required: true, default: \"duration('1h')\" }",
                          "      answer: { duration: true }")
                    .problems(),
                Contains(HasSubstr("an entry of 'agreed' may have no 'answer'")));
}

TEST(RowsFrom, NoEntryIsWorkedOutFromItsOwnTable) {
    EXPECT_THAT(
        agreed()
            .with("      more: { duration: true }",
                  "      more: { duration: true }\n      twice: { boolean: true, is: \"level != null && "
                  "tables.limits(level).more == null\" }")
            .problems(),
        Contains(HasSubstr("'twice' is worked out from the table 'limits', whose rows are these")));
}

}  // namespace
}  // namespace reeve::process

// Parties: people and organisations among the fields, for whom and through whom a record is logged.
#include <gmock/gmock.h>

#include "process/draft_test.hpp"

namespace reeve::process {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

Draft routed() {
    return Draft()
        .after("    kind: incident",
               "    parties: { told_by: { person: true }, vendor: { organisation: vendor } }")
        .after("  expert: {}", "  outside: { at: vendor }")
        .with("holders: [agent, expert]", "holders: [agent, expert, outside]")
        .with(
            "      log: { to: new, by: [caller, agent], form: [title, description, level, place, note] }",
            "      log: { to: new, by: [caller, agent], form: [title, level, told_by, vendor], for: told_by, "
            "via: [vendor] }");
}

TEST(Parties, AreFieldsThatTheCreatingActKnowsMoreOf) {
    const ProcessPtr process = routed().process();
    const RecordType& type = process->types[0];
    EXPECT_THAT(type.parties, ElementsAre(*type.field("told_by"), *type.field("vendor")));
    const Act& log = type.acts[*type.act("log")];
    EXPECT_EQ(log.on_behalf, type.field("told_by"));
    ASSERT_EQ(log.via.size(), 1U);
    EXPECT_EQ(process->roles[log.via.front().role].name, "outside");
}

TEST(Parties, ArePeopleAndOrganisations) {
    EXPECT_THAT(routed().with("told_by: { person: true }", "told_by: { integer: true }").problems(),
                Contains(HasSubstr("'told_by' is no party")));
    EXPECT_THAT(routed().with("for: told_by", "for: vendor").problems(),
                Contains(HasSubstr("unknown person among the parties 'vendor'")));
    EXPECT_THAT(routed().with("via: [vendor]", "via: [vendr]").problems(),
                Contains(HasSubstr("unknown organisation among the parties 'vendr'")));
}

TEST(Parties, AreSaidWhereTheRecordBegins) {
    EXPECT_THAT(routed()
                    .with("      answer: { from: wait, to: work, by: caller }",
                          "      answer: { from: wait, to: work, by: caller, for: told_by }")
                    .problems(),
                Contains(HasSubstr("`for` of an act that creates no record")));
    EXPECT_THAT(routed().with("told_by, vendor], for", "vendor], for").problems(),
                Contains(HasSubstr("the form of 'log' does not ask for 'told_by'")));
}

TEST(Parties, HaveOneRoleThatHoldsThere) {
    EXPECT_THAT(routed().with("  outside: { at: vendor }", "  outside: {}").problems(),
                Contains(HasSubstr("no role is `at: vendor`")));
    EXPECT_THAT(routed().after("  outside: { at: vendor }", "  other: { at: vendor }").problems(),
                Contains(HasSubstr("more than one role is `at: vendor`")));
    EXPECT_THAT(routed().with("expert, outside]", "expert]").problems(),
                Contains(HasSubstr("'outside' is not among the holders")));
}

}  // namespace
}  // namespace reeve::process

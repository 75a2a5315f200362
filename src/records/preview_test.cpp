// What logging would give: told as far as what is known goes, and never otherwise than logging does it.

#include "records/preview.hpp"

#include "records/priority_why.hpp"
#include "records/support_fixture_test.hpp"

namespace reeve::records {
namespace {

using ::testing::ElementsAre;
using testing::high;
using ::testing::IsEmpty;
using testing::SupportTest;

class PreviewTest : public SupportTest {
protected:
    Outcome<Preview> ask(std::string_view person, JsonObject fields, std::string title = "",
                         std::string reporter = "") {
        Command command = world.command(person, Command::Kind::log);
        command.process = "epts-support";
        command.type = "issue";
        command.fields = std::move(fields);
        command.title = std::move(title);
        command.reporter = std::move(reporter);
        Situation situation = world.situation(nullptr);
        return preview(situation, command);
    }
    static std::vector<std::string> missing(const Preview& preview) {
        return testing::what({RefusalKind::unmet, "", preview.unmet, 0});
    }
};

TEST_F(PreviewTest, IsWhatLoggingGives) {
    const auto seen = ask("andre", high, "It fails");
    ASSERT_TRUE(seen) << said(seen.error());
    EXPECT_THAT(seen->unmet, IsEmpty());
    const Record& logged = world.get(this->logged(high));
    EXPECT_EQ(seen->record.priority, logged.priority);
    EXPECT_EQ(seen->record.rank, logged.rank);
    EXPECT_EQ(seen->record.holder, logged.holder);
    EXPECT_EQ(seen->record.state, logged.state);
    ASSERT_EQ(seen->record.clocks.size(), logged.clocks.size());
    for (std::size_t i = 0; i < logged.clocks.size(); ++i) {
        EXPECT_EQ(seen->record.clocks[i].now.clock, logged.clocks[i].now.clock);
        EXPECT_EQ(seen->record.clocks[i].now.due, logged.clocks[i].now.due);
        EXPECT_EQ(seen->record.clocks[i].now.limit, logged.clocks[i].now.limit);
    }
}

TEST_F(PreviewTest, TellsWhatIsKnownAlreadyAndAllThatIsMissing) {
    const auto without_title = ask("andre", high);
    ASSERT_TRUE(without_title);
    EXPECT_EQ(without_title->record.priority, "High");
    EXPECT_THAT(without_title->record.clocks, ::testing::Not(IsEmpty()));
    EXPECT_THAT(missing(*without_title), ElementsAre("field title"));

    const auto half = ask("andre", {{"urgency", "job_stopped"}});
    ASSERT_TRUE(half);
    EXPECT_EQ(half->record.rank, 0) << "nobody knows it yet";
    EXPECT_THAT(half->record.clocks, IsEmpty());
    EXPECT_EQ(half->record.holder.role, "tier_2");
    EXPECT_THAT(missing(*half), ElementsAre("field title", "field impact"))
        << "what follows from the impact is not missed a second time";

    const auto wrong = ask("andre", {{"urgency", "job_stoped"}, {"impact", "single_user"}}, "It fails");
    ASSERT_TRUE(wrong);
    EXPECT_THAT(missing(*wrong), ElementsAre("field urgency"));
}

TEST_F(PreviewTest, WhoMayNotLogIsToldSo) {
    const auto for_another = ask("andre", high, "It fails", "jose");
    ASSERT_FALSE(for_another);
    EXPECT_EQ(for_another.error().kind, RefusalKind::not_allowed);
    EXPECT_NE(for_another.error().detail.find("only for yourself; for somebody else it is for"),
              std::string::npos)
        << for_another.error().detail;
}

TEST_F(PreviewTest, WhyNamesTheRowThatHit) {
    const auto seen = ask("andre", {{"urgency", "job_stopped"}, {"impact", "multiple_users"}}, "It fails");
    ASSERT_TRUE(seen);
    const process::Process& process = testing::shipped("epts-support");
    const process::RecordType& type = process.types[*process.type("issue")];
    const auto why = priority_why(process, type, seen->record, world.directory());
    ASSERT_TRUE(why);
    EXPECT_EQ(why->table->name, "priority");
    EXPECT_EQ(why->row, 3U);
    std::vector<std::string> inputs;
    for (const process::Index index : why->inputs) inputs.push_back(type.fields[index].name);
    EXPECT_THAT(inputs, ElementsAre("urgency", "impact"));

    const auto half = ask("andre", {{"urgency", "job_stopped"}});
    ASSERT_TRUE(half);
    EXPECT_FALSE(priority_why(process, type, half->record, world.directory()));
}

}  // namespace
}  // namespace reeve::records

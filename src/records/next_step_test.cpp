#include "records/next_step.hpp"

#include <array>

#include "process/load.hpp"
#include "records/support_fixture_test.hpp"

namespace reeve::records::testing {
namespace {

std::string step_said(const process::Process& process, const Record& record,
                      std::string_view language = "en") {
    const auto index = process.type(record.type);
    const NextStep step = next_step(&process, index ? &process.types[*index] : nullptr, record, language);
    constexpr std::array<std::string_view, 5> kinds{"act", "vote", "wait", "auto", "none"};
    std::string words(kinds[static_cast<std::size_t>(step.kind)]);
    words += " '" + step.title + "'";
    if (!step.act.empty()) words += " (" + step.act + ")";
    if (!step.whom.empty()) words += " for " + step.whom;
    if (step.at) words += " at " + text(*step.at);
    return words;
}

class NextStepOfSupport : public SupportTest {
protected:
    std::string next(std::string_view number, std::string_view language = "en") {
        return step_said(shipped("epts-support"), world.get(number), language);
    }
};

TEST_F(NextStepOfSupport, FollowsTheRecordThroughItsLife) {
    const std::string number = logged();
    EXPECT_EQ(next(number), "act 'Acknowledge' (acknowledge) for tier_2");
    EXPECT_EQ(next(number, "pt"), "act 'Confirmar' (acknowledge) for tier_2");
    done("helena", number, "acknowledge");
    EXPECT_EQ(next(number), "act 'Resolve' (resolve) for tier_2");
    done("helena", number, "ask", {}, "Which room?");
    EXPECT_EQ(next(number), "wait 'Waiting for the reporter' for reporter");
    done("andre", number, "answer", {}, "The second one.");
    done("helena", number, "refer", {}, "Tried everything.");
    EXPECT_EQ(next(number), "act 'Acknowledge' (acknowledge) for tier_3");
    done("rui", number, "acknowledge");
    done("rui", number, "resolve", {{"solution", "The cable was loose; it was fixed."}});
    const Instant closes = world.now + Duration::days(5);
    EXPECT_EQ(next(number), "auto 'Close' (close) at " + text(closes));
    world.advance(closes + Duration::days(1));
    EXPECT_EQ(next(number), "none 'Closed'");
}

TEST_F(NextStepOfSupport, IsOfTheHolderWhereSeveralMayAct) {
    const std::string number = logged();
    done("helena", number, "acknowledge");
    done("helena", number, "dispatch", {}, "Look at the router.");
    const std::string visit = world.get(number).links.front().number;
    EXPECT_EQ(next(visit), "act 'Schedule' (schedule) for dhio");
}

TEST(NextStep, OfAProcessThatIsNotLoadedIsItsState) {
    Record record;
    record.state = "in_work";
    EXPECT_EQ(next_step(nullptr, nullptr, record, "en").title, "In work");
    EXPECT_EQ(next_step(nullptr, nullptr, record, "en").kind, NextStep::Kind::none);
}

TEST(NextStep, OfTheStarterBeginsWithWork) {
    World world(shipped("itil-starter"));
    const auto number = world.log("helena", "incident", {});
    ASSERT_TRUE(number.has_value()) << number.error().detail;
    EXPECT_EQ(step_said(shipped("itil-starter"), world.get(*number)), "act 'Start work' (start) for agent");
}

// Where nobody moves it by hand, the next thing is what follows a clock's breach; of two the earlier.
TEST(NextStep, IsTheEscalationWhereNothingComesBefore) {
    const auto loaded = process::load_process("parcels", {{"process.yaml", R"yaml(process: parcels
version: 1
roles:
  clerk: {}
  chief: {}
records:
  parcel:
    kind: task
    number: "P-{seq:3}"
    fields: { note: { text: short } }
    states:
      lying: { open: true, start: true }
      gone: { end: true }
    custody: { holders: [clerk, chief], first: "'clerk'" }
    acts:
      log: { to: lying, by: clerk, form: [title] }
      send: { from: lying, to: gone, by: desk, auto: { after: 3d } }
      raise: { from: lying, by: desk, keeps_state: true, hand_over: "holder == 'clerk' ? 'chief' : null" }
    clocks:
      lying: { starts: each_leg, of: [clerk], stops: [ hand_over, state: gone ], limit: "duration('24h')", breach: { do: raise } }
)yaml"}});
    ASSERT_TRUE(loaded.has_value()) << reeve::text(loaded.error().front());
    const process::Process& parcels = *loaded->process;
    World world(parcels);
    world.add_person("cleo", "central", {"clerk"});
    const auto number = world.log("cleo", "parcel", {});
    ASSERT_TRUE(number.has_value()) << number.error().detail;
    const Instant breach = world.now + Duration::days(1);
    const Instant sent = world.now + Duration::days(3);
    EXPECT_EQ(step_said(parcels, world.get(*number)), "auto 'Raise' (raise) for chief at " + text(breach));
    world.advance(breach + Duration::minutes(1));
    EXPECT_EQ(step_said(parcels, world.get(*number)), "auto 'Send' (send) at " + text(sent));
}

// Every state of every shipped process says something, whoever holds the record.
TEST(NextStep, IsNeverEmpty) {
    for (const char* id : {"epts-support", "itil-starter"}) {
        const process::Process& process = shipped(id);
        for (const process::RecordType& type : process.types) {
            for (const process::State& state : type.states) {
                for (const std::string& holder : {std::string(), process.roles.front().name}) {
                    Record record;
                    record.state = state.name;
                    record.open = state.open;
                    record.holder.role = holder;
                    EXPECT_FALSE(next_step(&process, &type, record, "pt").title.empty()) << state.name;
                }
            }
        }
    }
}

}  // namespace
}  // namespace reeve::records::testing

// The processes that are shipped load, and mean what their owners wrote.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "process/demo.hpp"
#include "process/load.hpp"
#include "process/span.hpp"

namespace reeve::process {
namespace {

std::string read_file(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

Loaded load_shipped(const std::string& id) {
    const std::string text = read_file(std::filesystem::path(REEVE_ROOT) / "processes" / id / "process.yaml");
    auto loaded = load_process(id, {{"process.yaml", text}});
    if (!loaded)
        for (const Problem& problem : loaded.error()) ADD_FAILURE() << reeve::text(problem);
    return loaded ? std::move(*loaded) : Loaded{};
}

void demo_loads(const std::string& id) {
    const Loaded loaded = load_shipped(id);
    ASSERT_TRUE(loaded.process);
    for (const Problem& warning : loaded.warnings) ADD_FAILURE() << reeve::text(warning);
    const std::string text = read_file(std::filesystem::path(REEVE_ROOT) / "processes" / id / "demo.yaml");
    const auto demo = load_demo({"demo.yaml", text}, loaded.process.get());
    if (!demo)
        for (const Problem& problem : demo.error()) ADD_FAILURE() << reeve::text(problem);
    ASSERT_TRUE(demo);
}

// What a unique table says for inputs by name; a span as its text.
std::string said(const Process& process, std::string_view table, std::vector<cel::Value> inputs,
                 std::size_t output = 0) {
    const cel::Value row = process.tables.at(*process.table(table)).call(inputs);
    const cel::Value value = row.object().field(output);
    if (const auto span = span_of(value)) return text(*span);
    return value.is_null() ? "none" : value.string();
}

TEST(Shipped, EptsSupportLoads) {
    demo_loads("epts-support");
}

TEST(Shipped, EptsSupportPriorityIsTheGuides) {
    const ProcessPtr process = load_shipped("epts-support").process;
    ASSERT_TRUE(process);
    const auto priority = [&](std::string_view urgency, std::string_view impact) {
        return said(*process, "priority", {cel::Value(urgency), cel::Value(impact)});
    };
    for (const std::string_view impact : {"single_user", "multiple_users", "software_wide"}) {
        EXPECT_EQ(priority("patient_safety", impact), "Critical");
        EXPECT_EQ(priority("not_affecting", impact), "Normal");
    }
    EXPECT_EQ(priority("job_stopped", "single_user"), "High");
    EXPECT_EQ(priority("job_stopped", "multiple_users"), "Urgent");
    EXPECT_EQ(priority("job_stopped", "software_wide"), "Urgent");
    EXPECT_EQ(priority("job_affected", "single_user"), "High");
    EXPECT_EQ(priority("job_affected", "multiple_users"), "High");
    EXPECT_EQ(priority("job_affected", "software_wide"), "Urgent");
}

TEST(Shipped, EptsSupportKeepsTiersAsHolders) {
    const ProcessPtr process = load_shipped("epts-support").process;
    ASSERT_TRUE(process);
    EXPECT_EQ(said(*process, "targets", {cel::Value("tier_2"), cel::Value("High")}, 1), "8h");
    EXPECT_EQ(said(*process, "targets", {cel::Value("tier_4"), cel::Value("High")}, 0), "1wd");
    EXPECT_EQ(said(*process, "next_tier", {cel::Value("tier_4")}), "none");
    EXPECT_EQ(said(*process, "first_holder", {cel::Value(false), cel::Value(true), cel::Value("network")}),
              "tier_1");
    EXPECT_EQ(said(*process, "first_holder", {cel::Value(false), cel::Value(true), cel::Value("data")}),
              "tier_2");
    const RecordType& issue = process->types.at(*process->type("issue"));
    EXPECT_EQ(issue.ranks, (std::vector<int>{1, 2, 3, 4}));
    EXPECT_EQ(issue.custody.holders.size(), 4u);
    for (const Act& act : issue.acts) {
        if (!act.moves_custody()) continue;
        EXPECT_EQ(act.to, issue.state("logged")) << act.name;
    }
    EXPECT_TRUE(issue.acts.at(*issue.act("refer")).hand_over);
    const Clock& late = issue.clocks.at(*issue.clock("resolve_or_escalate"));
    EXPECT_EQ(late.on_breach, issue.act("escalate"));
    ASSERT_EQ(late.warnings.size(), 1u);
    EXPECT_EQ(late.warnings[0].percent, 75);
    EXPECT_EQ(late.calendar.of, CalendarChoice::Of::organisation_field);
    EXPECT_EQ(late.calendar.field, issue.organisation);
    EXPECT_EQ(late.pauses.size(), 2u);
    EXPECT_EQ(process->languages, (std::vector<std::string>{"en", "pt"}));
}

TEST(Shipped, ItilStarterLoads) {
    demo_loads("itil-starter");
}

// The combinations that a real log of incidents holds (1 is high, 3 is low), with the priority that stood
// there.
TEST(Shipped, ItilStarterPriorityIsThatOfARealLog) {
    const ProcessPtr process = load_shipped("itil-starter").process;
    ASSERT_TRUE(process);
    const std::vector<std::string> level{"high", "medium", "low"};
    const std::vector<std::string> priority{"critical", "high", "moderate", "low"};
    const int log[][3] = {{1, 1, 1}, {1, 2, 2}, {2, 1, 2}, {2, 2, 3},
                          {2, 3, 4}, {3, 1, 3}, {3, 2, 4}, {3, 3, 4}};
    for (const auto& [impact, urgency, expected] : log)
        EXPECT_EQ(said(*process, "priority",
                       {cel::Value(level.at(static_cast<std::size_t>(impact) - 1)),
                        cel::Value(level.at(static_cast<std::size_t>(urgency) - 1))}),
                  priority.at(static_cast<std::size_t>(expected) - 1));
}

TEST(Shipped, ItilStarterHasGroupsAsHolders) {
    const ProcessPtr process = load_shipped("itil-starter").process;
    ASSERT_TRUE(process);
    const RecordType& incident = process->types.at(*process->type("incident"));
    EXPECT_EQ(incident.custody.team, incident.field("assignment_group"));
    const Act& refer = incident.acts.at(*incident.act("refer"));
    EXPECT_EQ(refer.hand_over_team, incident.field("assignment_group"));
    EXPECT_FALSE(refer.to);
    EXPECT_TRUE(incident.acts.at(*incident.act("reopen")).reopens);
    EXPECT_EQ(incident.clocks.at(*incident.clock("resolution")).calendar.of, CalendarChoice::Of::always);
}

// What cannot wait, what a model covers and what hangs on it say which way a change goes.
TEST(Shipped, ItilStarterHasThreePathsForChanges) {
    const ProcessPtr process = load_shipped("itil-starter").process;
    ASSERT_TRUE(process);
    const auto path = [&](bool emergency, bool model, std::string_view impact, std::string_view risk) {
        return said(*process, "change_paths",
                    {cel::Value(emergency), cel::Value(model), cel::Value(impact), cel::Value(risk)});
    };
    const auto levels = {"high", "medium", "low"};
    for (const std::string_view impact : levels)
        for (const std::string_view risk : levels) {
            EXPECT_EQ(path(true, true, impact, risk), "emergency");
            EXPECT_EQ(path(false, false, impact, risk), "normal");
            EXPECT_EQ(path(false, true, impact, risk),
                      impact == "low" && risk != "high" ? "standard" : "normal");
        }
    EXPECT_EQ(said(*process, "catalogue", {cel::Value("laptop")}, 1), "devices");
    EXPECT_EQ(said(*process, "catalogue", {cel::Value("password")}, 3), "1h");
}

}  // namespace
}  // namespace reeve::process

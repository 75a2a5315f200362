#include "records/importing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "records/clocks_internal.hpp"
#include "records/world_test.hpp"
#include "records/written_test.hpp"

namespace reeve::records {
namespace {

using testing::at;
using ::testing::HasSubstr;
using testing::World;

ImportedRow row_at(std::string_view local, std::int64_t line) {
    ImportedRow row;
    row.at = at(local);
    row.line = line;
    row.hash = sha256(std::to_string(line));
    return row;
}

ImportedLife life_of(std::vector<ImportedRow> rows) {
    ImportedLife life;
    life.key = "INC7";
    life.type = "incident";
    life.reporter = "jose";
    life.logged_by = "helena";
    life.channel = "phone";
    life.rows = std::move(rows);
    return life;
}

// Tells lives into the small world, and holds that folding their events gives what the plan says.
class Told {
public:
    explicit Told(World& world) : world_(world) {
        command_.id = Id{3, 3};
        command_.actor = {ActorKind::import, world.who("graca")};
    }
    LifeImported tell(const ImportedLife& life) {
        Situation situation = world_.situation(record.version == 0 ? nullptr : &record);
        LifeImported told = import_life(situation, command_, "there", life, known_);
        for (const Event& event : told.plan.events) {
            const auto applied = apply(record, event);
            EXPECT_TRUE(applied.has_value()) << applied.error().detail;
            if (const auto row = imported_row(event)) known_.insert(*row);
            events.push_back(event);
        }
        if (!told.plan.records.empty()) {
            EXPECT_EQ(testing::written(told.plan.records.front()), testing::written(record));
        }
        return told;
    }
    Record record;
    std::vector<Event> events;

private:
    World& world_;
    Command command_;
    std::set<Digest> known_;
};

class Importing : public ::testing::Test {
protected:
    void SetUp() override { world.now = at("2014-03-01 09:00"); }
    World world{testing::shipped("itil-starter")};
    Told told{world};
};

ImportedRow first_row() {
    ImportedRow row = row_at("2014-01-20 09:00", 2);
    row.state = "new";
    row.title = "It fails";
    row.fields = {{"impact", "high"}, {"urgency", "high"}};
    row.by = "helena";
    return row;
}

TEST_F(Importing, ARowIsAnEventAndWhatFollowsFollows) {
    ImportedRow second = row_at("2014-01-20 09:10", 3);
    second.state = "active";
    ImportedRow third = row_at("2014-01-21 09:00", 4);
    third.state = "resolved";
    ImportedLife life = life_of({first_row(), second, third});
    life.born = at("2014-01-20 08:30");
    const LifeImported report = told.tell(life);
    EXPECT_TRUE(report.created);
    EXPECT_EQ(report.added, 3);
    ASSERT_EQ(told.events.size(), 4U) << "the birth before the first row";
    for (const Event& event : told.events) {
        EXPECT_EQ(event.type, "imported");
        EXPECT_EQ(event.actor.kind, ActorKind::import);
        EXPECT_EQ(event.recorded_at, world.now);
    }
    EXPECT_FALSE(imported_row(told.events.front()).has_value());
    EXPECT_EQ(told.record.id, imported_record("there", "INC7"));
    EXPECT_EQ(told.record.created, at("2014-01-20 08:30"));
    EXPECT_EQ(told.record.priority, "critical");
    EXPECT_EQ(told.record.state, "resolved");
    ASSERT_EQ(told.record.path.size(), 3U);
    EXPECT_EQ(told.record.path[1], (Stay{"active", at("2014-01-20 09:10"), {}, "", true}));
    EXPECT_EQ(told.record.path[0].by, world.who("helena"));
    // Half an hour to respond, four hours to resolve: the one was kept to the limit, the other was not, and
    // is so marked at its own instant.
    const auto clock = [&](std::string_view name) {
        return std::find_if(told.record.clocks.begin(), told.record.clocks.end(),
                            [&](const ClockInstance& one) { return one.now.clock == name; })
            ->now;
    };
    EXPECT_EQ(clock("resolution").state, ClockState::met_late);
    EXPECT_EQ(clock("resolution").breached_at, at("2014-01-20 12:30"));
    EXPECT_TRUE(told.record.timers.empty());
    EXPECT_TRUE(due_timers(told.record).empty());
}

// Nothing reaches a record that rests: who adopts it finds its clocks as those of the others.
TEST_F(Importing, HoursThatChangedWhileItRestedCountFromThenOn) {
    ImportedRow row = row_at("2014-02-24 08:00", 2);
    row.state = "new";
    row.title = "It fails";
    row.fields = {{"impact", "low"}, {"urgency", "low"}};
    row.by = "helena";
    told.tell(life_of({row}));
    const auto clock = [&]() -> const ClockSet& {
        return told.record.live_clock("resolution_in_hours")->now;
    };
    ASSERT_EQ(clock().due, at("2014-03-07 16:00")) << "ten days of eight hours";
    world.now = at("2014-03-03 10:00");
    world.add_calendar("facility_hours", R"({"tz": "Africa/Maputo", "week": {"mon": [["08:00", "12:00"]]}})");
    world.now = at("2014-03-11 09:00");
    Command command = world.command("helena", Command::Kind::adopt);
    Situation situation = world.situation(&told.record);
    const auto plan = decide(situation, command);
    ASSERT_TRUE(plan.has_value()) << plan.error().detail;
    for (const Event& event : plan->events) ASSERT_TRUE(apply(told.record, event).has_value());
    EXPECT_EQ(clock().state, ClockState::running);
    EXPECT_EQ(counted(world.directory(), clock(), world.now), Duration::hours(42 + 2 + 4));
    EXPECT_EQ(told.record.live_clock("resolution_in_hours")->spans.back().from, at("2014-03-03 10:00"));
}

TEST_F(Importing, WhatIsKnownAddsNothing) {
    const ImportedLife life = life_of({first_row()});
    EXPECT_EQ(told.tell(life).added, 1);
    const LifeImported again = told.tell(life);
    EXPECT_EQ(again.added, 0);
    EXPECT_EQ(again.known, 1);
    EXPECT_TRUE(again.plan.events.empty());
    const LifeImported twice =
        told.tell(life_of({row_at("2014-01-22 09:00", 8), row_at("2014-01-22 09:00", 8)}));
    EXPECT_EQ(twice.added, 1);
    EXPECT_EQ(twice.known, 1);
}

TEST_F(Importing, NoRowIsLostBecauseItIsWrong) {
    ImportedRow bad = row_at("2014-01-19 09:00", 3);
    bad.state = "-100";
    bad.fields = {{"impact", "enormous"}, {"priority", "low"}, {"nothing", 1}};
    bad.title = std::string(300, 'x');
    bad.by = "nobody";
    bad.priority = "low";
    bad.comment = std::string(1, '\0') + "x";
    ImportedRow late = row_at("2099-01-01 09:00", 4);
    const LifeImported report = told.tell(life_of({first_row(), bad, late}));
    EXPECT_EQ(report.added, 3);
    EXPECT_TRUE(report.rejected.empty());
    std::vector<std::string> why;
    for (const ImportNote& note : report.flagged)
        if (note.line == 3) why.push_back(note.why);
    EXPECT_THAT(why, ::testing::UnorderedElementsAre(
                         HasSubstr("before the row that came before it"), HasSubstr("no person 'nobody'"),
                         HasSubstr("300 characters"), HasSubstr("Impact"), HasSubstr("is computed"),
                         HasSubstr("no field 'nothing'"), HasSubstr("no state '-100'"),
                         HasSubstr("says the priority 'low'; this process makes it 'critical'"),
                         HasSubstr("The comment")));
    EXPECT_EQ(told.record.state, "new");
    EXPECT_EQ(told.events[1].occurred_at, told.events[0].occurred_at);
    EXPECT_EQ(told.events[1].facts.find("claimed")->string(), text(at("2014-01-19 09:00")));
    ASSERT_NE(told.events[1].text(flags_path), nullptr);
    EXPECT_THAT(told.events[1].text(flags_path)->value, HasSubstr("no state '-100'"));
    EXPECT_EQ(told.events[2].occurred_at, world.now) << "nothing is later than when it was received";
}

TEST_F(Importing, WithoutTitleTheKeyIsOneAndWithoutStateItBegins) {
    ImportedRow row = row_at("2014-01-20 09:00", 2);
    row.priority = "";
    told.tell(life_of({row}));
    EXPECT_EQ(told.record.title, "INC7");
    EXPECT_EQ(told.record.state, "new");
    EXPECT_EQ(told.record.holder.role, "agent");
    EXPECT_EQ(told.record.priority, "low") << "by the defaults of what is required";
}

TEST_F(Importing, AnotherGroupIsAnotherLeg) {
    world.add_team("there");
    ImportedRow second = row_at("2014-01-20 10:00", 3);
    second.fields = {{"assignment_group", "there"}};
    second.assignee = "helena";
    ImportedRow third = row_at("2014-01-20 11:00", 4);
    third.assignee = "";
    told.tell(life_of({first_row(), second, third}));
    ASSERT_EQ(told.record.legs.size(), 2U);
    EXPECT_EQ(told.record.legs[1].cause, "import");
    EXPECT_EQ(told.record.legs[1].from, at("2014-01-20 10:00"));
    EXPECT_EQ(told.record.legs[1].assigned.front().second, world.who("helena"));
    EXPECT_TRUE(told.record.holder.person.empty());
}

TEST_F(Importing, OnlyWhatNothingCanBeMadeOfIsRejected) {
    ImportedLife life = life_of({first_row(), row_at("2014-01-20 09:00", 3)});
    life.type = "nothing";
    EXPECT_EQ(told.tell(life).rejected.size(), 2U);
    life.type = "incident";
    life.key = "a\nb";
    EXPECT_EQ(told.tell(life).rejected.size(), 2U);
    EXPECT_TRUE(told.events.empty());
}

// Rows with something of everything, right and wrong, in order.
std::vector<ImportedRow> any_rows() {
    const auto below = [](int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); };
    const auto one_of = [&](std::initializer_list<const char*> from) {
        return std::string(*(from.begin() + below(static_cast<int>(from.size()))));
    };
    std::vector<ImportedRow> rows;
    Instant when = at("2014-01-20 09:00");
    for (int line = 1, count = 1 + below(8); line <= count; ++line) {
        ImportedRow row = row_at("2014-01-20 09:00", line);
        when = when + Duration::minutes(below(2000) - 20);
        row.at = when;
        row.state = one_of({"", "new", "active", "waiting", "resolved", "closed", "-100"});
        if (below(2) == 0) row.fields.set("impact", one_of({"high", "low", "enormous"}));
        if (below(2) == 0) row.fields.set("urgency", one_of({"high", "low"}));
        if (below(3) == 0) row.fields.set("assignment_group", one_of({"triage", "senior", "none"}));
        if (below(3) == 0) row.fields.set("solution", one_of({"It was mended.", ""}));
        if (below(3) == 0) row.assignee = one_of({"helena", "ivo", "", "nobody"});
        if (below(3) == 0) row.title = one_of({"It fails", "It fails again"});
        row.by = one_of({"", "helena", "ivo", "nobody"});
        if (below(4) == 0) row.comment = "Seen to.";
        row.priority = one_of({"", "critical", "low"});
        rows.push_back(std::move(row));
    }
    return rows;
}

RC_GTEST_PROP(ImportingInParts, TwoHalvesGiveTheWhole, ()) {
    World world(testing::shipped("itil-starter"));
    world.now = at("2014-03-01 09:00");
    const ImportedLife whole = life_of(any_rows());
    const auto cut = static_cast<std::ptrdiff_t>(*rc::gen::inRange<std::size_t>(0, whole.rows.size() + 1));
    ImportedLife first = whole, rest = whole;
    first.rows.erase(first.rows.begin() + cut, first.rows.end());
    Told at_once(world), in_parts(world);
    const LifeImported report = at_once.tell(whole);
    (void)in_parts.tell(first);
    (void)in_parts.tell(rest);
    RC_ASSERT(report.added == static_cast<std::int64_t>(whole.rows.size()));
    RC_ASSERT(at_once.events.size() == in_parts.events.size());
    for (std::size_t i = 0; i < at_once.events.size(); ++i) {
        in_parts.events[i].id = at_once.events[i].id;
        if (i == 0) std::get<Born>(in_parts.events[i].changes.front()).number = at_once.record.number;
        RC_ASSERT(write_json(hashed_form(in_parts.events[i])) == write_json(hashed_form(at_once.events[i])));
    }
    in_parts.record.number = at_once.record.number;
    RC_ASSERT(in_parts.record == at_once.record);
    RC_ASSERT(due_timers(at_once.record).empty());
}

}  // namespace
}  // namespace reeve::records

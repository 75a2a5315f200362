#include "records/directory.hpp"

#include <gtest/gtest.h>

#include "records/clocks_moved.hpp"
#include "records/directory_events.hpp"

namespace reeve::records {
namespace {

Json facility_hours() {
    return *parse_json(
        R"({"tz": "Africa/Maputo", "week": {"mon": [["08:00", "16:00"]], "tue": [["08:00", "16:00"]]}})");
}

WorkingCalendar hours_of_facilities() {
    WorkingCalendar calendar;
    calendar.id = Id{4, 1};
    calendar.name = "facility_hours";
    calendar.title = "Facility hours";
    calendar.spec = facility_hours();
    return calendar;
}

Json mornings() {
    return *parse_json(R"({"tz": "Africa/Maputo", "week": {"mon": [["08:00", "12:00"]]}})");
}

Instant at(const char* text) {
    return parse_instant(text).value();
}

// As the journal would give it back.
Event stored(const Event& event) {
    Event back = event;
    EXPECT_TRUE(read_skeleton(*parse_json(write_json(skeleton(event))), back).has_value());
    for (EventText& text : back.texts) text = *event.text(text.path);
    return back;
}

struct World {
    Directory directory;
    Organisation boane{Id{1, 1}, 0, "cs_boane", "Boane Health Centre", "facility", {}};
    Organisation xai{Id{1, 2}, 0, "hr_xai_xai", "Xai-Xai Rural Hospital", "facility", {}};
    Person amelia{Id{2, 1},
                  0,
                  "amelia",
                  "Amélia Cossa",
                  "amelia@example.org",
                  "pt",
                  Id{1, 2},
                  {},
                  {{"epts-support", "tier_1", {}}},
                  false,
                  true};
    Person paulo{Id{2, 2}, 0,          "paulo",
                 "Paulo",  "",         "",
                 Id{1, 1}, {Id{3, 1}}, {{"epts-support", "tier_1", Id{1, 2}}, {"epts-support", "tier_2", {}}},
                 true,     true};

    void apply(const Event& event) {
        const auto applied = directory.apply(stored(event));
        ASSERT_TRUE(applied.has_value()) << applied.error().detail;
    }
    World() {
        apply(organisation_set(boane));
        apply(organisation_set(xai));
        apply(person_set(amelia));
        apply(person_set(paulo));
    }
};

TEST(Directory, FindsByIdAndName) {
    World world;
    const Person* amelia = world.directory.person("amelia");
    ASSERT_NE(amelia, nullptr);
    EXPECT_EQ(amelia, world.directory.person(Id{2, 1}));
    Person expected = world.amelia;
    expected.version = 1;
    EXPECT_EQ(*amelia, expected);
    EXPECT_EQ(world.directory.person("nobody"), nullptr);
    EXPECT_EQ(world.directory.organisation(Id{1, 1})->name, "cs_boane");
    EXPECT_EQ(world.directory.version(), 4);
}

TEST(Directory, PersonalValuesAreTexts) {
    World world;
    const Event event = person_set(world.amelia);
    EXPECT_EQ(write_json(skeleton(event)).find("Cossa"), std::string::npos);
    EXPECT_EQ(write_json(skeleton(event)).find("example.org"), std::string::npos);
    EXPECT_EQ(event.text("display")->value, "Amélia Cossa");
}

TEST(Directory, MembersByRoleAndPlace) {
    World world;
    const auto names = [&](std::string_view role, std::optional<Id> at = {}) {
        std::vector<std::string> list;
        for (const Person* person : world.directory.members("epts-support", role, at))
            list.push_back(person->name);
        return list;
    };
    using List = std::vector<std::string>;
    EXPECT_EQ(names("tier_1"), (List{"amelia", "paulo"}));
    EXPECT_EQ(names("tier_1", Id{1, 2}), (List{"amelia", "paulo"}))
        << "a membership may be of another organisation";
    EXPECT_EQ(names("tier_1", Id{1, 1}), List{});
    EXPECT_EQ(names("tier_2", Id{1, 1}), List{"paulo"});
    EXPECT_EQ(names("tier_3"), List{});

    Person retired = *world.directory.person("amelia");
    retired.active = false;
    world.apply(person_set(retired));
    EXPECT_EQ(names("tier_1"), List{"paulo"});
    Person moved = *world.directory.person("paulo");
    moved.memberships = {{"epts-support", "tier_3", {}}};
    world.apply(person_set(moved));
    EXPECT_EQ(names("tier_1"), List{});
    EXPECT_EQ(names("tier_3"), List{"paulo"});
}

TEST(Directory, KnowsWhoVotesInWhosePlaceAtAnInstant) {
    World world;
    const Instant from = at("2024-06-03T08:00:00Z"), until = at("2024-06-10T08:00:00Z");
    Person away = *world.directory.person("amelia");
    away.delegate = {Id{2, 2}, from, until};
    EXPECT_EQ(write_json(skeleton(person_set(world.amelia))).find("delegate"), std::string::npos)
        << "who names nobody is written as ever";
    world.apply(person_set(away));
    EXPECT_EQ(world.directory.person("amelia")->delegate, away.delegate) << "as the journal gives it back";
    const auto principals = [&](Id of, Instant now) {
        return principals_of(world.directory, of, now).size();
    };
    EXPECT_EQ(principals(Id{2, 2}, {from.micros - 1}), 0U);
    EXPECT_EQ(principals(Id{2, 2}, from), 1U);
    EXPECT_EQ(principals(Id{2, 2}, {until.micros - 1}), 1U);
    EXPECT_EQ(principals(Id{2, 2}, until), 0U);
    EXPECT_EQ(principals(Id{2, 1}, from), 0U);
    away = *world.directory.person("amelia");
    away.active = false;
    world.apply(person_set(away));
    EXPECT_EQ(principals(Id{2, 2}, from), 0U) << "nobody votes for who has left";
    away = *world.directory.person("amelia");
    away.active = true;
    away.delegate.reset();
    world.apply(person_set(away));
    EXPECT_EQ(principals(Id{2, 2}, from), 0U);
    EXPECT_TRUE(world.directory.delegating().empty());
}

TEST(Directory, RenamesAndRefusesTakenNames) {
    World world;
    Person renamed = *world.directory.person("amelia");
    renamed.name = "paulo";
    EXPECT_FALSE(world.directory.apply(person_set(renamed)).has_value());
    EXPECT_EQ(world.directory.person("amelia")->id, (Id{2, 1}));
    EXPECT_EQ(world.directory.members("epts-support", "tier_1").size(), 2u) << "a refusal changes nothing";
    renamed.name = "amelia_cossa";
    world.apply(person_set(renamed));
    EXPECT_EQ(world.directory.person("amelia"), nullptr);
    EXPECT_EQ(world.directory.person("amelia_cossa")->id, (Id{2, 1}));
    Event stale = person_set(*world.directory.person("paulo"));
    stale.version = 5;
    EXPECT_FALSE(world.directory.apply(stale).has_value());
}

TEST(Directory, CalendarsCountAndKeepTheirFormerVersions) {
    World world;
    world.apply(calendar_set(hours_of_facilities()));
    const WorkingCalendar* first = world.directory.calendar("facility_hours");
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(first->time->day_length(), Duration::hours(8));
    WorkingCalendar changed = *first;
    changed.spec = mornings();
    world.apply(calendar_set(changed));
    EXPECT_EQ(world.directory.calendar(Id{4, 1})->time->day_length(), Duration::hours(4));
    EXPECT_EQ(world.directory.calendar(Id{4, 1}, 1)->time->day_length(), Duration::hours(8));
    EXPECT_EQ(world.directory.calendar(Id{4, 1}, 2)->time->day_length(), Duration::hours(4));
    EXPECT_EQ(world.directory.calendar(Id{4, 1}, 3), nullptr);
}

// Monday 3 June 2024: eight hours; from 10 June on four, as is entered on 4 June.
TEST(Directory, AVersionOfACalendarHoldsFromItsInstantOn) {
    World world;
    Event first = calendar_set(hours_of_facilities());
    first.occurred_at = at("2024-01-01T00:00:00Z");
    first.actor = {ActorKind::person, Id{2, 1}};
    world.apply(first);
    WorkingCalendar changed = *world.directory.calendar("facility_hours");
    EXPECT_EQ(changed.effective, first.occurred_at) << "not said: from when it was entered";
    EXPECT_EQ(changed.by, (Id{2, 1}));
    changed.spec = mornings();
    changed.effective = at("2024-06-10T00:00:00Z");
    Event second = calendar_set(changed);
    second.occurred_at = at("2024-06-04T09:00:00Z");
    const Directory before = world.directory;
    world.apply(second);
    EXPECT_TRUE(moves_clocks(before, world.directory, second));

    const auto hours_on = [&](std::int64_t version, const char* day) {
        const Instant from = at(day);
        return world.directory.calendar(Id{4, 1}, version)->dated->elapsed(from, from + Duration::hours(24));
    };
    EXPECT_EQ(hours_on(2, "2024-06-03T00:00:00Z"), Duration::hours(8));
    EXPECT_EQ(hours_on(2, "2024-06-10T00:00:00Z"), Duration::hours(4));
    EXPECT_EQ(hours_on(1, "2024-06-10T00:00:00Z"), Duration::hours(8)) << "as it was known then";
    EXPECT_EQ(hours_on(2, "2020-06-01T00:00:00Z"), Duration::hours(8)) << "before all: the first";
    const auto versions = world.directory.calendar_versions(Id{4, 1});
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_EQ(versions[0]->entered, first.occurred_at);
    EXPECT_EQ(versions[1]->entered, second.occurred_at);
    EXPECT_EQ(versions[1]->effective, changed.effective);
}

TEST(Directory, AVersionThatIsEnteredLaterForEarlierGivesWayToThePlannedOne) {
    World world;
    WorkingCalendar calendar = hours_of_facilities();
    const auto enter = [&](Json spec, const char* effective) {
        calendar.spec = std::move(spec);
        calendar.effective = at(effective);
        world.apply(calendar_set(calendar));
        calendar = *world.directory.calendar("facility_hours");
    };
    enter(facility_hours(), "2024-06-01T00:00:00Z");
    enter(mornings(), "2024-07-01T00:00:00Z");
    enter(*parse_json(R"({"tz": "UTC", "always_open": true})"), "2024-05-01T00:00:00Z");
    const auto day_at = [&](const char* when) { return calendar.dated->day_length(at(when)); };
    EXPECT_EQ(day_at("2024-04-01T00:00:00Z"), Duration::hours(8)) << "before any: the first version";
    EXPECT_EQ(day_at("2024-05-01T00:00:00Z"), Duration::hours(24));
    EXPECT_EQ(day_at("2024-06-01T00:00:00Z"), Duration::hours(8));
    EXPECT_EQ(day_at("2024-07-01T00:00:00Z"), Duration::hours(4));
    enter(facility_hours(), "2024-07-01T00:00:00Z");
    EXPECT_EQ(day_at("2024-07-01T00:00:00Z"), Duration::hours(8)) << "of two from one instant the later";
}

TEST(Directory, OnlyWhatSaysSomethingElseOfTimeToComeMovesClocks) {
    World world;
    Event entered = calendar_set(hours_of_facilities());
    const auto moved = [&](Event event) {
        const Directory before = world.directory;
        event.occurred_at = at("2024-06-04T09:00:00Z");
        world.apply(event);
        return moves_clocks(before, world.directory, event);
    };
    EXPECT_FALSE(moved(entered)) << "a new one";
    WorkingCalendar calendar = *world.directory.calendar("facility_hours");
    calendar.title = "Hours";
    EXPECT_FALSE(moved(calendar_set(calendar)));
    EXPECT_EQ(world.directory.calendar(Id{4, 1}, 1)->time, world.directory.calendar(Id{4, 1}, 2)->time);
    calendar = *world.directory.calendar("facility_hours");
    calendar.spec = mornings();
    calendar.effective = Instant::never();
    EXPECT_TRUE(moved(calendar_set(calendar)));

    Organisation boane = *world.directory.organisation("cs_boane");
    boane.display = "Boane";
    EXPECT_FALSE(moved(organisation_set(boane)));
    boane = *world.directory.organisation("cs_boane");
    boane.calendar = Id{4, 1};
    EXPECT_TRUE(moved(organisation_set(boane)));
    EXPECT_FALSE(moved(team_set({Id{3, 1}, 0, "triage", "Triage", Id{1, 1}, {}})));
    EXPECT_TRUE(moved(team_set({Id{3, 1}, 1, "triage", "Triage", Id{1, 2}, {}})));
    EXPECT_TRUE(moved(team_set({Id{3, 1}, 2, "triage", "Triage", Id{1, 2}, Id{4, 1}})));
    EXPECT_EQ(world.directory.team("triage")->calendar, (Id{4, 1}));
}

TEST(Directory, KeepsEveryVersionOfAnAgreementAndKnowsWhichWasAgreed) {
    World world;
    Agreement words;
    words.id = Id{5, 1};
    words.name = "boane";
    words.title = "Boane";
    words.kind = process::AgreementKind::contract;
    words.process = "epts-support";
    words.customer = Id{1, 1};
    words.service = "mail";
    words.calendar = Id{4, 1};
    words.from = "2024-01-01";
    words.targets = {{"response", {{"holder", "tier_2"}, {"priority", "High"}}, "4h", {50, 75}}};
    const auto enter = [&](Agreement next) {
        const Directory before = world.directory;
        const Agreement* known = before.agreement(words.id);
        next.version = known != nullptr ? known->version : 0;
        Event event = agreement_set(next);
        event.recorded_at = Instant{next.version + 1};
        event.occurred_at = *parse_instant("2024-06-01T00:00:00Z");
        event.actor.id = Id{2, 1};
        world.apply(event);
        return moves_clocks(before, world.directory, event);
    };
    EXPECT_FALSE(enter(words));
    EXPECT_EQ(world.directory.agreed(words.id), nullptr) << "proposed only";
    Agreement signed_ = words;
    signed_.agreed = Accord{Id{2, 2}, Instant{7}, "No. 7"};
    EXPECT_FALSE(enter(signed_)) << "no clock can rest on it yet";
    Agreement other = words;
    other.targets[0].limit = "2h";
    EXPECT_FALSE(enter(other));
    const Agreement* present = world.directory.agreement("boane");
    ASSERT_NE(present, nullptr);
    EXPECT_EQ(present->version, 3);
    const Agreement* agreed = world.directory.agreed(words.id);
    ASSERT_NE(agreed, nullptr);
    signed_.version = 2;
    signed_.entered = Instant{2};
    signed_.entered_by = Id{2, 1};
    EXPECT_EQ(*agreed, signed_) << "as it was written, to the last member";
    EXPECT_EQ(world.directory.agreement_versions(words.id).size(), 3u);
    EXPECT_EQ(*world.directory.agreement(words.id, 2), signed_);
    EXPECT_EQ(world.directory.agreement(words.id, 9), nullptr);
    other.agreed = Accord{};
    EXPECT_TRUE(enter(other));
    Agreement next_year = other;
    next_year.from = "2025-01-01";
    EXPECT_FALSE(enter(next_year)) << "not yet";
    const auto version_on = [&](std::string_view instant) {
        const Agreement* holds = world.directory.agreed(words.id, parse_instant(instant));
        return holds != nullptr ? holds->version : 0;
    };
    EXPECT_EQ(version_on("2023-12-01T00:00:00Z"), 0);
    EXPECT_EQ(version_on("2024-12-01T00:00:00Z"), 4);
    EXPECT_EQ(version_on("2025-02-01T00:00:00Z"), 5);
    EXPECT_EQ(world.directory.agreed("epts-support", process::AgreementKind::contract).size(), 3u);
    EXPECT_TRUE(world.directory.agreed("epts-support", process::AgreementKind::sla).empty());
    EXPECT_TRUE(world.directory.agreed("other", process::AgreementKind::contract).empty());
}

TEST(Directory, RefusesWhatIsNoEntry) {
    World world;
    WorkingCalendar broken = hours_of_facilities();
    broken.spec = *parse_json(R"({"tz": "Mars/Olympus", "week": {}})");
    const auto refused = world.directory.apply(calendar_set(broken));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, RefusalKind::malformed);
    Event event = person_set(world.amelia);
    event.changes = {EntrySet{*parse_json(R"({"name": "x", "colour": "red"})")}};
    EXPECT_FALSE(world.directory.apply(event).has_value());
    event.changes.clear();
    EXPECT_FALSE(world.directory.apply(event).has_value());
    event = organisation_set(world.boane);
    event.stream_kind = "planet";
    EXPECT_FALSE(world.directory.apply(event).has_value());
    EXPECT_EQ(world.directory.version(), 4);
}

}  // namespace
}  // namespace reeve::records

#include "records/directory.hpp"

#include <gtest/gtest.h>

#include "records/directory_events.hpp"

namespace reeve::records {
namespace {

Json facility_hours() {
    return *parse_json(
        R"({"tz": "Africa/Maputo", "week": {"mon": [["08:00", "16:00"]], "tue": [["08:00", "16:00"]]}})");
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
    WorkingCalendar calendar{Id{4, 1}, 0, "facility_hours", "Facility hours", facility_hours(), nullptr};
    world.apply(calendar_set(calendar));
    const WorkingCalendar* first = world.directory.calendar("facility_hours");
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(first->time->day_length(), Duration::hours(8));
    WorkingCalendar changed = *first;
    changed.spec = *parse_json(R"({"tz": "Africa/Maputo", "week": {"mon": [["08:00", "12:00"]]}})");
    world.apply(calendar_set(changed));
    EXPECT_EQ(world.directory.calendar(Id{4, 1})->time->day_length(), Duration::hours(4));
    EXPECT_EQ(world.directory.calendar(Id{4, 1}, 1)->time->day_length(), Duration::hours(8));
    EXPECT_EQ(world.directory.calendar(Id{4, 1}, 2)->time->day_length(), Duration::hours(4));
    EXPECT_EQ(world.directory.calendar(Id{4, 1}, 3), nullptr);
}

TEST(Directory, RefusesWhatIsNoEntry) {
    World world;
    WorkingCalendar broken{Id{4, 2}, 0, "broken", "", *parse_json(R"({"tz": "Mars/Olympus", "week": {}})"),
                           nullptr};
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

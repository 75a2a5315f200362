// Lists go by the clocks that the caller sees: in the order, the filter and the number of what they hold they
// tell what each record's own page tells her, and no more.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "desk/relay_test.hpp"
#include "desk/staged_test.hpp"
#include "records/record.hpp"
#include "store/scratch_folder.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::desk {
namespace {

using Numbers = std::vector<std::string>;

const std::vector<std::string> people{"ada", "bea", "lena", "leo", "fay", "sue"};

enum class Kept : std::uint8_t { in_the_model, in_sqlite };

class KeptDues : public ::testing::TestWithParam<Kept> {
protected:
    KeptDues()
        : desk({"relay_kept"}, {},
               GetParam() == Kept::in_sqlite ? store::sqlite::open_store(folder.path()) : nullptr),
          queries(std::make_unique<Queries>(desk.store->reader())) {}

    int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(random_); }
    template <class Each>
    const Each& one_of(const std::vector<Each>& all) {
        return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    }

    // Something that happens, or is refused.
    void happen() {
        const auto try_act = [&](std::string_view act, JsonObject fields = {}) {
            if (!numbers_.empty()) {
                (void)desk.submit(desk.act(one_of(people), one_of(numbers_), act, std::move(fields)));
            }
        };
        switch (below(8)) {
            case 0:
            case 1:
                numbers_.push_back(desk.logged(one_of(Numbers{"ada", "bea"}), "relay_kept/job",
                                               {{"speed", below(2) == 0 ? "fast" : "slow"}}));
                return;
            case 2: return try_act("begin");
            case 3: return try_act("park");
            case 4: return try_act("wake");
            case 5: return try_act("finish", {{"note", "It is done."}});
            case 6: return desk.advance(desk.now + Duration::minutes(below(6)));
            default: break;
        }
        Act act = desk.act("fay", numbers_.empty() ? "JOB-001" : one_of(numbers_), "edit");
        act.command.kind = records::Command::Kind::edit;
        act.command.fields = {
            {"site",
             desk.desk->world()->directory->organisation(below(2) == 0 ? "north" : "south")->id.text()}};
        (void)desk.submit(std::move(act));
    }

    // Page by page.
    Numbers listed(const std::string& person, const store::Filter& filter) {
        Numbers found;
        std::string cursor;
        do {
            const auto page =
                queries->list(*desk.desk->world(), desk.id(person), filter, cursor, 3, true, desk.now);
            EXPECT_TRUE(page);
            for (const records::Record& record : page->records) {
                found.push_back(record.number);
            }
            if (page->next.empty()) {
                EXPECT_EQ(page->count, static_cast<std::int64_t>(found.size())) << person;
            }
            cursor = page->next;
        } while (!cursor.empty());
        return found;
    }

    Instant due_on_page(const std::string& person, const std::string& number) {
        const auto page = queries->record(*desk.desk->world(), desk.id(person), number, desk.now, "en");
        EXPECT_TRUE(page) << number;
        return page->record.due().value_or(Instant::never());
    }

    void expect_lists_as_pages() {
        for (const std::string& person : people) {
            store::Filter filter;
            filter.sort = store::Sort::number;
            Numbers all = listed(person, filter);
            std::map<std::string, Instant> due;
            for (const std::string& number : all) {
                due[number] = due_on_page(person, number);
            }
            std::ranges::sort(all, {},
                              [&](const std::string& number) { return std::pair(due[number], number); });
            filter.sort = store::Sort::due;
            EXPECT_EQ(listed(person, filter), all) << person;
            filter.descending = true;
            EXPECT_EQ(listed(person, filter), Numbers(all.rbegin(), all.rend())) << person;
            filter.descending = false;
            for (const int minutes : {0, 5, 60}) {
                filter.due_within = Duration::minutes(minutes);
                Numbers soon = all;
                std::erase_if(soon, [&](const std::string& number) {
                    return due[number] > desk.now + *filter.due_within;
                });
                EXPECT_EQ(listed(person, filter), soon) << person << " within " << minutes;
            }
        }
    }

    // As if an earlier release had written it, whose clocks did not say for whom they are.
    void forget_the_marks() {
        auto earlier = std::make_unique<store::model::ModelStore>();
        std::map<Id, records::Record> records;
        const auto copy = [&](records::Event event) {
            for (records::Change& change : event.changes) {
                if (auto* clock = std::get_if<records::ClockSet>(&change)) {
                    clock->kept_for.clear();
                }
            }
            std::vector<records::Record> touched;
            if (event.stream_kind == "record") {
                records::Record& record = records[event.stream];
                ASSERT_TRUE(records::apply(record, event));
                touched.push_back(record);
            }
            earlier->writer().begin();
            ASSERT_TRUE(earlier->writer().append({}, {{event}}, touched));
            earlier->writer().commit();
        };
        desk.store->each_event([&](const records::Event& event) {
            copy(event);
            return true;
        });
        desk.desk.reset();
        queries.reset();
        desk.store = std::move(earlier);
        desk.reopen();
        queries = std::make_unique<Queries>(desk.store->reader());
    }

    std::ptrdiff_t looked_again() {
        return std::ranges::count(desk.journal(), "rechecked", &records::Event::type);
    }

    store::ScratchFolder folder;
    StagedDesk desk;
    std::unique_ptr<Queries> queries;

private:
    std::mt19937 random_{20140120};
    Numbers numbers_;
};

TEST_P(KeptDues, ListsTellWhatPagesTell) {
    for (int round = 0; round < 12; ++round) {
        for (int i = 0; i < 12; ++i) {
            happen();
        }
        expect_lists_as_pages();
    }
}

// The parties of what was agreed, a role at the site, another one, the reporter: each is due by another
// clock.
TEST_P(KeptDues, WhoeverSeesMoreClocksIsToldOfASoonerDeadline) {
    const std::string number = desk.logged("ada", "relay_kept/job", {{"speed", "slow"}});
    const auto minutes = [&](const std::string& person) {
        return (due_on_page(person, number) - monday).micros / Duration::minutes(1).micros;
    };
    EXPECT_EQ(minutes("ada"), 11);
    EXPECT_EQ(minutes("lena"), 9);
    EXPECT_EQ(minutes("fay"), 13);
    EXPECT_EQ(minutes("sue"), 7);
    expect_lists_as_pages();
}

TEST_P(KeptDues, WhatAnEarlierReleaseLeftIsMarkedOnceAndForAll) {
    if (GetParam() == Kept::in_sqlite) {
        return;  // the store is taken for one of an earlier release, which is easier to make of the model
    }
    for (int i = 0; i < 150; ++i) {
        happen();
    }
    forget_the_marks();
    const auto marked = [&] {
        return std::ranges::any_of(desk.journal(), [](const records::Event& event) {
            return std::ranges::any_of(event.changes, [](const records::Change& change) {
                const auto* clock = std::get_if<records::ClockSet>(&change);
                return clock != nullptr && !clock->kept_for.empty();
            });
        });
    };
    ASSERT_FALSE(marked());
    const auto before = looked_again();
    for (const bool first : {true, false}) {
        store::Writer& writer = desk.store->writer();
        writer.begin();
        writer.add_follow_up({desk.entropy.id(), {}, desk.now, 0});
        writer.commit();
        desk.reopen({.timers = 2});
        const auto known = looked_again();
        desk.live(desk.now);
        EXPECT_TRUE(desk.store->writer().follow_ups(10).empty());
        EXPECT_EQ(looked_again() > known, first) << "the second time nothing is left to say";
        EXPECT_TRUE(marked());
        expect_lists_as_pages();
    }
    EXPECT_GT(looked_again(), before);
}

INSTANTIATE_TEST_SUITE_P(Stores, KeptDues, ::testing::Values(Kept::in_the_model, Kept::in_sqlite));

}  // namespace
}  // namespace reeve::desk

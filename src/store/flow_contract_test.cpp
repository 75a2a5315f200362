// How records went on, asked of the model and of SQLite over random journals; and behind every figure as many
// records as it says.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "store/clock_lives.hpp"
#include "store/custody_roles.hpp"
#include "store/flow_figure.hpp"
#include "store/model/model_store.hpp"
#include "store/sample_journal.hpp"
#include "store/scratch_folder.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/unseen_clocks.hpp"

namespace reeve::store {
namespace {

class FlowContract : public ::testing::TestWithParam<std::uint64_t> {
protected:
    void live(int batches) {
        const std::array<Store*, 2> stores{&model_, sqlite_.get()};
        for (Store* store : stores) {
            store->writer().begin();
        }
        for (int i = 0; i < batches; ++i) {
            const Batch batch = journal_.next();
            for (Store* store : stores) {
                ASSERT_TRUE(store->writer().append(batch.expects, batch.events, batch.records));
            }
        }
        for (Store* store : stores) {
            store->writer().commit();
        }
    }
    const records::Record& some_record() {
        return std::next(journal_.records().begin(),
                         static_cast<std::ptrdiff_t>(journal_.below(journal_.records().size())))
            ->second;
    }
    FlowQuestion question() {
        const records::Record& like = some_record();
        FlowQuestion question;
        question.process = like.process;
        question.type = journal_.below(2) == 0 ? like.type : "";
        question.now = like.updated + Duration::hours(static_cast<std::int64_t>(journal_.below(2000)));
        question.waiting = {"waiting"};
        if (journal_.below(3) == 0) {
            question.from = some_record().created;
        }
        if (journal_.below(3) == 0) {
            question.to = some_record().created;
        }
        return question;
    }

    std::int64_t asked_for(const FlowQuestion& asked) {
        return std::ranges::count_if(journal_.records(), [&](const auto& entry) {
            const records::Record& record = entry.second;
            return record.process == asked.process && (asked.type.empty() || record.type == asked.type) &&
                   record.created >= asked.from && record.created < asked.to;
        });
    }

    ScratchFolder folder_;
    SampleJournal journal_{GetParam()};
    model::ModelStore model_;
    std::unique_ptr<Store> sqlite_ = sqlite::open_store(folder_.path());
};

// The numbers of all records behind a figure, page by page.
std::vector<std::string> behind(Reader& reader, const Sight& sight, const FlowQuestion& question,
                                const FlowTest& test, std::size_t limit) {
    std::vector<std::string> numbers;
    std::string after;
    do {
        const Page page = reader.flow().records(sight, question, test, after, limit, false);
        EXPECT_FALSE(page.wrong_position || page.partial);
        EXPECT_LE(page.records.size(), limit);
        for (const records::Record& record : page.records) {
            numbers.push_back(record.number);
        }
        after = page.next;
    } while (!after.empty());
    return numbers;
}

TEST_P(FlowContract, FiguresAreTheSameAndOpenTheirRecords) {
    const auto model = model_.reader();
    const auto sqlite = sqlite_->reader();
    std::size_t opened = 0;
    std::size_t counted = 0;
    for (int round = 0; round < 5; ++round) {
        live(60);
        for (int i = 0; i < 12; ++i) {
            const Sight sight = journal_.sight();
            const FlowQuestion asked = question();
            const Flow flow = sqlite->flow().flow(sight, asked);
            ASSERT_EQ(flow, model->flow().flow(sight, asked));
            const Moves moves = sqlite->flow().moves(sight, asked);
            ASSERT_EQ(moves, model->flow().moves(sight, asked));
            const CustodyFlow custody = sqlite->flow().custody(sight, asked);
            ASSERT_EQ(custody, model->flow().custody(sight, asked));
            auto figures = figures_of(flow);
            std::ranges::copy(figures_of(custody), std::back_inserter(figures));
            std::ranges::copy(figures_of(moves), std::back_inserter(figures));
            for (const auto& [key, number] : figures) {
                SCOPED_TRACE(key);
                const auto test = read_figure(key);
                ASSERT_TRUE(test);
                const Page page = sqlite->flow().records(sight, asked, *test, "", 1, true);
                ASSERT_EQ(page.count, number);
                const std::size_t limit = 1 + journal_.below(9);
                const auto numbers = behind(*sqlite, sight, asked, *test, limit);
                ASSERT_EQ(std::set(numbers.begin(), numbers.end()).size(), static_cast<std::size_t>(number));
                ASSERT_EQ(numbers, behind(*model, sight, asked, *test, limit));
                counted += numbers.size();
                ++opened;
            }
        }
    }
    EXPECT_GT(opened, 1000U) << "the questions were too narrow";
    EXPECT_GT(counted, 1000U) << "the questions were too narrow";
}

// By who worked and on what; the days of the question are those of the work, not of the records.
TEST_P(FlowContract, HoursAreTheSame) {
    const auto model = model_.reader();
    const auto sqlite = sqlite_->reader();
    std::size_t rows = 0;
    for (int round = 0; round < 3; ++round) {
        live(100);
        for (int i = 0; i < 20; ++i) {
            const Sight sight = journal_.sight();
            const FlowQuestion like = question();
            HoursQuestion asked{like.process, like.type, "", ""};
            asked.from = journal_.below(2) == 0 ? "2014-01-15" : "";
            asked.to = journal_.below(2) == 0 ? "2014-01-22" : "";
            const Hours hours = sqlite->flow().hours(sight, asked);
            ASSERT_EQ(hours, model->flow().hours(sight, asked));
            rows += hours.rows.size();
        }
    }
    EXPECT_GT(rows, 20U) << "the questions were too narrow";
}

// What of a flow does not rest on clocks.
Flow without_targets(Flow flow) {
    flow.targets.clear();
    for (FlowMonth& month : flow.months) {
        month.within = month.outside = 0;
    }
    return flow;
}

// Without some clocks it is told as if no record had them, and so are its records.
TEST_P(FlowContract, ClocksThatAreUnseenCountNowhere) {
    live(150);
    const auto model = model_.reader();
    const auto sqlite = sqlite_->reader();
    std::size_t left_out = 0;
    for (int i = 0; i < 40; ++i) {
        Sight sight = journal_.sight();
        sight.everything = i % 2 == 0;
        const FlowQuestion asked = question();
        const Flow whole = sqlite->flow().flow(sight, asked);
        std::vector<std::string> unseen;
        for (const FlowTarget& target : whole.targets) {
            if (i % 4 == 0 || journal_.below(2) == 0) {
                unseen.push_back(target.clock);
            }
        }
        const Flow flow = flow_without(sqlite->flow(), sight, asked, unseen);
        ASSERT_EQ(flow, flow_without(model->flow(), sight, asked, unseen));
        EXPECT_EQ(without_targets(flow), without_targets(whole));
        EXPECT_EQ(flow.targets.size() + unseen.size(), whole.targets.size());
        for (const FlowTarget& target : flow.targets) {
            EXPECT_EQ(std::ranges::count(whole.targets, target), 1);
        }
        for (const auto& [key, number] : figures_of(flow)) {
            const FlowTest test = without_clocks(*read_figure(key), unseen);
            ASSERT_EQ(sqlite->flow().records(sight, asked, test, "", 1, true).count, number) << key;
        }
        left_out += unseen.size();
        for (const FlowMonth& month : flow.months) {
            EXPECT_TRUE(!flow.targets.empty() || month.outside == 0) << "nothing is left to run out";
        }
    }
    EXPECT_GT(left_out, 0U);
}

// Who sees roles alone is told of the same legs, of no person, team or place, and opens the same records.
TEST_P(FlowContract, CustodyByRolesTellsOfRolesAlone) {
    live(150);
    const auto model = model_.reader();
    const auto sqlite = sqlite_->reader();
    std::int64_t held = 0;
    for (int i = 0; i < 20; ++i) {
        const Sight sight = journal_.sight();
        const FlowQuestion asked = question();
        const CustodyFlow whole = sqlite->flow().custody(sight, asked);
        const CustodyFlow custody = custody_by_roles(sqlite->flow(), sight, asked);
        ASSERT_EQ(custody, custody_by_roles(model->flow(), sight, asked));
        EXPECT_EQ(custody.hand_overs, whole.hand_overs);
        std::int64_t by_role = 0, by_person = 0;
        for (const CustodyHolder& line : custody.held_by) {
            EXPECT_EQ(line.holder, (records::Holder{.role = line.holder.role}));
            by_role += line.held_s;
        }
        for (const CustodyHolder& line : whole.held_by) {
            by_person += line.held_s;
        }
        EXPECT_NEAR(static_cast<double>(by_role), static_cast<double>(by_person),
                    static_cast<double>(custody.held_by.size() + whole.held_by.size()));
        for (const PingPong& pair : custody.pairs) {
            EXPECT_EQ(pair.a, (records::Holder{.role = pair.a.role}));
        }
        for (const auto& [key, number] : figures_of(custody)) {
            const FlowTest test = by_roles(*read_figure(key));
            ASSERT_EQ(sqlite->flow().records(sight, asked, test, "", 1, true).count, number) << key;
        }
        held += by_role;
    }
    EXPECT_GT(held, 0);
}

void expect_same_custody(const Flow& flow, const CustodyFlow& custody) {
    EXPECT_EQ(custody.hand_overs, flow.reassigned);
    std::int64_t by_custody = 0, by_person = 0;
    for (const FlowHolder& holder : flow.holders) {
        by_custody += holder.held_s;
    }
    for (const CustodyHolder& holder : custody.held_by) {
        by_person += holder.held_s;
        EXPECT_LE(holder.waiting_s, holder.held_s);
    }
    // Each is rounded to whole seconds by itself.
    EXPECT_NEAR(static_cast<double>(by_custody), static_cast<double>(by_person),
                static_cast<double>(flow.holders.size() + custody.held_by.size()));
}

// Whatever a record's life was: what its figures say adds up.
TEST_P(FlowContract, FiguresAddUp) {
    live(200);
    Sight all;
    all.everything = true;
    const auto reader = sqlite_->reader();
    std::int64_t resolved_in_all = 0;
    for (int i = 0; i < 20; ++i) {
        FlowQuestion asked = question();
        for (const auto& [id, record] : journal_.records()) {
            asked.now = std::max(asked.now, record.updated);
        }
        const Flow flow = reader->flow().flow(all, asked);
        std::int64_t records = 0, resolved = 0, in_states = 0, went = 0, held = 0;
        for (const FlowMonth& month : flow.months) {
            records += month.records;
            resolved += month.resolved.records;
            EXPECT_EQ(month.within + month.outside, month.resolved.records);
            for (const auto& [state, count] : month.states) {
                in_states += count;
            }
        }
        for (const FlowVariant& variant : flow.variants) {
            went += variant.records;
        }
        for (const FlowHolder& holder : flow.holders) {
            held += holder.records;
            EXPECT_GE(holder.legs, holder.records);
        }
        EXPECT_EQ(records, flow.records);
        EXPECT_EQ(in_states, flow.records);
        EXPECT_EQ(resolved, flow.to_resolve.records);
        EXPECT_EQ(resolved + flow.open, flow.records);
        EXPECT_GE(held, flow.records);
        if (flow.variants_total == static_cast<std::int64_t>(flow.variants.size())) {
            EXPECT_EQ(went, flow.records);
        }
        EXPECT_EQ(flow.records, asked_for(asked));
        expect_same_custody(flow, reader->flow().custody(all, asked));
        resolved_in_all += resolved;
    }
    EXPECT_GT(resolved_in_all, 0);
}

TEST_P(FlowContract, WhatIsNoPositionIsSaid) {
    live(30);
    Sight all;
    all.everything = true;
    const FlowQuestion asked = question();
    for (Store* store : {static_cast<Store*>(&model_), sqlite_.get()}) {
        const auto reader = store->reader();
        EXPECT_TRUE(
            reader->flow().records(all, asked, *read_figure("all"), "nowhere", 5, false).wrong_position);
    }
}

// What of a clock is packed.
records::ClockInstance packed(const records::ClockInstance& whole) {
    records::ClockInstance clock;
    clock.now.clock = whole.now.clock;
    clock.now.state = whole.now.state;
    clock.now.cause = whole.now.cause;
    clock.now.calendar = whole.now.calendar;
    clock.now.calendar_version = whole.now.calendar_version;
    clock.now.limit = whole.now.limit;
    clock.now.limit_said = whole.now.limit_said;
    clock.now.due = whole.now.due;
    clock.now.stopped = whole.now.stopped;
    clock.now.breached_at = whole.now.breached_at;
    clock.spans = whole.spans;
    for (records::ClockSpan& span : clock.spans) {
        span.cause.clear();
    }
    clock.former_limits = whole.former_limits;
    clock.known_from = whole.known_from;
    return clock;
}

void expect_its_clocks(const FlowView& row, const records::Record& record) {
    EXPECT_EQ(row.type, record.type);
    ClockLives lives(row.lives, row.created);
    for (const records::ClockInstance& clock : record.clocks) {
        ASSERT_TRUE(lives.next()) << record.number;
        EXPECT_EQ(lives.clock, packed(clock)) << record.number;
        EXPECT_EQ(lives.process_version, record.process_version);
    }
    EXPECT_FALSE(lives.next());
}

// The numbers of those that a walk comes by, so many at a time.
std::vector<std::string> walked(Reader& reader, const Sight& sight, const FlowQuestion& question,
                                std::int64_t most) {
    std::vector<std::string> numbers;
    std::string after;
    do {
        std::int64_t visited = 0;
        const FlowWalk walk = reader.flow().walk(sight, question, after, most,
                                                 [&](const FlowView& row, const WholeRecord& whole) {
                                                     ++visited;
                                                     const auto record = whole();
                                                     ASSERT_TRUE(record);
                                                     numbers.push_back(record->number);
                                                     expect_its_clocks(row, *record);
                                                 });
        EXPECT_FALSE(walk.wrong_position);
        EXPECT_LE(visited, most);
        after = walk.next;
    } while (!after.empty());
    return numbers;
}

TEST_P(FlowContract, AWalkComesByEachRecordWithItsClocks) {
    const auto model = model_.reader();
    const auto sqlite = sqlite_->reader();
    std::size_t clocks = 0;
    for (int round = 0; round < 5; ++round) {
        live(60);
        for (const auto& [id, record] : journal_.records()) {
            clocks += record.clocks.size();
        }
        for (int i = 0; i < 6; ++i) {
            const FlowQuestion asked = question();
            Sight sight;
            sight.whole = {asked.process};
            const auto most = static_cast<std::int64_t>(1 + journal_.below(9));
            const auto numbers = walked(*sqlite, sight, asked, most);
            EXPECT_EQ(numbers, walked(*model, sight, asked, 1000));
            EXPECT_EQ(static_cast<std::int64_t>(numbers.size()), asked_for(asked));
            sight.whole.clear();
            EXPECT_TRUE(walked(*sqlite, sight, asked, most).empty()) << "she sees no part of it";
        }
    }
    EXPECT_GT(clocks, 20U);
    Sight all;
    all.everything = true;
    for (Reader* reader : {model.get(), sqlite.get()}) {
        EXPECT_TRUE(reader->flow().walk(all, question(), "nowhere", 1, {}).wrong_position);
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, FlowContract, ::testing::Values(1, 2, 3, 4));

TEST(FlowOfMany, HoursArePartialToo) {
    const ScratchFolder folder;
    SampleJournal journal(5);
    {
        const auto store = sqlite::open_store(folder.path());
        store->writer().begin();
        for (int i = 0; i < 8000; ++i) {
            const Batch batch = journal.next();
            ASSERT_TRUE(store->writer().append(batch.expects, batch.events, batch.records));
        }
        store->writer().commit();
    }
    Sight all;
    all.everything = true;
    const HoursQuestion asked{journal.records().begin()->second.process, "", "", ""};
    const Hours whole = sqlite::open_store(folder.path())->reader()->flow().hours(all, asked);
    EXPECT_FALSE(whole.partial);
    const Hours part =
        sqlite::open_store(folder.path(), {.flow_rows = 25})->reader()->flow().hours(all, asked);
    EXPECT_TRUE(part.partial);
    EXPECT_GT(part.minutes, 0);
    EXPECT_LT(part.minutes, whole.minutes);
}

TEST(FlowOfMany, IsPartialWhereLookingAtAllWouldCostTooMuch) {
    const ScratchFolder folder;
    SampleJournal journal(5);
    {
        const auto store = sqlite::open_store(folder.path());
        store->writer().begin();
        for (int i = 0; i < 600; ++i) {
            const Batch batch = journal.birth();
            ASSERT_TRUE(store->writer().append(batch.expects, batch.events, batch.records));
        }
        store->writer().commit();
    }
    Sight all;
    all.everything = true;
    FlowQuestion asked;
    asked.process = journal.records().begin()->second.process;
    const auto whole = sqlite::open_store(folder.path())->reader()->flow().flow(all, asked);
    EXPECT_FALSE(whole.partial);
    EXPECT_GT(whole.records, 150);
    const auto few = sqlite::open_store(folder.path(), {.flow_rows = 50})->reader();
    const Flow part = few->flow().flow(all, asked);
    EXPECT_TRUE(part.partial);
    EXPECT_LT(part.records, whole.records);
    EXPECT_TRUE(few->flow().moves(all, asked).partial);
    EXPECT_TRUE(few->flow().records(all, asked, *read_figure("all"), "", 200, true).partial);
    // Going on from page to page finds them all.
    std::set<std::string> found;
    std::string after;
    do {
        const Page page = few->flow().records(all, asked, *read_figure("open"), after, 200, false);
        EXPECT_TRUE(page.partial || page.next.empty());
        for (const records::Record& record : page.records) {
            EXPECT_TRUE(found.insert(record.number).second);
        }
        after = page.next;
    } while (!after.empty());
    EXPECT_EQ(static_cast<std::int64_t>(found.size()), whole.open);
}

}  // namespace
}  // namespace reeve::store

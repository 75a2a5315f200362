// What takes long is cut short: nothing is lost or told twice by going on from where a page stopped.
#include "store/sqlite/lists.hpp"

#include <gtest/gtest.h>

#include "store/sample_journal.hpp"
#include "store/scratch_folder.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::store::sqlite {
namespace {

// An hour goes by with each look at it.
class HastyClock : public Clock {
public:
    [[nodiscard]] Instant now() override { return now_ = now_ + Duration::hours(1); }

private:
    Instant now_;
};

class LongLists : public ::testing::Test {
protected:
    LongLists() {
        const auto store = open_store(folder_.path());
        Writer& writer = store->writer();
        writer.begin();
        for (int i = 0; i < 1200; ++i) {
            const Batch batch = journal_.birth();
            EXPECT_TRUE(writer.append(batch.expects, batch.events, batch.records));
        }
        writer.commit();
    }
    // All numbers, page by page; how many pages were partial is added.
    std::vector<std::string> all(Reader& reader, const Filter& filter, int* partial = nullptr) {
        std::vector<std::string> numbers;
        std::string after;
        do {
            const Page page = reader.list(everything, filter, after, 10, false);
            for (const records::Record& record : page.records) {
                numbers.push_back(record.number);
            }
            if (partial != nullptr) {
                *partial += page.partial ? 1 : 0;
            }
            EXPECT_TRUE(!page.partial || !page.next.empty());
            EXPECT_TRUE(page.next.empty() || page.next != after) << "it does not go on";
            after = page.next;
        } while (!after.empty());
        return numbers;
    }

    const Sight everything{.everything = true};
    ScratchFolder folder_;
    SampleJournal journal_{11};
    HastyClock hasty_;
};

TEST_F(LongLists, GoOnFromWhereThereWasNoMoreTime) {
    std::vector<Filter> filters(4);
    filters[0].priority = journal_.records().begin()->second.priority;
    filters[1].service = "none_such";
    filters[2].reporter = journal_.records().begin()->second.reporter;
    filters[2].sort = Sort::created;
    filters[2].descending = true;
    filters[3].waiting = "any";
    filters[3].sort = Sort::priority;
    int partial = 0;
    for (const Filter& filter : filters) {
        std::vector<std::string> expected;
        {
            const auto patient = open_store(folder_.path(), {.gather_max = 0});
            expected = all(*patient->reader(), filter);
        }
        const auto hurried = open_store(folder_.path(), {.gather_max = 0, .clock = &hasty_});
        EXPECT_EQ(all(*hurried->reader(), filter, &partial), expected);
    }
    EXPECT_GT(partial, 5);
}

// Where a clock that is kept for some makes each record due sooner, lists look at no more rows for them.
TEST_F(LongLists, WithKeptClocksLookAtWhatAFilterHolds) {
    Connection({folder_.path() / "reeve.sqlite", Access::write, {}, 1024})
        .run(
            "INSERT OR REPLACE INTO record_kept_due (key, audience, shelf, open, due, number_key) "
            "SELECT key, '*', shelf, open, key, number_key FROM record");
    const auto& [id, some] = *journal_.records().begin();
    std::vector<Filter> filters(5);
    const std::size_t narrow = filters.size();
    filters[0].reporter = some.reporter;
    filters[1].numbers = {some.number};
    filters[2].service = "none_such";
    filters[3].q = "nosuchword";
    filters[4].service = "none_such";
    filters[4].sort = Sort::priority;
    for (const Sort sort : {Sort::due, Sort::priority}) {
        for (const bool descending : {false, true}) {
            Filter& every = filters.emplace_back();
            every.sort = sort;
            every.descending = descending;
        }
    }
    const auto lists = [&](const StoreOptions& options, int* partial) {
        const auto store = open_store(folder_.path(), options);
        std::vector<std::vector<std::string>> found;
        for (const Filter& filter : filters) {
            found.push_back(all(*store->reader(), filter, found.size() < narrow ? partial : nullptr));
        }
        return found;
    };
    int partial = 0;
    const auto expected = lists({.gather_max = 0}, nullptr);
    EXPECT_EQ(lists({}, nullptr), expected);
    EXPECT_EQ(lists({.clock = &hasty_}, &partial), expected);
    EXPECT_EQ(lists({.gather_max = 0, .clock = &hasty_}, nullptr), expected);
    EXPECT_EQ(partial, 0);
}

TEST_F(LongLists, CountWhatThereWasTimeFor) {
    const auto store = open_store(folder_.path(), {.clock = &hasty_});
    const Page page = store->reader()->list(everything, {}, "", 1, true);
    EXPECT_TRUE(page.count_more);
    EXPECT_GT(page.count.value_or(0), 0);
    EXPECT_LT(page.count.value_or(0), 1200);
    const Counted counted = store->reader()->count_up_to(everything, {}, 100);
    EXPECT_EQ(counted.count, 100);
    EXPECT_TRUE(counted.more);
}

}  // namespace
}  // namespace reeve::store::sqlite

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

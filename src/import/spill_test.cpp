#include "import/spill.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "import/example_test.hpp"

namespace reeve::import {
namespace {

TEST(Spill, GivesTheRowsInOrderWhateverFitsIntoMemory) {
    const Folder folder;
    rc::check("sorted on disk as in memory", [&] {
        const auto count = *rc::gen::inRange(0, 300);
        const auto memory = *rc::gen::element<std::size_t>(200, 2000, 1u << 20);
        Spill spill(folder.path(), {memory, 3});
        std::vector<SortedRow> rows;
        for (int i = 0; i < count; ++i) {
            SortedRow row;
            row.key = std::string(1, *rc::gen::inRange('a', 'e'));
            row.at = Instant{*rc::gen::inRange<std::int64_t>(-3, 3)};
            row.order = i;
            row.line = i * 2;
            row.file = i % 2;
            row.hash[5] = static_cast<std::uint8_t>(i);
            row.cells = *rc::gen::container<std::vector<std::string>>(
                rc::gen::element<std::string>("", "x", "two words"));
            spill.add(row);
            rows.push_back(std::move(row));
        }
        std::sort(rows.begin(), rows.end(), [](const SortedRow& a, const SortedRow& b) {
            return std::tie(a.key, a.at, a.order) < std::tie(b.key, b.at, b.order);
        });
        spill.sort();
        SortedRow row;
        for (const SortedRow& expected : rows) {
            RC_ASSERT(spill.next(row));
            RC_ASSERT(row.key == expected.key && row.at == expected.at && row.order == expected.order);
            RC_ASSERT(row.line == expected.line && row.file == expected.file);
            RC_ASSERT(row.hash == expected.hash && row.cells == expected.cells);
        }
        RC_ASSERT(!spill.next(row));
    });
    EXPECT_EQ(folder.count(), 0u);
}

TEST(Spill, SaysWhereNoFileCanBeMade) {
    Spill spill("/no/such/folder", {10, 3});
    SortedRow row;
    row.key = "a key that is longer than the memory";
    EXPECT_THROW(spill.add(row), std::runtime_error);
}

}  // namespace
}  // namespace reeve::import

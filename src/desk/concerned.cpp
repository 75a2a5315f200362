#include "desk/concerned.hpp"

namespace reeve::desk {
namespace {

constexpr std::int64_t rows_most = 20'000;
constexpr std::size_t numbers_most = 20;
constexpr std::size_t page = 200;

void count(Concerned& told, const records::Record& row, const std::vector<process::Difference>& differences) {
    ++told.looked_at;
    std::vector<std::string_view> clocks;
    for (const records::ClockInstance& clock : row.clocks) {
        clocks.emplace_back(clock.now.clock);
    }
    for (std::size_t i = 0; i < differences.size(); ++i) {
        if (!process::concerns(differences[i], row.type, row.state, clocks)) {
            continue;
        }
        ++told.each[i].count;
        if (told.each[i].numbers.size() < numbers_most) {
            told.each[i].numbers.push_back(row.number);
        }
    }
}

}  // namespace

Concerned concerned(store::Reader& reader, const store::Sight& sight, const std::string& process, int version,
                    const std::vector<process::Difference>& differences) {
    Concerned told;
    told.each.resize(differences.size());
    store::Filter filter;
    filter.process = process;
    filter.open = true;
    filter.sort = store::Sort::number;
    std::string after;
    for (std::int64_t seen = 0; seen < rows_most;) {
        const store::Page rows = reader.list(sight, filter, after, page, false);
        for (const records::Record& row : rows.records) {
            ++seen;
            if (row.process_version == version) {
                count(told, row, differences);
            }
        }
        after = rows.next;
        if (after.empty() || rows.partial) {
            told.partial = rows.partial;
            return told;
        }
    }
    told.partial = true;
    return told;
}

}  // namespace reeve::desk

#include "desk/concerned.hpp"

namespace reeve::desk {
namespace {

constexpr std::int64_t rows_most = 20'000;
constexpr std::size_t numbers_most = 20;
constexpr std::size_t page = 200;

SeenRecord seen(const records::Record& row) {
    SeenRecord record{row.number, row.type, row.state, {}};
    for (const records::ClockInstance& clock : row.clocks) {
        record.clocks.push_back(clock.now.clock);
    }
    return record;
}

}  // namespace

void count(Concerned& told, const SeenRecord& record, const std::vector<process::Difference>& differences) {
    ++told.looked_at;
    const std::vector<std::string_view> clocks(record.clocks.begin(), record.clocks.end());
    for (std::size_t i = 0; i < differences.size(); ++i) {
        if (!process::concerns(differences[i], record.type, record.state, clocks)) {
            continue;
        }
        ++told.each[i].count;
        if (told.each[i].numbers.size() < numbers_most) {
            told.each[i].numbers.push_back(record.number);
        }
    }
}

Concerned concerned(store::Reader& reader, const store::Sight& sight, const std::string& process, int version,
                    const std::vector<process::Difference>& differences) {
    Concerned told;
    told.each.resize(differences.size());
    store::Filter filter;
    filter.process = process;
    filter.open = true;
    filter.sort = store::Sort::number;
    std::string after;
    for (std::int64_t listed = 0; listed < rows_most;) {
        const store::Page rows = reader.list(sight, filter, after, page, false);
        for (const records::Record& row : rows.records) {
            ++listed;
            if (row.process_version == version) {
                count(told, seen(row), differences);
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

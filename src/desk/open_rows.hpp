#pragma once
// The rows of all open records, one after the other.

#include <string>
#include <utility>

#include "store/store.hpp"

namespace reeve::desk {

// Of that process, or of all where it is empty; until `look` answers false.
template <class Look>
void each_open(store::Reader& reader, std::string process, Look look) {
    constexpr std::size_t page = 200;
    store::Sight everything;
    everything.everything = true;
    store::Filter filter;
    filter.process = std::move(process);
    filter.open = true;
    filter.sort = store::Sort::number;
    std::string after;
    do {
        const store::Page rows = reader.list(everything, filter, after, page, false);
        for (const records::Record& row : rows.records) {
            if (!look(row)) {
                return;
            }
        }
        after = rows.next;
    } while (!after.empty());
}

}  // namespace reeve::desk

#include "store/sqlite/shelves.hpp"

namespace reeve::store::sqlite {

std::int64_t Shelves::number(const std::string& process, Id party) {
    auto& of_process = known_[process];
    if (const auto known = of_process.find(party); known != of_process.end()) {
        return known->second;
    }
    const Blob name = party.empty() ? Blob{} : blob_of(party);
    std::int64_t number = 0;
    Statement find(connection_, "SELECT number FROM shelf WHERE process = ? AND party = ?");
    if (find.with(process, name).step()) {
        number = find.integer(0);
    } else {
        Statement(connection_, "INSERT INTO shelf (process, party) VALUES (?, ?)").with(process, name).run();
        number = connection_.last_key();
    }
    of_process.emplace(party, number);
    return number;
}

void copy_shelves(Connection& source, Connection& target) {
    Statement rows(source, "SELECT number, process, party FROM shelf ORDER BY number");
    while (rows.step()) {
        Statement(target, "INSERT INTO shelf (number, process, party) VALUES (?, ?, ?)")
            .with(rows.integer(0), rows.text(1), Blob{rows.string(2)})
            .run();
    }
}

}  // namespace reeve::store::sqlite

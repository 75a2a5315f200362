#pragma once
// Short numbers that stand for a process, and for who is party to its records, at the head of long keys.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/statement.hpp"

namespace reeve::store::sqlite {

// The shelf of a process; of one party in it; of some, with their marks and "))" behind. Of what has none no
// row is found.
inline constexpr std::string_view shelf_of_process =
    "(SELECT number FROM shelf WHERE process = ? AND party = x'')";
inline constexpr std::string_view shelf_of_party =
    "(SELECT number FROM shelf WHERE process = ? AND party = ?)";
inline constexpr std::string_view shelves_of_parties =
    "(SELECT number FROM shelf WHERE process = ? AND party IN (";

// As whoever writes finds them, and puts up new ones.
class Shelves {
public:
    explicit Shelves(Connection& connection) : connection_(connection) {}

    [[nodiscard]] std::int64_t of(const std::string& process) { return number(process, {}); }
    [[nodiscard]] std::int64_t of(const std::string& process, Id party) { return number(process, party); }
    // What was put up may have been taken back.
    void forget() { known_.clear(); }

private:
    [[nodiscard]] std::int64_t number(const std::string& process, Id party);

    Connection& connection_;
    std::map<std::string, std::unordered_map<Id, std::int64_t>> known_;
};

// As `source` has them, where `target` has none.
void copy_shelves(Connection& source, Connection& target);

}  // namespace reeve::store::sqlite

#pragma once
// Records as they were decoded last. The same bytes give the same record, so what is stored is held against
// what was decoded: nothing has to be told of a change. Whoever goes through many asks for each once: a
// record is kept when it is asked for again.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "records/record.hpp"

namespace reeve::store::sqlite {

class Decoded {
public:
    // Keeps at most `most` records: those that were asked for last.
    explicit Decoded(std::size_t most) : half_(most / 2), asked_(2 * most) {}

    // The record that is `stored` under `key`; nothing when it cannot be read.
    [[nodiscard]] std::optional<records::Record> record(std::int64_t key, std::string_view stored);

private:
    struct Known {
        std::string stored;
        records::Record record;
    };
    using Half = std::unordered_map<std::int64_t, Known>;
    Known* find(std::int64_t key);
    Known& keep(std::int64_t key, Known known);
    [[nodiscard]] bool asked_before(std::int64_t key);

    std::size_t half_;
    std::vector<std::int64_t> asked_;  // keys that were asked for of late, each in its one place
    Half young_, old_;  // what is asked for again comes among the young; the others go when those are many
};

// Without keeping it.
[[nodiscard]] std::optional<records::Record> decode_stored(std::string_view stored);

}  // namespace reeve::store::sqlite

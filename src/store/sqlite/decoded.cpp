#include "store/sqlite/decoded.hpp"

#include <utility>

#include "store/written.hpp"

namespace reeve::store::sqlite {

std::optional<records::Record> decode_stored(std::string_view stored) {
    Outcome<records::Record> record = read_record(stored);
    return record ? std::optional(std::move(*record)) : std::nullopt;
}

std::optional<records::Record> Decoded::record(std::int64_t key, std::string_view stored) {
    if (Known* known = find(key); known != nullptr && known->stored == stored) {
        return known->record;
    }
    std::optional<records::Record> record = decode_stored(stored);
    if (record && half_ > 0 && asked_before(key)) {
        keep(key, {std::string(stored), *record});
    }
    return record;
}

bool Decoded::asked_before(std::int64_t key) {
    std::int64_t& last = asked_[static_cast<std::uint64_t>(key) % asked_.size()];
    return std::exchange(last, key) == key;
}

Decoded::Known* Decoded::find(std::int64_t key) {
    if (const auto young = young_.find(key); young != young_.end()) {
        return &young->second;
    }
    const auto old = old_.find(key);
    if (old == old_.end()) {
        return nullptr;
    }
    Known known = std::move(old->second);
    old_.erase(old);
    return &keep(key, std::move(known));
}

Decoded::Known& Decoded::keep(std::int64_t key, Known known) {
    if (young_.size() >= half_ && !young_.contains(key)) {
        old_ = std::exchange(young_, {});
    }
    return young_.insert_or_assign(key, std::move(known)).first->second;
}

}  // namespace reeve::store::sqlite

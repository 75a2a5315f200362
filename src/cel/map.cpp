#include "cel/map.hpp"

#include <algorithm>
#include <cmath>
#include <compare>
#include <numeric>

namespace reeve::cel {
namespace {

// Bools before numbers before strings; int and uint are one number line.
int rank(const Value& key) {
    switch (key.kind()) {
        case ValueKind::boolean: return 0;
        case ValueKind::integer:
        case ValueKind::unsigned_integer: return 1;
        default: return 2;
    }
}

std::strong_ordering compare_numbers(const Value& a, const Value& b) {
    const bool a_signed = a.is(ValueKind::integer);
    const bool b_signed = b.is(ValueKind::integer);
    if (a_signed && b_signed) return a.integer() <=> b.integer();
    if (a_signed && a.integer() < 0) return std::strong_ordering::less;
    if (b_signed && b.integer() < 0) return std::strong_ordering::greater;
    const auto magnitude = [](const Value& v, bool is_signed) {
        return is_signed ? static_cast<std::uint64_t>(v.integer()) : v.unsigned_integer();
    };
    return magnitude(a, a_signed) <=> magnitude(b, b_signed);
}

std::strong_ordering compare_keys(const Value& a, const Value& b) {
    if (const auto by_rank = rank(a) <=> rank(b); by_rank != 0) return by_rank;
    switch (rank(a)) {
        case 0: return a.boolean() <=> b.boolean();
        case 1: return compare_numbers(a, b);
        default: return a.string().compare(b.string()) <=> 0;
    }
}

// The integer that a double is equal to, as a key; null when there is none.
Value whole(double number) {
    if (number != std::floor(number)) return {};
    if (number >= -0x1p63 && number < 0x1p63) return static_cast<std::int64_t>(number);
    if (number >= 0 && number < 0x1p64) return Value::unsigned_integer(static_cast<std::uint64_t>(number));
    return {};
}

}  // namespace

bool is_key(const Value& value) {
    return value.is(ValueKind::boolean) || value.is(ValueKind::integer) ||
           value.is(ValueKind::unsigned_integer) || value.is(ValueKind::string);
}

std::optional<Map> Map::of(std::vector<Entry> entries) {
    Map map;
    map.order_.resize(entries.size());
    std::iota(map.order_.begin(), map.order_.end(), 0U);
    if (!std::ranges::all_of(entries, [](const Entry& entry) { return is_key(entry.first); })) return {};
    const auto key = [&entries](std::uint32_t at) -> const Value& { return entries[at].first; };
    std::ranges::sort(map.order_,
                      [&](std::uint32_t a, std::uint32_t b) { return compare_keys(key(a), key(b)) < 0; });
    const auto twice = std::ranges::adjacent_find(
        map.order_, [&](std::uint32_t a, std::uint32_t b) { return compare_keys(key(a), key(b)) == 0; });
    if (twice != map.order_.end()) return {};
    map.entries_ = std::move(entries);
    return map;
}

const Value* Map::find(const Value& key) const {
    if (key.is(ValueKind::real)) {
        const Value integer = whole(key.real());
        return integer.is_null() ? nullptr : find(integer);
    }
    if (!is_key(key)) return nullptr;
    const auto before = [this](std::uint32_t at, const Value& wanted) {
        return compare_keys(entries_[at].first, wanted) < 0;
    };
    const auto found = std::lower_bound(order_.begin(), order_.end(), key, before);
    if (found == order_.end() || compare_keys(entries_[*found].first, key) != 0) return nullptr;
    return &entries_[*found].second;
}

}  // namespace reeve::cel

#include "store/custody_row.hpp"

#include <algorithm>
#include <vector>

#include "records/sub_legs.hpp"
#include "store/flow_row.hpp"
#include "store/packed.hpp"

namespace reeve::store {
namespace {

constexpr char stretch_lasts = 1, stretch_begins_leg = 2, stretch_handed_over = 4, stretch_person = 8;
constexpr std::size_t part_size = 2 + instant_size;
constexpr std::size_t parts_most = 0xFFFF;

void put_two(std::string& onto, std::size_t number) {
    onto.push_back(static_cast<char>(number >> 8));
    onto.push_back(static_cast<char>(number));
}

std::size_t take_two(std::string_view bytes) {
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) << 8 |
           static_cast<unsigned char>(bytes[1]);
}

// A stay in a state, at its place in the path as a row has it: staying in the same one is no step.
struct Stayed {
    std::size_t place = 0;
    Instant from;
    std::optional<Instant> to;
};

std::vector<Stayed> stays_of(const records::Record& record) {
    std::vector<Stayed> stays;
    const std::string* before = nullptr;
    std::size_t place = 0;
    for (const records::Stay& stay : record.path) {
        if (before != nullptr && *before == stay.state) {
            continue;
        }
        place += before == nullptr ? 0 : 1;
        if (!stays.empty()) {
            stays.back().to = stay.from;
        }
        stays.push_back({place, stay.from, {}});
        before = &stay.state;
    }
    return stays;
}

std::string parts_of(const std::vector<Stayed>& stays, Instant from, std::optional<Instant> to) {
    std::string parts;
    std::size_t count = 0;
    for (const Stayed& stay : stays) {
        const Instant begins = std::max(from, stay.from);
        const bool lasts = !to && !stay.to;
        const Instant ends = std::min(to.value_or(Instant::never()), stay.to.value_or(Instant::never()));
        if ((!lasts && begins >= ends) || count == parts_most || stay.place > parts_most) {
            continue;
        }
        put_two(parts, stay.place);
        put_micros(parts, lasts ? begins.micros : (ends - begins).micros);
        ++count;
    }
    std::string packed;
    put_two(packed, count);
    return packed += parts;
}

}  // namespace

std::string pack_stretches(const records::Record& record) {
    const std::vector<Stayed> stays = stays_of(record);
    std::string packed;
    const records::Leg* before = nullptr;
    for (const records::Leg& leg : record.legs) {
        const bool handed_over = before != nullptr && !before->holder.same_custody(leg.holder);
        const std::string custody = pack_custody(leg.holder);
        bool begins = true;
        for (const auto& [person, from, to] : records::sub_legs(leg)) {
            packed.push_back(static_cast<char>((to ? 0 : stretch_lasts) | (begins ? stretch_begins_leg : 0) |
                                               (begins && handed_over ? stretch_handed_over : 0) |
                                               (person.empty() ? 0 : stretch_person)));
            put_short(packed, custody);
            if (!person.empty()) {
                put_id(packed, person);
            }
            put_short(packed, begins ? std::string_view(leg.reason) : std::string_view());
            packed += parts_of(stays, from, to);
            begins = false;
        }
        before = &leg;
    }
    return packed;
}

std::string pack_roles(std::string_view stretches) {
    struct Leg {
        bool lasts = false, handed_over = false;
        std::string custody, reason, parts;
    };
    std::vector<Leg> legs;
    for (CustodyStretches one(stretches); one.next();) {
        if (one.begins_leg || legs.empty()) {
            const records::Holder role{.role = unpack_custody(one.custody).role};
            legs.push_back({false, one.handed_over, pack_custody(role), std::string(one.reason), {}});
        }
        legs.back().lasts = one.lasts;
        legs.back().parts += one.parts();
    }
    std::string packed;
    for (Leg& leg : legs) {
        leg.parts.resize(std::min(leg.parts.size(), parts_most * part_size));
        packed.push_back(static_cast<char>((leg.lasts ? stretch_lasts : 0) | stretch_begins_leg |
                                           (leg.handed_over ? stretch_handed_over : 0)));
        put_short(packed, leg.custody);
        put_short(packed, leg.reason);
        put_two(packed, leg.parts.size() / part_size);
        packed += leg.parts;
    }
    return packed;
}

bool CustodyStretches::next() {
    std::string_view rest = left_;
    const auto take = [&](std::size_t size) -> std::optional<std::string_view> {
        if (rest.size() < size) {
            return std::nullopt;
        }
        const std::string_view taken = rest.substr(0, size);
        rest.remove_prefix(size);
        return taken;
    };
    const auto take_short = [&]() -> std::optional<std::string_view> {
        const auto size = take(1);
        return size ? take(static_cast<unsigned char>(size->front())) : std::nullopt;
    };
    const auto head = take(1);
    const auto holder = head ? take_short() : std::nullopt;
    if (!holder) {
        return false;
    }
    const char flags = head->front();
    person = {};
    if ((flags & stretch_person) != 0) {
        const auto id = take(id_size);
        if (!id) {
            return false;
        }
        person = take_id(*id);
    }
    const auto said = take_short();
    const auto count = said ? take(2) : std::nullopt;
    const auto parts = count ? take(take_two(*count) * part_size) : std::nullopt;
    if (!parts) {
        return false;
    }
    lasts = (flags & stretch_lasts) != 0;
    begins_leg = (flags & stretch_begins_leg) != 0;
    handed_over = (flags & stretch_handed_over) != 0;
    custody = *holder;
    reason = *said;
    parts_ = *parts;
    left_ = rest;
    return true;
}

bool CustodyStretches::next_part() {
    if (parts_.size() < part_size) {
        return false;
    }
    place = take_two(parts_);
    const std::int64_t micros = take_micros(parts_.substr(2));
    parts_.remove_prefix(part_size);
    since = lasts && parts_.empty() ? std::optional(Instant{micros}) : std::nullopt;
    length = {since ? 0 : micros};
    return true;
}

}  // namespace reeve::store

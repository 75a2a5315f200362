#include "store/clock_lives.hpp"

#include <algorithm>
#include <optional>

#include "store/packed.hpp"

namespace reeve::store {
namespace {

using records::ClockInstance;
using records::ClockSet;
using records::ClockSpan;

// Rows that an earlier release wrote have none of the last two.
constexpr unsigned char has_due = 1, has_stopped = 2, has_breached = 4, has_known_from = 8, has_said = 16,
                        former_said = 32;
constexpr unsigned char span_runs = 1, span_ended = 2, span_has_calendar = 4;
constexpr int bits_of_a_byte = 7, longest = 9;  // bytes after the first of a number

// Small ones of either sign take few bytes.
void put_number(std::string& onto, std::int64_t number) {
    auto bits = static_cast<std::uint64_t>(number) << 1 ^ static_cast<std::uint64_t>(number >> 63);
    for (; bits >> bits_of_a_byte != 0; bits >>= bits_of_a_byte) {
        onto.push_back(static_cast<char>(bits | 0x80));
    }
    onto.push_back(static_cast<char>(bits));
}

// Of any two: what is read back is added again in the same way.
void put_since(std::string& onto, Instant at, Instant created) {
    put_number(onto, static_cast<std::int64_t>(static_cast<std::uint64_t>(at.micros) -
                                               static_cast<std::uint64_t>(created.micros)));
}

void put_flags(std::string& onto, std::initializer_list<std::pair<bool, unsigned char>> flags) {
    unsigned char byte = 0;
    for (const auto& [is, flag] : flags) {
        byte |= is ? flag : 0;
    }
    onto.push_back(static_cast<char>(byte));
}

// An id takes half of what it takes as text.
void put_calendar(std::string& onto, const std::string& calendar) {
    std::string bytes;
    if (const auto id = Id::parse(calendar)) {
        put_id(bytes, *id);
    }
    put_short(onto, bytes.empty() ? calendar : bytes);
}

void put_span(std::string& onto, const ClockSpan& span, Instant created) {
    const bool own = !span.calendar.empty();
    put_flags(onto, {{span.running, span_runs}, {span.to.has_value(), span_ended}, {own, span_has_calendar}});
    put_since(onto, span.from, created);
    if (span.to) {
        put_since(onto, *span.to, created);
    }
    if (own) {
        put_calendar(onto, span.calendar);
        put_number(onto, span.calendar_version);
    }
}

void put_clock(std::string& onto, const ClockInstance& clock, Instant created) {
    const ClockSet& now = clock.now;
    const bool said_before =
        std::ranges::any_of(clock.former_limits, [](const auto& former) { return !former.said.empty(); });
    put_short(onto, now.clock);
    onto.push_back(static_cast<char>(now.state));
    put_flags(onto, {{now.due.has_value(), has_due},
                     {now.stopped.has_value(), has_stopped},
                     {now.breached_at.has_value(), has_breached},
                     {clock.known_from.has_value(), has_known_from},
                     {!now.limit_said.empty(), has_said},
                     {said_before, former_said}});
    for (const auto* at : {&now.due, &now.stopped, &now.breached_at, &clock.known_from}) {
        if (*at) {
            put_since(onto, **at, created);
        }
    }
    put_short(onto, now.cause);
    put_calendar(onto, now.calendar);
    put_number(onto, now.calendar_version);
    put_number(onto, now.limit.micros);
    if (!now.limit_said.empty()) {
        put_short(onto, now.limit_said);
    }
    put_number(onto, static_cast<std::int64_t>(clock.spans.size()));
    for (const ClockSpan& span : clock.spans) {
        put_span(onto, span, created);
    }
    put_number(onto, static_cast<std::int64_t>(clock.former_limits.size()));
    for (const records::FormerLimit& former : clock.former_limits) {
        put_since(onto, former.until, created);
        put_number(onto, former.limit.micros);
        if (said_before) {
            put_short(onto, former.said);
        }
    }
}

}  // namespace

std::string pack_lives(const records::Record& record) {
    std::string packed;
    if (record.clocks.empty()) {
        return packed;
    }
    put_number(packed, record.process_version);
    for (const ClockInstance& clock : record.clocks) {
        put_clock(packed, clock, record.created);
    }
    return packed;
}

ClockLives::ClockLives(std::string_view packed, Instant created) : left_(packed), created_(created) {
    if (!take(process_version)) {
        left_ = {};
    }
}

bool ClockLives::next() {
    if (left_.empty()) {
        return false;
    }
    const bool read = read_clock() && read_spans() && read_former_limits();
    if (!read) {
        left_ = {};
    }
    return read;
}

bool ClockLives::read_clock() {
    ClockSet& now = clock.now;
    unsigned char state = 0;
    if (!take(now.clock) || !take(state) || !take(has_) ||
        state > static_cast<unsigned char>(records::ClockState::met_late)) {
        return false;
    }
    now.state = static_cast<records::ClockState>(state);
    const std::pair<unsigned char, std::optional<Instant>*> instants[] = {
        {has_due, &now.due},
        {has_stopped, &now.stopped},
        {has_breached, &now.breached_at},
        {has_known_from, &clock.known_from}};
    for (const auto& [flag, at] : instants) {
        at->reset();
        if ((has_ & flag) != 0 && !take(at->emplace())) {
            return false;
        }
    }
    now.limit_said.clear();
    return take(now.cause) && take_calendar(now.calendar) && take(now.calendar_version) &&
           take(now.limit.micros) && ((has_ & has_said) == 0 || take(now.limit_said));
}

bool ClockLives::read_spans() {
    clock.spans.clear();
    std::int64_t spans = 0;
    if (!take(spans)) {
        return false;
    }
    for (; spans > 0; --spans) {
        unsigned char flags = 0;
        ClockSpan& span = clock.spans.emplace_back();
        if (!take(flags) || !take(span.from) || ((flags & span_ended) != 0 && !take(span.to.emplace())) ||
            ((flags & span_has_calendar) != 0 &&
             (!take_calendar(span.calendar) || !take(span.calendar_version)))) {
            return false;
        }
        span.running = (flags & span_runs) != 0;
    }
    return true;
}

bool ClockLives::read_former_limits() {
    clock.former_limits.clear();
    std::int64_t limits = 0;
    if (!take(limits)) {
        return false;
    }
    for (; limits > 0; --limits) {
        records::FormerLimit& former = clock.former_limits.emplace_back();
        if (!take(former.until) || !take(former.limit.micros) ||
            ((has_ & former_said) != 0 && !take(former.said))) {
            return false;
        }
    }
    return true;
}

bool ClockLives::take(std::int64_t& number) {
    std::uint64_t bits = 0;
    for (int i = 0; i <= longest && static_cast<std::size_t>(i) < left_.size(); ++i) {
        const auto byte = static_cast<unsigned char>(left_[static_cast<std::size_t>(i)]);
        bits |= static_cast<std::uint64_t>(byte & 0x7f) << (i * bits_of_a_byte);
        if ((byte & 0x80) == 0) {
            left_.remove_prefix(static_cast<std::size_t>(i) + 1);
            number = static_cast<std::int64_t>(bits >> 1 ^ (~(bits & 1) + 1));
            return true;
        }
    }
    return false;
}

bool ClockLives::take(Instant& at) {
    std::int64_t since = 0;
    if (!take(since)) {
        return false;
    }
    at.micros = static_cast<std::int64_t>(static_cast<std::uint64_t>(created_.micros) +
                                          static_cast<std::uint64_t>(since));
    return true;
}

bool ClockLives::take(std::string& text) {
    unsigned char size = 0;
    if (!take(size) || left_.size() < size) {
        return false;
    }
    text.assign(left_.substr(0, size));
    left_.remove_prefix(size);
    return true;
}

bool ClockLives::take_calendar(std::string& calendar) {
    if (!take(calendar)) {
        return false;
    }
    if (calendar.size() == id_size) {
        calendar = take_id(calendar).text();
    }
    return true;
}

bool ClockLives::take(unsigned char& byte) {
    if (left_.empty()) {
        return false;
    }
    byte = static_cast<unsigned char>(left_.front());
    left_.remove_prefix(1);
    return true;
}

}  // namespace reeve::store

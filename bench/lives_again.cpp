#include "lives_again.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "desk/sealing.hpp"
#include "records/reach.hpp"
#include "records/record.hpp"
#include "store/sqlite/projection.hpp"
#include "store/sqlite/statement.hpp"

namespace bench {
namespace {

using namespace reeve;

constexpr Duration long_time = Duration::days(365'000);
constexpr Duration quiet = Duration::minutes(2);  // before a breach: no event lies in the minute of breaches

// What one life of a record tells of another, elsewhere in time.
class Copying {
public:
    Copying(Duration earlier, std::string number) : earlier_(earlier), number_(std::move(number)) {}

    void change(records::Change& change) const {
        if (auto* born = std::get_if<records::Born>(&change)) {
            born->number = number_;
        } else if (auto* clock = std::get_if<records::ClockSet>(&change)) {
            move(clock->started);
            move(clock->since);
            for (auto* at : {&clock->due, &clock->stopped, &clock->breached_at, &clock->warn}) {
                if (*at) move(**at);
            }
        } else if (auto* timer = std::get_if<records::TimerArmed>(&change)) {
            move(timer->due);
        }
    }
    void move(Instant& at) const { at = at - earlier_; }

private:
    Duration earlier_;
    std::string number_;
};

void fold(records::Record& record, const records::Event& event) {
    if (const auto applied = records::apply(record, event); !applied)
        throw std::runtime_error(applied.error().detail);
}

records::Record folded(const Life& life) {
    records::Record record;
    for (const records::Event& event : life) fold(record, event);
    return record;
}

bool has_links(const Life& life) {
    return std::ranges::any_of(life, [](const records::Event& event) {
        return std::ranges::any_of(event.changes, [](const records::Change& change) {
            return std::holds_alternative<records::Linked>(change);
        });
    });
}

std::optional<records::DueTimer> next_due(const records::Record& record) {
    const auto timers = records::due_timers(record);
    const auto first = std::ranges::min_element(timers, {}, &records::DueTimer::due);
    return first == timers.end() ? std::nullopt : std::optional(*first);
}

struct Numbering {
    std::string series;
    std::size_t digits = 0;
};

Numbering numbering(const Life& life) {
    const std::string& number = std::get<records::Born>(life.front().changes.front()).number;
    const std::size_t digits = number.size() - number.find_last_not_of("0123456789") - 1;
    return {number.substr(0, number.size() - digits), digits};
}

std::string numbered(const std::string& series, std::int64_t number, std::size_t digits) {
    return fmt::format("{}{:0{}}", series, number, digits);
}

// The same life of another record, not yet sealed.
Life elsewhere(const Life& life, const Copying& copying, Entropy& entropy) {
    Life events = life;
    const Id stream = entropy.id();
    for (records::Event& event : events) {
        event.id = entropy.id();
        event.stream = stream;
        event.command = event.command.empty() ? Id{} : entropy.id();
        event.cause = {};
        copying.move(event.occurred_at);
        copying.move(event.recorded_at);
        for (records::Change& change : event.changes) copying.change(change);
    }
    return events;
}

}  // namespace

Source read_source(store::Store& store) {
    Source source;
    std::map<Id, Life> lives;
    Instant now;
    store.each_event([&](const records::Event& event) {
        now = std::max(now, event.recorded_at);
        if (event.stream_kind == "record")
            lives[event.stream].push_back(event);
        else
            source.besides.push_back(event);
        return true;
    });
    for (auto& [id, life] : lives) {
        if (has_links(life)) continue;
        const auto due = next_due(folded(life));
        const Duration grace = due ? due->due - now : long_time;
        if (grace > Duration::minutes(1)) source.lives.push_back({std::move(life), grace});
    }
    std::ranges::stable_sort(source.lives, {},
                             [](const Source::Told& told) { return told.life.back().recorded_at; });
    return source;
}

std::vector<Waiting> waiting_for_breach(const Source& source, const std::string& clock) {
    std::vector<Waiting> waiting;
    for (const auto& [life, grace] : source.lives) {
        records::Record record;
        Life before;
        for (const records::Event& event : life) {
            fold(record, event);
            before.push_back(event);
            const auto due = next_due(record);
            const bool breach = due && due->kind == records::DueTimer::Kind::breach && due->name == clock;
            if (breach && due->due - event.recorded_at > quiet) {
                waiting.push_back({before, due->due});
                break;
            }
        }
    }
    return waiting;
}

void Again::live(const Life& life, Duration earlier) {
    const auto [series, digits] = numbering(life);
    records::Record record;
    Life events = elsewhere(life, {earlier, numbered(series, writer_.next_number(series), digits)}, entropy_);
    for (records::Event& event : events) {
        desk::seal_event(event, record.head, entropy_);
        fold(record, event);
    }
    append(events, record);
}

void Again::live_the_same(const Life& life) {
    append(life, folded(life));
}

void Again::append(const Life& events, const records::Record& record) {
    const records::Expected expected{record.id, 0};
    if (!writer_.append({&expected, 1}, events, {&record, 1}))
        throw std::runtime_error("a stream moved that nobody else writes");
}

void Listed::live(const Life& life, Duration earlier) {
    const auto [series, digits] = numbering(life);
    records::Record record;
    store::sqlite::Touched touched;
    for (const records::Event& event :
         elsewhere(life, {earlier, numbered(series, ++number_, digits)}, entropy_)) {
        const records::Reach before = records::reach_of(record);
        fold(record, event);
        touched.add(event, ++seq_);
        touched.follow(before, records::reach_of(record), seq_);
    }
    store::sqlite::Projection(connection_, store::sqlite::Projection::Journal::elsewhere)
        .put(record, touched);
    store::sqlite::Statement(connection_, "DELETE FROM record_body WHERE key = ?")
        .with(touched.birth())
        .run();
}

}  // namespace bench

// A large desk made of a small one: every record of its journal lives again, under another number and at
// another time, until there are so many. Events are sealed, folded and appended as acts do it, many in one
// commit, so that what comes out is what acts would have written (`reeve replay` holds a rebuild against it).
//
// bench_bulk SOURCE TARGET RECORDS: TARGET is a copy of SOURCE; neither may be in use.
#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <map>
#include <vector>

#include "desk/sealing.hpp"
#include "records/record.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace {

using namespace reeve;

constexpr std::int64_t records_in_a_commit = 2000;
constexpr int writer_cache_kib = 786'432;
constexpr Duration between_copies = Duration::minutes(7);

using Life = std::vector<records::Event>;

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
                if (*at) {
                    move(**at);
                }
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

// The lives of the source's records that are told by themselves: without links to others.
std::vector<Life> lives_of(store::Store& source) {
    std::map<Id, Life> lives;
    source.each_event([&](const records::Event& event) {
        if (event.stream_kind == "record") {
            lives[event.stream].push_back(event);
        }
        return true;
    });
    std::vector<Life> list;
    for (auto& [id, life] : lives) {
        bool linked = false;
        for (const records::Event& event : life) {
            for (const records::Change& change : event.changes) {
                linked = linked || std::holds_alternative<records::Linked>(change);
            }
        }
        if (!linked) {
            list.push_back(std::move(life));
        }
    }
    return list;
}

void live_again(store::Writer& writer, const Life& life, Duration earlier, Entropy& entropy) {
    const auto& born = std::get<records::Born>(life.front().changes.front());
    const std::size_t digits = born.number.size() - born.number.find_last_not_of("0123456789") - 1;
    const std::string series = born.number.substr(0, born.number.size() - digits);
    const Copying copying(earlier, fmt::format("{}{:0{}}", series, writer.next_number(series), digits));
    records::Record record;
    Life events = life;
    const Id stream = entropy.id();
    for (records::Event& event : events) {
        event.id = entropy.id();
        event.stream = stream;
        event.command = event.command.empty() ? Id{} : entropy.id();
        event.cause = {};
        copying.move(event.occurred_at);
        copying.move(event.recorded_at);
        for (records::Change& change : event.changes) {
            copying.change(change);
        }
        desk::seal_event(event, record.head, entropy);
        if (const auto applied = records::apply(record, event); !applied) {
            throw std::runtime_error(applied.error().detail);
        }
    }
    const records::Expected expected{stream, 0};
    if (!writer.append({&expected, 1}, events, {&record, 1})) {
        throw std::runtime_error("a stream moved that nobody else writes");
    }
}

}  // namespace

int main(int count, char** words) {
    std::int64_t wanted = 0;
    if (count != 4 ||
        std::from_chars(words[3], words[3] + std::string_view(words[3]).size(), wanted).ec != std::errc()) {
        std::fputs("bench_bulk SOURCE TARGET RECORDS\n", stderr);
        return 2;
    }
    try {
        const std::vector<Life> lives = lives_of(*store::sqlite::open_store(words[1]));
        const auto target = store::sqlite::open_store(words[2], {.writer_cache_kib = writer_cache_kib});
        SeededEntropy entropy(20140120);
        store::Writer& writer = target->writer();
        const auto all = static_cast<std::int64_t>(lives.size());
        for (std::int64_t made = all; made < wanted;) {
            writer.begin();
            for (std::int64_t i = 0; i < records_in_a_commit && made < wanted; ++i, ++made) {
                const Duration earlier{between_copies.micros * (made / all)};
                live_again(writer, lives[static_cast<std::size_t>(made % all)], earlier, entropy);
            }
            writer.commit();
        }
        fmt::print("{{\"records\": {}, \"lives\": {}}}\n", wanted, all);
    } catch (const std::exception& failure) {
        fmt::print(stderr, "bench_bulk: {}\n", failure.what());
        return 1;
    }
    return 0;
}

// Large desks made of a small one by the store's own code, many records in one commit: what comes out is what
// acts would have written (tests/bench holds both beside each other).
//
//   bench_bulk copies SOURCE TARGET RECORDS [lists]  TARGET, a copy of SOURCE, grows to so many records, back
//       over three years; what waits for something still does. With `lists` the journal and the whole records
//       are taken out again as it grows: lists and counts are then all that can be asked of it.
//   bench_bulk due SOURCE TARGET RECORDS AT CLOCK    so many more, whose CLOCK runs out within the minute
//   that
//       begins AT (microseconds since 1970).
//   bench_bulk same SOURCE TARGET                    TARGET is empty: the same journal, in bulk.
//
// Neither folder may be in use. Tells its progress on standard error.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "lives_again.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/statement.hpp"

namespace {

using namespace reeve;
namespace sqlite = store::sqlite;

constexpr std::int64_t records_in_a_commit = 2000;
constexpr std::int64_t records_until_trimmed = 200'000;
constexpr int writer_cache_kib = 786'432;
constexpr Duration span = Duration::days(3 * 365);

class Progress {
public:
    void tell(std::int64_t made, std::int64_t wanted) {
        if (made % 100'000 != 0) return;
        const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
        fmt::print(stderr, "bulk: {} of {} records, {:.0f} s\n", made, wanted, seconds);
    }

private:
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

std::int64_t integer(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        throw std::runtime_error(fmt::format("'{}' is no whole number", text));
    return value;
}

std::unique_ptr<store::Store> open_target(const char* folder) {
    return sqlite::open_store(folder, {.writer_cache_kib = writer_cache_kib});
}

// Calls `one` for each of first..end, many in a transaction.
template <class One>
void in_bulk(store::Writer& writer, std::int64_t first, std::int64_t end, One one) {
    for (std::int64_t made = first; made < end;) {
        writer.begin();
        for (const std::int64_t until = std::min(end, made + records_in_a_commit); made < until; ++made)
            one(made);
        writer.commit();
    }
}

std::int64_t last_event(const char* folder) {
    sqlite::Connection connection({.file = sqlite::database_in(folder), .access = sqlite::Access::read});
    sqlite::Statement last(connection, "SELECT max(seq) FROM event");
    return last.step() ? last.integer(0) : 0;
}

// Takes away what no list reads. The last event stays: the next one's key follows it.
void trim(const char* folder, std::int64_t after) {
    sqlite::Connection connection({.file = sqlite::database_in(folder)});
    std::string sql = "BEGIN IMMEDIATE;";
    for (const auto& [table, key] :
         {std::pair{"event_text", "event"}, {"record_body", "key"}, {"event", "seq"}})
        sql += fmt::format("DELETE FROM {0} WHERE {1} > {2} AND {1} < (SELECT max(seq) FROM event);", table,
                           key, after);
    connection.run(sql + "COMMIT");
}

void copies(const char* from, const char* to, std::int64_t wanted, bool lists) {
    const bench::Source source = bench::read_source(*sqlite::open_store(from));
    const auto lives = static_cast<std::int64_t>(source.lives.size());
    if (lives == 0) throw std::runtime_error("there is no record to make others of");
    const std::int64_t kept = last_event(to);
    const std::int64_t count = wanted - lives;
    const std::int64_t rounds = std::max<std::int64_t>(1, (count + lives - 1) / lives);
    Progress progress;
    for (std::int64_t done = 0; done < count;) {
        const std::int64_t end = lists ? std::min(count, done + records_until_trimmed) : count;
        const auto target = open_target(to);
        bench::Again again(target->writer(), static_cast<std::uint64_t>(done), !lists);
        in_bulk(target->writer(), done, end, [&](std::int64_t made) {
            // The youngest come last, and of them the one that ended last: by it the desk's clock goes on.
            const std::int64_t left = count - 1 - made;
            const auto& [life, grace] = source.lives[static_cast<std::size_t>(lives - 1 - left % lives)];
            const std::int64_t earlier = span.micros / rounds * (left / lives);
            again.live(life, Duration{earlier % grace.micros});
            progress.tell(made + 1, count);
        });
        done = end;
        if (lists) trim(to, kept);
    }
}

void due(const char* from, const char* to, std::int64_t count, Instant at, const char* clock) {
    const auto waiting = bench::waiting_for_breach(bench::read_source(*sqlite::open_store(from)), clock);
    if (waiting.empty()) throw std::runtime_error(fmt::format("no record waits for the breach of {}", clock));
    const auto target = open_target(to);
    bench::Again again(target->writer(), 1);
    Progress progress;
    in_bulk(target->writer(), 0, count, [&](std::int64_t made) {
        const auto& [life, breach] = waiting[static_cast<std::size_t>(made) % waiting.size()];
        const Instant wanted = at + Duration{Duration::minutes(1).micros / count * made};
        again.live(life, breach - wanted);
        progress.tell(made + 1, count);
    });
}

void same(const char* from, const char* to) {
    const bench::Source source = bench::read_source(*sqlite::open_store(from));
    const auto target = open_target(to);
    store::Writer& writer = target->writer();
    in_bulk(writer, 0, static_cast<std::int64_t>(source.besides.size()), [&](std::int64_t at) {
        if (!writer.append({}, {&source.besides[static_cast<std::size_t>(at)], 1}, {}))
            throw std::runtime_error("a stream moved that nobody else writes");
    });
    bench::Again again(writer, 1);
    in_bulk(writer, 0, static_cast<std::int64_t>(source.lives.size()),
            [&](std::int64_t at) { again.live_the_same(source.lives[static_cast<std::size_t>(at)].life); });
}

int usage() {
    std::fputs(
        "bench_bulk copies SOURCE TARGET RECORDS [lists] | due SOURCE TARGET RECORDS AT CLOCK | same SOURCE "
        "TARGET\n",
        stderr);
    return 2;
}

}  // namespace

int main(int count, char** words) {
    const std::string_view what = count > 3 ? words[1] : "";
    try {
        if (what == "copies" && (count == 5 || (count == 6 && std::string_view(words[5]) == "lists")))
            copies(words[2], words[3], integer(words[4]), count == 6);
        else if (what == "due" && count == 7)
            due(words[2], words[3], integer(words[4]), Instant{integer(words[5])}, words[6]);
        else if (what == "same" && count == 4)
            same(words[2], words[3]);
        else
            return usage();
    } catch (const std::exception& failure) {
        fmt::print(stderr, "bench_bulk: {}\n", failure.what());
        return 1;
    }
    return 0;
}
